import { open, type Database, type RootDatabase, type Transaction } from 'lmdb'
import { StoreError } from '../errors.ts'
import { recordKey, RID } from './keys.ts'
import { storageError } from './storage-error.ts'

export interface KeyRange {
  readonly start: Buffer
  /** Exclusive. */
  readonly end: Buffer
}

/** Record ids that index entries lead to, and the range that remains. */
export interface Entries {
  readonly rids: readonly number[]
  readonly rest: KeyRange | undefined
}

type Reader = (bytes: Buffer) => unknown

/** So many keys or records are held in memory at once. */
const GROUP = 1000

const copied = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length))
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
  /** A few small values with names, read and written as a whole. */
  readonly catalogue: Database<Buffer, string>
  /** What every read looks at, where that is one moment of the data; undefined looks at the newest. */
  readonly snapshot: { readonly transaction?: Transaction } = {}
  #reader: Reader = copied
  /** Where the key read last is. */
  #key: { bytes: Buffer; from: number; to: number } = { bytes: Buffer.alloc(0), from: 0, to: 0 }

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
      readKey: (bytes: Buffer, from: number, to: number) => {
        this.#key.bytes = bytes
        this.#key.from = from
        this.#key.to = to
        return to - from < RID ? 0 : bytes.readUIntBE(to - RID, RID)
      },
    }
    const options = { encoder, keyEncoder }
    // Batching by event turns would make lmdb wait for promises of its own, and a commit that fails then ends the process.
    const settings = { maxDbs: 4, maxReaders: 64, eventTurnBatching: false, readOnly }
    this.#root = open<unknown, Buffer>({ path: dir, ...settings, ...options })
    this.#data = this.#root.openDB({ name: 'data', ...options })
    this.catalogue = this.#root.openDB({ name: 'catalogue', encoding: 'binary' })
    if (readOnly) this.snapshot = { transaction: this.#root.useReadTransaction() }
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

  /** Shows the value to `visit`, by default to copy it. */
  visit<T = Buffer>(key: Buffer, visit = copied as (bytes: Buffer) => T): T | undefined {
    return this.#reading(visit, () => this.#data.get(key, this.snapshot) as T | undefined)
  }

  has(key: Buffer): boolean {
    return this.visit(key, () => true) === true
  }

  /** The record id a unique index holds under this key. */
  getRid(key: Buffer): number | undefined {
    return this.visit(key, ridOfValue) as number | undefined
  }

  count(range: KeyRange): number {
    return this.#data.getKeysCount({ ...this.snapshot, start: range.start, end: range.end })
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
    let goesOn = true
    let rid = 0
    let seen = 0
    let failure: { error: unknown } | undefined
    // The key is read before the value, so the reader knows whose bytes it sees.
    const look: Reader = (bytes) => {
      rid = this.#key.bytes.readUIntBE(this.#key.to - RID, RID)
      try {
        goesOn = visit(rid, bytes)
      } catch (error) {
        // Thrown from here, it would leave LMDB's cursor and its snapshot open for ever.
        failure = { error }
      }
    }
    return this.#reading(look, () => {
      for (const _ of this.#range(range, reverse, true)) {
        seen++
        if (failure) throw failure.error
        if (!goesOn || seen === limit) return rest(range, reverse, recordKey(range.start.readUInt32BE(0), rid))
      }
      return undefined
    })
  }

  /** What up to `limit` index entries lead to. */
  readIndex(range: KeyRange, reverse: boolean, isUnique: boolean, limit: number): Entries {
    const rids: number[] = []
    return this.#reading(ridOfValue, () => {
      for (const entry of this.#range(range, reverse, isUnique)) {
        rids.push(isUnique ? (entry as { value: number }).value : (entry as number))
        if (rids.length === limit) return { rids, rest: rest(range, reverse, this.#lastKey()) }
      }
      return { rids, rest: undefined }
    })
  }

  /** The same of one whole key of a unique index. */
  readPoint({ start }: KeyRange): Entries {
    const rid = this.getRid(start)
    return { rids: rid === undefined ? [] : [rid], rest: undefined }
  }

  /** The records of a range in groups, copied; the range may be changed between two of them. */
  *records(range: KeyRange): Generator<[number, Buffer][]> {
    let left: KeyRange | undefined = range
    while (left) {
      const group: [number, Buffer][] = []
      left = this.visitRecords(left, false, GROUP, (rid, bytes) => group.push([rid, copied(bytes)]) > 0)
      yield group
    }
  }

  /** Inside a write: removes all keys of a range. */
  removeAll(range: KeyRange): void {
    for (let keys = this.keys(range, GROUP); keys.length > 0; keys = this.keys(range, GROUP)) {
      for (const key of keys) this.remove(key)
    }
  }

  /** The first keys of a range. */
  keys(range: KeyRange, limit: number): Buffer[] {
    const keys: Buffer[] = []
    for (const _ of this.#range(range, false, false)) if (keys.push(this.#lastKey()) === limit) break
    return keys
  }

  /** The last record id in use, 0 if there is none. */
  lastRid(range: KeyRange): number {
    for (const rid of this.#range(range, true, false)) return rid as number
    return 0
  }

  async close(): Promise<void> {
    // lmdb waits for the last write to be flushed, and does not notice that it never will be, having failed (a full
    // disk): an empty write after it always comes to its end.
    if (this.snapshot.transaction) this.snapshot.transaction.done()
    else await this.#root.transaction(() => {})
    await this.#root.close()
  }

  /** Does `work` with values going through this reader. */
  #reading<T>(reader: Reader, work: () => T): T {
    this.#reader = reader
    try {
      return work()
    } finally {
      this.#reader = copied
    }
  }

  #range(range: KeyRange, reverse: boolean, values: boolean): Iterable<unknown> {
    const bounds = reverse
      ? { start: range.end, end: range.start, exclusiveStart: true, inclusiveEnd: true, reverse: true }
      : { start: range.start, end: range.end }
    return this.#data.getRange({ ...this.snapshot, ...bounds, values } as never)
  }

  #lastKey(): Buffer {
    const { bytes, from, to } = this.#key
    return Buffer.from(Uint8Array.prototype.slice.call(bytes, from, to))
  }
}

/** What is left of a range once `key` has been read. */
function rest(range: KeyRange, reverse: boolean, key: Buffer): KeyRange {
  return reverse ? { start: range.start, end: key } : { start: Buffer.concat([key, Buffer.of(0)]), end: range.end }
}
