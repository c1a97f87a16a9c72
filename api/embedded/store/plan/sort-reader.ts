import { StoreError } from '../errors.ts'
import type { Sort, SortKey } from '../query/sort.ts'
import type { Reader } from './readers.ts'

/** MongoDB's limit for sorting in memory (internalQueryMaxBlockingSortMemoryUsageBytes). */
export const SORT_MEMORY = 100 * 1024 * 1024
/** What a result takes besides its bytes: its sort key and the objects around it. */
const OVERHEAD = 256

export interface Sortable {
  /** Bytes it keeps in memory. */
  readonly size: number
  readonly key: SortKey
}

/**
 * Sorts all results in memory, keeping only the first `limit` (0: all). Equal ones stay in the order they came.
 * Throws 292 when what has to be kept grows beyond the bound.
 */
export class SortReader<T extends Sortable> implements Reader<T> {
  #kept: T[] = []
  #bytes = 0
  #isSorted = false
  #at = 0

  constructor(
    private readonly inner: Reader<T>,
    private readonly sort: Sort,
    private readonly limit: number,
  ) {}

  read(max: number): T[] | undefined {
    if (!this.#isSorted) {
      const more = this.inner.read(Infinity)
      if (more) {
        this.#keep(more)
        return []
      }
      this.#sort()
      this.#isSorted = true
    }
    if (this.#at >= this.#kept.length) return undefined
    const results = this.#kept.slice(this.#at, this.#at + max)
    this.#at += results.length
    return results
  }

  #keep(more: readonly T[]): void {
    for (const result of more) {
      this.#kept.push(result)
      this.#bytes += result.size + OVERHEAD
    }
    if (this.limit > 0 && this.#kept.length > 2 * this.limit + 1000) this.#sort()
    if (this.#bytes <= SORT_MEMORY) return
    if (this.limit > 0) this.#sort()
    if (this.#bytes > SORT_MEMORY) throw tooMuch()
  }

  #sort(): void {
    this.#kept.sort((a, b) => this.sort.compareKeys(a.key, b.key))
    if (this.limit === 0 || this.#kept.length <= this.limit) return
    for (const result of this.#kept.splice(this.limit)) this.#bytes -= result.size + OVERHEAD
  }
}

const tooMuch = () =>
  new StoreError(
    292,
    'QueryExceededMemoryLimitNoDiskUseAllowed',
    `Executor error during find command :: caused by :: Sort exceeded memory limit of ${SORT_MEMORY} bytes, and the embedded store does not sort on disk: add an index that serves the sort, or a limit`,
  )
