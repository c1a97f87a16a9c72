import { toNumber } from '../bson/numbers.ts'
import { typeName } from '../bson/order.ts'
import { StoreError } from '../errors.ts'
import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { isSimple } from '../storage/index-spec.ts'
import { refuse } from '../errors.ts'

/** Where a field was read from, for error messages: the command, or one of its parts. */
export interface Origin {
  readonly name: string
  readonly body: Doc
}

function wrongType({ name }: Origin, field: string, value: Maybe, expected: string): StoreError {
  const message = `BSON field '${name}.${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`
  return new StoreError(14, 'TypeMismatch', message)
}

export const missing = ({ name }: Origin, field: string): StoreError =>
  new StoreError(40414, 'IDLFailedToParse', `BSON field '${name}.${field}' is missing but a required field`)

/** Null counts as not given. */
function given(origin: Origin, field: string): Maybe {
  return origin.body.get(field) ?? undefined
}

export function docField(origin: Origin, field: string): Doc | undefined {
  const value = given(origin, field)
  if (value === undefined || isDoc(value)) return value
  throw wrongType(origin, field, value, 'object')
}

export function textField(origin: Origin, field: string): string | undefined {
  const value = given(origin, field)
  if (value === undefined || typeof value === 'string') return value
  throw wrongType(origin, field, value, 'string')
}

export function listField(origin: Origin, field: string): Value[] | undefined {
  const value = given(origin, field)
  if (value === undefined || Array.isArray(value)) return value
  throw wrongType(origin, field, value, 'array')
}

export function docsField(origin: Origin, field: string): Doc[] | undefined {
  return listField(origin, field)?.map((value, i) => {
    if (isDoc(value)) return value
    throw wrongType(origin, `${field}.${i}`, value, 'object')
  })
}

/** Numbers count as true unless they are 0, as in MongoDB. */
export function boolField(origin: Origin, field: string): boolean {
  const value = given(origin, field)
  if (value === undefined || typeof value === 'boolean') return value ?? false
  const number = toNumber(value)
  if (number === undefined) throw wrongType(origin, field, value, 'bool')
  return number !== 0
}

/** A whole number of at least `least`. */
export function countField(origin: Origin, field: string, least = 0): number | undefined {
  const value = given(origin, field)
  if (value === undefined) return undefined
  const number = toNumber(value)
  if (number === undefined) throw wrongType(origin, field, value, 'long')
  if (number < least || Number.isNaN(number)) {
    const message = `BSON field '${field}' value must be >= ${least}, actual value '${number}'`
    throw new StoreError(51024, 'Location51024', message)
  }
  return Math.trunc(number)
}

/** Fields that ask for what the store does not have: each is accepted with a value that asks for nothing. */
export function refuseUnless(origin: Origin, field: string, what: string, isHarmless: (value: Value) => boolean): void {
  const value = given(origin, field)
  if (value !== undefined && !isHarmless(value)) refuse(what)
}

export const checkCollation = (origin: Origin): void => refuseUnless(origin, 'collation', 'collation', isSimple)

const NAME = /^[^\0$]+$/

/** The collection a command is about. Throws 73 for what is no name of a collection. */
export function collectionField(origin: Origin, db: string): string {
  const value = origin.body.get(origin.name)
  if (typeof value !== 'string') {
    throw new StoreError(73, 'InvalidNamespace', `collection name has invalid type ${typeName(value)}`)
  }
  checkName(db, value)
  return value
}

export function checkName(db: string, collection: string): void {
  const isFine = NAME.test(collection) && !collection.startsWith('.') && Buffer.byteLength(`${db}.${collection}`) <= 255
  if (!isFine) throw new StoreError(73, 'InvalidNamespace', `Invalid namespace specified '${db}.${collection}'`)
  if (collection.startsWith('system.'))
    throw new StoreError(73, 'InvalidNamespace', `Invalid system namespace: ${db}.${collection}`)
}

/** Throws 73 for what is no name of a database. */
export function checkDatabase(db: string): void {
  if (/^[^\0/\\. "$*<>:|?]+$/.test(db) && Buffer.byteLength(db) < 64) return
  throw new StoreError(73, 'InvalidNamespace', `Invalid database name: '${db}'`)
}
