import { toNumber } from '../bson/numbers.ts'
import { compileFilter, type Filter } from '../query/filter.ts'
import { docOf, Int32, isDoc, type Doc } from '../values.ts'
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
  /** The filter of a partial index. */
  readonly partial: Filter | undefined
  readonly expireAfterSeconds: number | undefined
  /** Fields that hold an array in some document, so that one document has several entries. Only ever grows. */
  readonly multikey: Set<number>
  /** Some value was too long for a key: the index no longer has all entries in order. */
  isCut: boolean
}

export interface Collection {
  readonly id: number
  readonly db: string
  readonly name: string
  readonly uuid: Buffer
  /** The one of _id comes first. */
  indexes: Index[]
  /** Highest record id given out so far. */
  lastRid: number
  isDropped: boolean
}

export const namespaceOf = (collection: { db: string; name: string }): string => `${collection.db}.${collection.name}`

export const ID_INDEX = docOf({ v: new Int32(2), key: docOf({ _id: new Int32(1) }), name: '_id_' })

/** An index in memory of its specification, which has been checked. */
export function makeIndex(id: number, spec: Doc): Index {
  const fields: KeyField[] = [...(spec.get('key') as Doc)].map(([path, value]) => ({
    path,
    direction: toNumber(value) === -1 ? -1 : 1,
  }))
  const partial = spec.get('partialFilterExpression')
  const name = spec.get('name') as string
  return {
    id,
    name,
    spec,
    fields,
    paths: fields.map(({ path }) => path.split('.')),
    isUnique: spec.get('unique') === true || name === '_id_',
    isSparse: spec.get('sparse') === true,
    partial: isDoc(partial) ? compileFilter(partial) : undefined,
    expireAfterSeconds: toNumber(spec.get('expireAfterSeconds')),
    multikey: new Set(),
    isCut: false,
  }
}
