import { open, type Database, type RootDatabase, type Transaction } from 'lmdb'
import { StoreError } from '../errors.ts'
import { RID } from './keys.ts'
import { storageError } from './storage-error.ts'

export interface KeyRange {
  readonly start: Buffer
  /** Exclusive. */
  readonly end: Buffer
}

type Reader = (bytes: Buffer) => unknown

const copied: Reader = (bytes) => Buffer.from(bytes.subarray(0, bytes.length))
const ridOfValue: Reader = (bytes) => bytes.readUIntBE(0, RID)

/**
 * The LMDB environment of a folder. Reads look into LMDB's own pages: what a reader callback gets is only valid until
 * the callback returns. All writing happens in callbacks that LMDB runs one after the other inside its single write
 * transaction (several of them share one commit): a write sees every write before it, and nothing else can come between
 * what it reads and what it puts. That is the store's only lock; it opens when the commit is visible.
 */
export class Environment {
  readonly #dir: string
  readonly #root: RootDatabase<unknown, Buffer>
  readonly #data: Database<unknown, Buffer>
  readonly #catalogue: Database<unknown, Buffer>
  /** What every read looks at, where that is one moment of the data; undefined looks at the newest. */
  readonly #snapshot: { readonly transaction?: Transaction } = {}
  #reader: Reader = copied
  #keyFrom = 0
  #keyTo = 0
  #keyBytes: Buffer = Buffer.alloc(0)

  /** `readOnly` sees the data as they are at this moment, also while another process works on them. */
  constructor(dir: string, { readOnly = false } = {}) {
    this.#dir = dir
    // Values go through a reader that can look at them where LMDB put them, so that a scan copies only what it keeps.
    const encoder = {
      encode: (value: unknown) => value,
      decode: (bytes: Buffer) => this.#reader(bytes),
    }
    // Of a key only the record id at its end is read; the rest stays in place in case the scan has to go on from here.
    const keyEncoder = {
      writeKey: (key: Buffer, target: Buffer, at: number) => {
        target.set(key, at)
        return at + key.length
      },
      readKey: (source: Buffer, from: number, to: number) => {
        this.#keyBytes = source
        this.#keyFrom = from
        this.#keyTo = to
        return to - from < RID ? 0 : source.readUIntBE(to - RID, RID)
      },
    }
    const options = { encoder, keyEncoder }
    // Batching by event turns would make lmdb wait for promises of its own, and a commit that fails then ends the process.
    const settings = { maxDbs: 4, maxReaders: 64, eventTurnBatching: false, readOnly }
    this.#root = open<unknown, Buffer>({ path: dir, ...settings, ...options })
    this.#data = this.#root.openDB({ name: 'data', ...options })
    this.#catalogue = this.#root.openDB({ name: 'catalogue', ...options })
    if (readOnly) this.#snapshot = { transaction: this.#root.useReadTransaction() }
  }

  /**
   * Runs `work` inside the write transaction; resolves when its commit is flushed to disk. `work` must not wait for
   * anything, and must find out all that can go wrong before its first put: what it has put when it throws stays.
   */
  async write<T>(work: () => T): Promise<T> {
    try {
      return await this.#root.transaction(work)
    } catch (error) {
      throw error instanceof StoreError ? error : await storageError(error, this.#dir)
    }
  }

  put(key: Buffer, value: Buffer): void {
    void this.#data.put(key, value)
  }

  remove(key: Buffer): void {
    void this.#data.remove(key)
  }

  /** The value's bytes, copied. */
  get(key: Buffer): Buffer | undefined {
    return this.#data.get(key, this.#snapshot) as Buffer | undefined
  }

  /** Shows the value to `visit` without copying it. */
  visit<T>(key: Buffer, visit: (bytes: Buffer) => T): T | undefined {
    this.#reader = visit
    try {
      return this.#data.get(key, this.#snapshot) as T | undefined
    } finally {
      this.#reader = copied
    }
  }

  has(key: Buffer): boolean {
    return this.visit(key, () => true) === true
  }

  /** The record id a unique index holds under this key. */
  getRid(key: Buffer): number | undefined {
    return this.visit(key, ridOfValue) as number | undefined
  }

  count(range: KeyRange): number {
    return this.#data.getKeysCount({ ...this.#snapshot, start: range.start, end: range.end })
  }

  /**
   * Visits up to `limit` records of the range in key order (or against it) until `visit` answers false.
   * Gives back the range that remains.
   */
  visitRecords(
    range: KeyRange,
    reverse: boolean,
    limit: number,
    visit: (rid: number, bytes: Buffer) => boolean,
  ): KeyRange | undefined {
    let goOn = true
    let rid = 0
    let seen = 0
    let failure: { error: unknown } | undefined
    // The key is read before the value, so the reader knows whose bytes it sees.
    this.#reader = (bytes) => {
      rid = this.#keyBytes.readUIntBE(this.#keyTo - RID, RID)
      try {
        goOn = visit(rid, bytes)
      } catch (error) {
        // Thrown from here, it would leave LMDB's cursor and its snapshot open for ever.
        failure = { error }
      }
      return undefined
    }
    try {
      for (const _ of this.#range(range, reverse, true)) {
        seen++
        if (failure) throw failure.error
        if (!goOn || seen === limit) return rest(range, reverse, keyWithRid(range.start, rid))
      }
      return undefined
    } finally {
      this.#reader = copied
    }
  }

