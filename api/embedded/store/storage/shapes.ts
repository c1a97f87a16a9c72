import type { Filter } from '../query/filter.ts'
import type { Doc } from '../values.ts'
import type { KeyField } from './keys.ts'

/** An index as the store holds it in memory; the catalogue keeps the same on disk. */
export interface Index {
  readonly id: number
  readonly name: string
  /** As listIndexes shows it. */
  readonly spec: Doc
  readonly fields: readonly KeyField[]
  readonly paths: readonly (readonly string[])[]
  readonly isUnique: boolean
  readonly isSparse: boolean
  readonly partial: Filter | undefined
  readonly expireAfterSeconds: number | undefined
  /** Fields that hold an array in some document, so that one document has several entries. Only ever grows. */
  readonly multikey: Set<number>
  /** Some value was too long for a key: the index no longer has all entries in order. */
  isCut: boolean
  /** Still being filled: writes keep it up to date, queries do not use it. */
  isBuilding: boolean
}

export interface Collection {
  readonly id: number
  readonly db: string
  readonly name: string
  readonly uuid: Buffer
  /** As listCollections shows them. */
  readonly options: Doc
  readonly indexes: Index[]
  nextIndexId: number
  /** Highest record id given out so far. */
  lastRid: number
  /** Number and total bytes of its documents, as far as they have been counted. */
  documents: number | undefined
  bytes: number | undefined
  isDropped: boolean
}

export const namespaceOf = (collection: { db: string; name: string }): string => `${collection.db}.${collection.name}`
