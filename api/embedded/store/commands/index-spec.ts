import { toNumber } from '../bson/numbers.ts'
import { equals } from '../bson/order.ts'
import { refuse, StoreError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { ID_INDEX } from '../storage/shapes.ts'
import { docOf, Int32, isDoc, type Doc, type Value } from '../values.ts'
import { reader } from './options.ts'

/** MongoDB's upper limit of expireAfterSeconds. */
const MAX_SECONDS = 2 ** 31 - 1

const INVALID_OPTION = [197, 'InvalidIndexSpecificationOption'] as const
const cannotCreate = (message: string) => new StoreError(67, 'CannotCreateIndex', message)

const readFields = reader(
  {
    document: 'key! partialFilterExpression',
    text: 'name!',
    bool: 'unique sparse',
    any: 'expireAfterSeconds',
    ignored: 'v ns background dropDups',
  },
  INVALID_OPTION,
)

/**
 * An index of createIndexes as it is kept: with v and name first as MongoDB shows them, without options that say nothing.
 * Throws 67 or 197 for what is no index, 115 for kinds of index the store does not have.
 */
export function readIndexSpec(given: Doc): Doc {
  const { key: keys, name, unique, sparse, partialFilterExpression, expireAfterSeconds } = readFields('an index', given)
  if (name === '' || name === '*') throw cannotCreate(`index name cannot be '${name}'`)
  const key = readKey(keys)
  if (equals(key, ID_INDEX.get('key')!)) {
    if (!sparse && !partialFilterExpression && expireAfterSeconds === undefined) return ID_INDEX
    throw new StoreError(...INVALID_OPTION, 'the index of _id takes no options')
  }
  const spec = docOf({ v: new Int32(2), key, name })
  if (unique) spec.set('unique', true)
  if (sparse) spec.set('sparse', true)
  if (partialFilterExpression) {
    if (sparse) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
    checkPartial(partialFilterExpression)
    spec.set('partialFilterExpression', partialFilterExpression)
  }
  if (expireAfterSeconds !== undefined) spec.set('expireAfterSeconds', readSeconds(expireAfterSeconds, key))
  return spec
}

/** The fields with 1 or -1 for whatever numbers were given. */
function readKey(given: Doc): Doc {
  if (given.size === 0) throw cannotCreate('Index keys cannot be empty.')
  const key: Doc = new Map()
  for (const [path, value] of given) {
    if (path.includes('$**')) refuse('wildcard indexes')
    // The fields of a DBRef are the only ones that begin with a dollar.
    if (path.split('.').includes('') || (path.startsWith('$') && !['$id', '$ref', '$db'].includes(path))) {
      throw cannotCreate(`Index key contains an illegal field name: '${path}'`)
    }
    if (typeof value === 'string') refuse(`${value} indexes`)
    const direction = toNumber(value)
    if (!direction) throw cannotCreate('Values in an index key pattern are numbers above or below 0')
    key.set(path, new Int32(Math.sign(direction)))
  }
  return key
}

/** What the planner can tell of a query: whether it stays within the filter. */
const PARTIAL = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte', '$exists', '$type'])

function checkPartial(filter: Doc): void {
  for (const [path, value] of filter) {
    const operators = isDoc(value) ? [...value.keys()].filter((name) => name.startsWith('$')) : []
    const strange = [path, ...operators].find((name) => name.startsWith('$') && !PARTIAL.has(name))
    if (strange) refuse(`${strange} in partial filters`)
  }
  compileFilter(filter)
}

function readSeconds(value: Value, key: Doc): Value {
  if (key.size !== 1) throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL')
  const seconds = toNumber(value) ?? Number.NaN
  if (seconds >= 0 && seconds <= MAX_SECONDS) return new Int32(Math.floor(seconds))
  throw cannotCreate(`expireAfterSeconds must be within 0 and ${MAX_SECONDS}`)
}