  /** The record ids of up to `limit` index entries, and the range that remains. */
  readIndex(
    range: KeyRange,
    reverse: boolean,
    ridIsValue: boolean,
    limit: number,
  ): { rids: number[]; rest: KeyRange | undefined } {
    const rids: number[] = []
    this.#reader = ridOfValue
    try {
      for (const entry of this.#range(range, reverse, ridIsValue)) {
        rids.push(ridIsValue ? (entry as { value: number }).value : (entry as number))
        if (rids.length === limit) return { rids, rest: rest(range, reverse, this.#lastKey()) }
      }
      return { rids, rest: undefined }
    } finally {
      this.#reader = copied
    }
  }

  /** Whole keys with their values, both copied: for checks and for clearing up. */
  entries(range: KeyRange, limit: number): { key: Buffer; value: Buffer }[] {
    const found: { key: Buffer; value: Buffer }[] = []
    for (const entry of this.#range(range, false, true)) {
      found.push({ key: this.#lastKey(), value: (entry as { value: Buffer }).value })
      if (found.length === limit) break
    }
    return found
  }

  /** The last record id in use, 0 if there is none. */
  lastRid(range: KeyRange): number {
    for (const rid of this.#range(range, true, false)) return rid as number
    return 0
  }

  getCatalogue(key: string): Buffer | undefined {
    return this.#catalogue.get(Buffer.from(key), this.#snapshot) as Buffer | undefined
  }

  putCatalogue(key: string, value: Buffer): void {
    void this.#catalogue.put(Buffer.from(key), value)
  }

  removeCatalogue(key: string): void {
    void this.#catalogue.remove(Buffer.from(key))
  }

  catalogueEntries(prefix: string): { key: string; value: Buffer }[] {
    const found: { key: string; value: Buffer }[] = []
    const range = { ...this.#snapshot, start: Buffer.from(prefix), end: Buffer.from(`${prefix}\u{10ffff}`) }
    for (const { value } of this.#catalogue.getRange(range)) {
      found.push({ key: this.#lastKey().toString(), value: value as Buffer })
    }
    return found
  }

  /** Bytes of the data file in use and free pages in it. */
  fileStats(): { pageSize: number; mapSize: number; lastPage: number } {
    const stats = this.#root.getStats() as { root: { pageSize: number }; mapSize: number; lastPageNumber: number }
    return { pageSize: stats.root.pageSize, mapSize: stats.mapSize, lastPage: stats.lastPageNumber }
  }

  async close(): Promise<void> {
    // lmdb waits for the last write to be flushed, and does not notice that it never will be, having failed (a full
    // disk): an empty write after it always comes to its end.
    if (this.#snapshot.transaction) this.#snapshot.transaction.done()
    else await this.#root.transaction(() => {})
    await this.#root.close()
  }

  #range(range: KeyRange, reverse: boolean, values: boolean): Iterable<unknown> {
    const bounds = reverse
      ? { start: range.end, end: range.start, exclusiveStart: true, inclusiveEnd: true, reverse: true }
      : { start: range.start, end: range.end }
    return this.#data.getRange({ ...this.#snapshot, ...bounds, values } as never)
  }

  #lastKey(): Buffer {
    return Buffer.from(Uint8Array.prototype.slice.call(this.#keyBytes, this.#keyFrom, this.#keyTo))
  }
}

function keyWithRid(like: Buffer, rid: number): Buffer {
  const key = Buffer.allocUnsafe(6 + RID)
  like.copy(key, 0, 0, 6)
  key.writeUIntBE(rid, 6, RID)
  return key
}

/** What is left of a range once `key` has been read. */
function rest(range: KeyRange, reverse: boolean, key: Buffer): KeyRange {
  return reverse ? { start: range.start, end: key } : { start: Buffer.concat([key, Buffer.of(0)]), end: range.end }
}
