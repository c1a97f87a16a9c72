import { StoreError } from '../errors.ts'
import type { Environment, KeyRange } from '../storage/environment.ts'
import { RECORDS, recordKey, wholeRange } from '../storage/keys.ts'
import { namespaceOf, type Collection } from '../storage/shapes.ts'
import type { IndexScan, Scan } from './scan.ts'

/**
 * Makes a result of a stored document, or leaves it out (undefined). The bytes are only valid until it returns.
 * `isExact` says that the document is known to match already.
 */
export type Take<T> = (rid: number, bytes: Buffer, isExact: boolean) => T | undefined

/**
 * Reads results piece by piece. No piece looks at more than some hundred entries, and nothing of the storage is held
 * between two of them: whoever reads decides when to let others have their turn, and sees what is then committed.
 */
export interface Reader<T> {
  /** At most `max` results (perhaps none yet), undefined at the end. */
  read(max: number): T[] | undefined
}

export interface Examined {
  keys: number
  documents: number
}

const PIECE = 512

/** What a scan reads, and what it makes of it. */
export interface ScanTask<T> {
  readonly env: Environment
  readonly collection: Collection
  readonly take: Take<T>
  /** Makes the result of a matching document from its index entry alone, where that is enough. */
  readonly ofEntry?: ((rid: number) => T) | undefined
  readonly examined: Examined
}

export function openScan<T>(task: ScanTask<T>, scan: Scan): Reader<T> {
  switch (scan.kind) {
    case 'nothing':
      return { read: () => undefined }
    case 'collection':
      return new CollectionReader(task, scan.isReverse)
    case 'index':
      return new IndexReader(task, scan)
    case 'or': {
      const seen = new Set<number>()
      const take: Take<T> = (rid, bytes, isExact) => {
        if (seen.has(rid)) return undefined
        const result = task.take(rid, bytes, isExact)
        if (result !== undefined) seen.add(rid)
        return result
      }
      const once = { ...task, take, ofEntry: undefined }
      return new ChainReader(scan.scans.map((each) => new IndexReader(once, each)))
    }
  }
}

function checkThere(collection: Collection): void {
  if (!collection.isDropped) return
  throw new StoreError(175, 'QueryPlanKilled', `collection dropped: ${namespaceOf(collection)}`)
}

class CollectionReader<T> implements Reader<T> {
  #rest: KeyRange | undefined

  constructor(
    private readonly task: ScanTask<T>,
    private readonly isReverse: boolean,
  ) {
    this.#rest = wholeRange(task.collection.id, RECORDS)
  }

  read(max: number): T[] | undefined {
    if (!this.#rest) return undefined
    const { env, collection, take, examined } = this.task
    checkThere(collection)
    const results: T[] = []
    this.#rest = env.visitRecords(this.#rest, this.isReverse, PIECE, (rid, bytes) => {
      examined.documents++
      const result = take(rid, bytes, false)
      if (result !== undefined) results.push(result)
      return results.length < max
    })
    return results
  }
}

class IndexReader<T> implements Reader<T> {
  #range = 0
  #rest: KeyRange | undefined
  /** Entries read ahead; what they lead to may have changed since, so it is checked again. */
  #ahead: number[] = []
  #piece = 16
  /** A document with several entries in the ranges counts once. */
  readonly #seen: Set<number> | undefined

  constructor(
    private readonly task: ScanTask<T>,
    private readonly scan: IndexScan,
  ) {
    this.#seen = scan.index.multikey.size > 0 ? new Set() : undefined
    this.#rest = scan.ranges[0]
  }

  read(max: number): T[] | undefined {
    if (this.#ahead.length === 0 && !this.#rest) return undefined
    checkThere(this.task.collection)
    const isFresh = this.#ahead.length === 0
    if (isFresh) this.#readEntries(max)
    const results: T[] = []
    let used = 0
    for (const rid of this.#ahead) {
      if (results.length === max) break
      used++
      if (this.#seen?.has(rid)) continue
      this.#seen?.add(rid)
      const result = this.#resultOf(rid, isFresh && this.scan.isExact)
      if (result !== undefined) results.push(result)
    }
    this.#ahead = used === this.#ahead.length ? [] : this.#ahead.slice(used)
    return results
  }

  #resultOf(rid: number, isExact: boolean): T | undefined {
    const { env, collection, take, ofEntry, examined } = this.task
    if (isExact && ofEntry) return ofEntry(rid)
    return env.visit(recordKey(collection.id, rid), (bytes) => {
      examined.documents++
      return take(rid, bytes, isExact)
    })
  }

  #readEntries(max: number): void {
    const { env, examined } = this.task
    const { isUnique } = this.scan.index
    const range = this.scan.ranges[this.#range]!
    let left: KeyRange | undefined
    if (range.isPoint) {
      const rid = env.getRid(range.start)
      if (rid !== undefined) this.#ahead.push(rid)
    } else {
      const size = this.scan.isExact ? Math.min(max, PIECE) : this.#piece
      this.#piece = Math.min(PIECE, this.#piece * 2)
      const found = env.readIndex(this.#rest!, this.scan.isReverse, isUnique, size)
      this.#ahead = found.rids
      left = found.rest
    }
    examined.keys += this.#ahead.length
    this.#rest = left ?? this.scan.ranges[++this.#range]
  }
}

class ChainReader<T> implements Reader<T> {
  #at = 0

  constructor(private readonly readers: readonly Reader<T>[]) {}

  read(max: number): T[] | undefined {
    const reader = this.readers[this.#at]
    if (!reader) return undefined
    const results = reader.read(max)
    if (results) return results
    this.#at++
    return []
  }
}

/** Leaves out the first `skip` results and ends after `limit` (0: no end). */
export class WindowReader<T> implements Reader<T> {
  #skip: number
  #left: number

  constructor(
    private readonly inner: Reader<T>,
    skip: number,
    limit: number,
  ) {
    this.#skip = skip
    this.#left = limit === 0 ? Infinity : limit
  }

  read(max: number): T[] | undefined {
    if (this.#left === 0) return undefined
    if (this.#skip > 0) {
      const skipped = this.inner.read(Math.min(PIECE, this.#skip))
      this.#skip -= skipped?.length ?? 0
      return skipped && []
    }
    const results = this.inner.read(Math.min(max, this.#left))
    this.#left -= results?.length ?? 0
    return results
  }

  /** The limit is reached: nothing will follow. */
  get isDone(): boolean {
    return this.#left === 0
  }
}
