import mongoose, { type Connection, type Schema } from 'mongoose'
import type { Collection, Document } from 'mongodb'

/** What makes an acknowledged write a stored one on a replica set; the embedded store is always this strict. */
const DURABLE = { w: 'majority', j: true } as const

/** A stored record type: its collection, and the mongoose schema that carries its indexes. */
export interface RecordType<T extends Document> {
  readonly collection: string
  readonly schema: Schema
  /** Never set; only carries the type. */
  readonly shape?: T
}

export function recordType<T extends Document>(collection: string, schema: Schema): RecordType<T> {
  return { collection, schema }
}

/** One connection to the store; hands out native collections, so that hot paths pay for no hydration. */
export class Db {
  private constructor(readonly connection: Connection) {}

  static async connect(uri: string, dbName = 'jiesu'): Promise<Db> {
    const connection = mongoose.createConnection(uri, {
      dbName,
      autoIndex: false,
      serverSelectionTimeoutMS: 3000,
      writeConcern: DURABLE,
    })
    await connection.asPromise()
    return new Db(connection)
  }

  of<T extends Document>(type: RecordType<T>): Collection<T> {
    return this.connection.collection(type.collection) as unknown as Collection<T>
  }

  /** Builds every index the record types declare; safe to run at each start. */
  async ensureIndexes(types: readonly RecordType<Document>[]): Promise<void> {
    for (const type of types) {
      for (const [keys, options] of type.schema.indexes()) {
        const { background: _background, ...rest } = options as Record<string, unknown>
        await this.connection.collection(type.collection).createIndex(keys as Record<string, 1 | -1>, rest)
      }
    }
  }

  /** True when the store answers within the driver's time-out. */
  async answers(): Promise<boolean> {
    try {
      await this.connection.db?.command({ ping: 1 })
      return true
    } catch {
      return false
    }
  }

  async close(): Promise<void> {
    await this.connection.close()
  }
}

export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 11000
}
