import { Binary, BSONRegExp, Decimal128, Int32, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'

/**
 * What a BSON document is inside the store. Types are kept apart so that what is written back is what came:
 * double ⇄ number, int32 ⇄ Int32, int64 ⇄ bigint. A Map keeps the order of fields, and no key of a document can ever
 * reach a prototype. `undefined` is never stored: it stands for a missing field.
 */
export type Doc = Map<string, Value>

export type Value =
  | number
  | Int32
  | bigint
  | Decimal128
  | string
  | boolean
  | null
  | Date
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | MinKey
  | MaxKey
  | Doc
  | Value[]

/** A value, or nothing where the field is missing. */
export type Maybe = Value | undefined

/** Which fields of a document are needed: `true` takes the whole value, a map only the parts named. */
export type Fields = ReadonlyMap<string, Fields | true>

/** A document of the store's own making, its fields in the order given. */
export const docOf = (fields: Readonly<Record<string, Value>>): Doc => new Map(Object.entries(fields))

export const isDoc = (value: Maybe): value is Doc => value instanceof Map

export { Binary, BSONRegExp, Decimal128, Int32, MaxKey, MinKey, ObjectId, Timestamp }
