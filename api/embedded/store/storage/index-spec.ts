import { compileFilter } from '../query/filter.ts'
import { equals } from '../bson/order.ts'
import { isNumeric, toNumber } from '../bson/numbers.ts'
import { refuse, StoreError, typeMismatch } from '../errors.ts'
import { Int32, isDoc, type Doc, type Value } from '../values.ts'
import type { KeyField } from './keys.ts'
import type { Index } from './shapes.ts'

export const ID_INDEX: Doc = new Map<string, Value>([
  ['v', new Int32(2)],
  ['key', new Map([['_id', new Int32(1)]])],
  ['name', '_id_'],
])

/** MongoDB's upper limit of expireAfterSeconds. */
const MAX_SECONDS = 2 ** 31 - 1

const cannotCreate = (message: string) => new StoreError(67, 'CannotCreateIndex', message)
const invalidOption = (message: string) => new StoreError(197, 'InvalidIndexSpecificationOption', message)

const REFUSED: ReadonlyMap<string, string> = new Map([
  ['weights', '$text'],
  ['default_language', '$text'],
  ['language_override', '$text'],
  ['textIndexVersion', '$text'],
  ['2dsphereIndexVersion', 'geo indexes'],
  ['bits', 'geo indexes'],
  ['min', 'geo indexes'],
  ['max', 'geo indexes'],
  ['wildcardProjection', 'wildcard indexes'],
  ['hidden', 'hidden indexes'],
  ['clustered', 'clustered indexes'],
  ['prepareUnique', 'prepareUnique indexes'],
])

const KINDS: ReadonlyMap<string, string> = new Map([
  ['text', '$text'],
  ['2d', 'geo indexes'],
  ['2dsphere', 'geo indexes'],
  ['hashed', 'hashed indexes'],
])

/**
 * An index of createIndexes as it is kept: with v and name first as MongoDB shows them, without options that say nothing.
 * Throws 67 or 197 for what is no index, 115 for kinds of index the store does not have.
 */
export function readIndexSpec(given: Doc): Doc {
  const key = given.get('key')
  if (!isDoc(key))
    throw new StoreError(9, 'FailedToParse', "The 'key' field is a required property of an index specification")
  const name = given.get('name')
  if (typeof name !== 'string') {
    throw new StoreError(9, 'FailedToParse', "The 'name' field is a required property of an index specification")
  }
  if (name === '' || name === '*') throw cannotCreate(`index name cannot be '${name}'`)
  checkKey(key)
  const spec: Doc = new Map<string, Value>([
    ['v', new Int32(2)],
    ['key', key],
    ['name', name],
  ])
  const isId = isIdKey(key)
  for (const [option, value] of given) readOption(spec, option, value, isId)
  if (spec.has('expireAfterSeconds') && key.size !== 1) {
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL')
  }
  if (spec.has('sparse') && spec.has('partialFilterExpression')) {
    throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  }
  if (isId && name !== '_id_') spec.set('name', '_id_')
  return spec
}

export const isIdKey = (key: Doc): boolean => key.size === 1 && toNumber(key.get('_id')) === 1

function checkKey(key: Doc): void {
  if (key.size === 0) throw cannotCreate('Index keys cannot be empty.')
  for (const [path, value] of key) {
    if (path.includes('$**')) refuse('wildcard indexes')
    if (path === '' || path.startsWith('.') || path.endsWith('.') || path.includes('..')) {
      throw cannotCreate(`Index key contains an illegal field name: '${path}'`)
    }
    if (path.startsWith('$') && !['$id', '$ref', '$db'].includes(path)) {
      throw cannotCreate(`Index key contains an illegal field name: field name starts with '$'.`)
    }
    if (typeof value === 'string') {
      const kind = KINDS.get(value)
      if (kind) refuse(kind)
      throw cannotCreate(`Unknown index plugin '${value}'`)
    }
    const direction = toNumber(value)
    if (direction === undefined || Number.isNaN(direction) || direction === 0) {
      throw cannotCreate(
        `Values in v:2 index key pattern cannot be of this value. Only numbers > 0, numbers < 0, and strings are allowed.`,
      )
    }
  }
}

function readOption(spec: Doc, option: string, value: Value, isId: boolean): void {
  switch (option) {
    case 'key':
    case 'name':
    case 'ns':
    case 'v':
    case 'background':
    case 'dropDups':
      return
    case 'unique':
    case 'sparse':
      if (isTrue(option, value) && !(isId && option === 'unique')) spec.set(option, true)
      if (isId && option === 'sparse' && value)
        throw invalidOption("the field 'sparse' is not valid for an _id index specification")
      return
    case 'partialFilterExpression':
      if (!isDoc(value)) throw typeMismatch("The field 'partialFilterExpression' must be an object")
      compileFilter(value)
      spec.set(option, value)
      return
    case 'expireAfterSeconds':
      spec.set(option, readSeconds(value, isId))
      return
    case 'collation':
      if (!isSimple(value)) refuse('collation')
      return
    default: {
      const refused = REFUSED.get(option)
      if (refused) refuse(refused)
      throw invalidOption(`The field '${option}' is not valid for an index specification`)
    }
  }
}

function isTrue(option: string, value: Value): boolean {
  if (typeof value === 'boolean') return value
  if (isNumeric(value)) return toNumber(value) !== 0
  throw typeMismatch(`The field '${option}' has value of wrong type, expected bool`)
}

function readSeconds(value: Value, isId: boolean): Value {
  const seconds = toNumber(value)
  if (seconds === undefined) throw typeMismatch("TTL index 'expireAfterSeconds' option must be numeric")
  if (isId) throw cannotCreate("The field 'expireAfterSeconds' is not valid for an _id index specification")
  if (seconds < 0 || seconds > MAX_SECONDS || Number.isNaN(seconds)) {
    throw cannotCreate(
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${seconds}`,
    )
  }
  return new Int32(Math.floor(seconds))
}

/** `{locale: 'simple'}` is the order of bytes, which is what the store has. */
export const isSimple = (collation: Value | undefined): boolean =>
  collation === undefined || (isDoc(collation) && (collation.size === 0 || collation.get('locale') === 'simple'))

export const directionOf = (value: Value | undefined): 1 | -1 => ((toNumber(value) ?? 1) < 0 ? -1 : 1)

export function makeIndex(id: number, spec: Doc): Index {
  const key = spec.get('key') as Doc
  const fields: KeyField[] = [...key].map(([path, value]) => ({ path, direction: directionOf(value) }))
  const partial = spec.get('partialFilterExpression')
  return {
    id,
    name: spec.get('name') as string,
    spec,
    fields,
    paths: fields.map((field) => field.path.split('.')),
    isUnique: spec.get('unique') === true || isIdKey(key),
    isSparse: spec.get('sparse') === true,
    partial: isDoc(partial) ? compileFilter(partial) : undefined,
    expireAfterSeconds: toNumber(spec.get('expireAfterSeconds')),
    multikey: new Set(),
    isCut: false,
    isBuilding: false,
  }
}

/** Same keys in the same order with the same directions. */
export const isSameKey = (a: Doc, b: Doc): boolean => a.size === b.size && equals(normalised(a), normalised(b))

const normalised = (key: Doc): Doc => new Map([...key].map(([path, value]) => [path, directionOf(value)]))
