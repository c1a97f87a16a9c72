import mongoose, { type Connection, type Schema } from 'mongoose'
import type { Collection, Document } from 'mongodb'

/** What makes an acknowledged write a stored one on a replica set; the embedded store is always this strict. */
const DURABLE = { w: 'majority', j: true } as const

/** A stored record type: its collection, and the mongoose schema that says its shape and carries its indexes. */
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

  /** Throws when the store cannot be reached within three seconds. */
  static async connect(uri: string, dbName?: string): Promise<Db> {
    const connection = mongoose.createConnection(uri, {
      // A database named in the URI wins; the embedded store names none.
      ...((dbName ?? !namesDatabase(uri)) ? { dbName: dbName ?? 'jiesu' } : {}),
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
      const specs = type.schema.indexes().map(([key, options]) => {
        const { background: _background, ...rest } = options as Record<string, unknown>
        return { key: key as Record<string, 1 | -1>, ...rest }
      })
      if (specs.length > 0) await this.connection.collection(type.collection).createIndexes(specs)
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

/** True for mongodb://host/name, false for mongodb://host or mongodb://host/?options. */
function namesDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri)
}

export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 11000
}
