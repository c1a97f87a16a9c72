import { StoreError } from '../errors.ts'
import type { Sort, SortKey } from '../query/sort.ts'
import type { Entries, Environment, KeyRange } from '../storage/environment.ts'
import { RECORDS, recordKey, wholeRange } from '../storage/keys.ts'
import { namespaceOf, type Collection, type Index } from '../storage/shapes.ts'
import type { IndexScan, Scan } from './planner.ts'

/** Index entries or documents looked at so far. */
export interface Examined {
  keys: number
  documents: number
}

/** What a scan reads, and what it makes of it. */
export interface ScanTask<T> {
  readonly env: Environment
  readonly collection: Collection
  /**
   * Makes a result of a stored document, or leaves it out (undefined). The bytes are only valid until it returns.
   * `isExact` says that the document is known to match already.
   */
  readonly take: (rid: number, bytes: Buffer, isExact: boolean) => T | undefined
  /** Makes the result of a matching document from its index entry alone, where that is enough. */
  readonly takeEntry?: ((rid: number) => T) | undefined
  readonly examined: Examined
  /** Nobody will ask for more results than this. */
  readonly wanted: number
}

/** No piece looks at more entries than this, nor goes on when it holds more bytes. */
const PIECE = 512
const PIECE_BYTES = 1024 * 1024
/** The first pieces of an index are smaller: often not all is wanted. */
const FIRST_PIECE = 32

/**
 * Reads results piece by piece (a piece may be empty). Nothing of the storage is held between two of them: whoever
 * reads decides when to let others have their turn, and sees what is then committed.
 */
export function* read<T>(task: ScanTask<T>, scan: Scan): Generator<T[]> {
  switch (scan.kind) {
    case 'collection':
      return yield* readCollection(task, scan.isReverse)
    case 'index':
      return yield* readIndex(task, scan)
    case 'or': {
      const seen = new Set<number>()
      const take: typeof task.take = (rid, bytes, isExact) => {
        const result = seen.has(rid) ? undefined : task.take(rid, bytes, isExact)
        if (result !== undefined) seen.add(rid)
        return result
      }
      for (const each of scan.scans) yield* readIndex({ ...task, take, takeEntry: undefined }, each)
    }
  }
}

function* readCollection<T>(task: ScanTask<T>, isReverse: boolean): Generator<T[]> {
  const { env, collection, take, examined, wanted } = task
  let rest: KeyRange | undefined = wholeRange(collection.id, RECORDS)
  while (rest) {
    checkThere(collection)
    const results: T[] = []
    let bytes = 0
    rest = env.visitRecords(rest, isReverse, PIECE, (rid, record) => {
      examined.documents++
      const result = take(rid, record, false)
      if (result === undefined) return true
      bytes += record.length
      return results.push(result) < wanted && bytes < PIECE_BYTES
    })
    yield results
  }
}

function* readIndex<T>(task: ScanTask<T>, { index, ranges, isReverse, isExact }: IndexScan): Generator<T[]> {
  const { env, collection, take, takeEntry, examined, wanted } = task
  // A document with several entries in the ranges counts once.
  const seen = index.multikey.size > 0 ? new Set<number>() : undefined
  let size = Math.min(wanted, FIRST_PIECE)
  for (const range of ranges) {
    let rest: KeyRange | undefined = range
    while (rest) {
      checkThere(collection, index)
      const found: Entries = range.isPoint ? env.readPoint(range) : env.readIndex(rest, isReverse, index.isUnique, size)
      examined.keys += found.rids.length
      rest = found.rest
      size = Math.min(PIECE, size * 2)
      let results: T[] = []
      let bytes = 0
      // What an entry leads to may have changed once others had their turn: then it is checked again.
      let isFresh = isExact
      for (const rid of found.rids) {
        if (seen?.has(rid)) continue
        seen?.add(rid)
        const result =
          isFresh && takeEntry
            ? takeEntry(rid)
            : env.visit(recordKey(collection.id, rid), (record) => {
                examined.documents++
                bytes += record.length
                return take(rid, record, isFresh)
              })
        if (result !== undefined) results.push(result)
        if (bytes < PIECE_BYTES) continue
        yield results
        results = []
        bytes = 0
        isFresh = false
      }
      yield results
    }
  }
}

/** A scan ends with an error when what it reads is dropped meanwhile. */
function checkThere(collection: Collection, index?: Index): void {
  if (!collection.isDropped && (!index || collection.indexes.includes(index))) return
  throw new StoreError(175, 'QueryPlanKilled', `collection or index dropped: ${namespaceOf(collection)}`)
}

/** Leaves out the first `skip` results and ends after `limit` (0: no end). */
export function* window<T>(pieces: Iterable<T[]>, skip: number, limit: number): Generator<T[]> {
  let left = limit === 0 ? Infinity : limit
  let before = skip
  for (const piece of pieces) {
    const within = before === 0 && piece.length <= left ? piece : piece.slice(before, before + left)
    before -= Math.min(before, piece.length)
    left -= within.length
    yield within
    if (left === 0) return
  }
}

/** MongoDB's limit for sorting in memory (internalQueryMaxBlockingSortMemoryUsageBytes). */
const SORT_MEMORY = 100 * 1024 * 1024
/** What a result takes besides its bytes: its sort key and the objects around it. */
const OVERHEAD = 256

export interface Sortable<T> {
  readonly result: T
  readonly key: SortKey
  /** Bytes it keeps in memory. */
  readonly size: number
}

/**
 * Sorts all results in memory, keeping only the first `limit` (0: all). Equal ones stay in the order they came.
 * Throws 292 when what has to be kept grows beyond the bound.
 */
export function* sorted<T>(pieces: Iterable<Sortable<T>[]>, sort: Sort, limit: number): Generator<T[]> {
  const kept: Sortable<T>[] = []
  let bytes = 0
  const cut = (): void => {
    kept.sort((a, b) => sort.compareKeys(a.key, b.key))
    for (const { size } of kept.splice(limit || Infinity)) bytes -= size + OVERHEAD
  }
  for (const piece of pieces) {
    for (const each of piece) {
      kept.push(each)
      bytes += each.size + OVERHEAD
    }
    if (limit > 0 && (kept.length > 2 * limit + 1000 || bytes > SORT_MEMORY)) cut()
    if (bytes > SORT_MEMORY) throw tooMuch()
    yield []
  }
  cut()
  for (let at = 0; at < kept.length; at += PIECE) yield kept.slice(at, at + PIECE).map(({ result }) => result)
}

const tooMuch = () =>
  new StoreError(
    292,
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Sort exceeded memory limit of ${SORT_MEMORY} bytes, and the embedded store does not sort on disk: add an index that serves the sort, or a limit`,
  )
