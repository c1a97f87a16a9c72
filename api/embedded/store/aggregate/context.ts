import type { Doc, Value } from '../values.ts'

/** What a pipeline may ask of the store around it: one context per aggregate command, never shared. */
export interface PipelineContext {
  readonly db: string
  /** The one instant that $$NOW stands for throughout the command. */
  readonly now: Date
  /** A collection of the same database. One that does not exist is an empty one. */
  source(collection: string): Source
}

/** Another collection, as $lookup reads it and $merge writes it. */
export interface Source {
  /**
   * The documents whose `path` equals any of the values, as `{[path]: {$in: values}}` finds them (null also finds those
   * without the field), by index where there is one.
   */
  findEqual(path: string, values: readonly Value[]): Promise<Doc[]>
  /**
   * Checks that `on` is a unique key (code 51183 where no unique index has exactly these fields) and gives back what
   * writes documents so. Each document is merged atomically; the promise resolves when all are durable.
   */
  prepareMerge(options: MergeOptions): Promise<(docs: readonly Doc[]) => Promise<void>>
}

export interface MergeOptions {
  /** The fields that say which stored document a result belongs to; `['_id']` unless the stage says otherwise. */
  readonly on: readonly string[]
  readonly whenMatched: 'replace' | 'merge' | 'keepExisting' | 'fail'
  readonly whenNotMatched: 'insert' | 'discard' | 'fail'
}
