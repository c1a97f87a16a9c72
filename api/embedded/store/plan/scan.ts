import type { KeyRange } from '../storage/environment.ts'
import type { Index } from '../storage/shapes.ts'
import type { Interval } from './intervals.ts'

/** One way to get at documents. */
export type Scan =
  /** All documents in the order they were stored. */
  | { readonly kind: 'collection'; readonly isReverse: boolean }
  | IndexScan
  /** The parts of an $or, one after the other, each document once. */
  | { readonly kind: 'or'; readonly scans: readonly IndexScan[] }
  /** There is nothing to look at. */
  | { readonly kind: 'nothing' }

export interface IndexScan {
  readonly kind: 'index'
  readonly index: Index
  /** In the order they are read. */
  readonly ranges: readonly ScanRange[]
  readonly isReverse: boolean
  /** A document matches exactly when it has an entry in the ranges. */
  readonly isExact: boolean
  /** The intervals of the fields that bound the search; the fields after them are open. */
  readonly bounds: readonly (readonly Interval[])[]
}

export interface ScanRange extends KeyRange {
  /** One whole key of a unique index: there is at most one entry. */
  readonly isPoint: boolean
}
