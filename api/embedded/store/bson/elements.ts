import {
  Binary,
  BSONRegExp,
  Decimal128,
  Int32,
  MinKey,
  ObjectId,
  Timestamp,
  type Maybe,
  type Value,
} from '../values.ts'
import { refuse } from '../errors.ts'
import { invalidBson } from './text.ts'

/** Element types of the BSON specification (bsonspec.org, version 1.1). */
export const DOUBLE = 0x01
export const STRING = 0x02
export const OBJECT = 0x03
export const ARRAY = 0x04
export const BINARY = 0x05
export const OBJECT_ID = 0x07
export const BOOL = 0x08
export const DATE = 0x09
export const NULL = 0x0a
export const REGEX = 0x0b
export const INT32 = 0x10
export const TIMESTAMP = 0x11
export const INT64 = 0x12
export const DECIMAL = 0x13
export const MIN_KEY = 0xff
export const MAX_KEY = 0x7f
/** No element at all. */
export const MISSING = 0

const REFUSED = new Map([
  [0x06, 'BSON undefined'],
  [0x0c, 'BSON DBPointer'],
  [0x0d, 'JavaScript code'],
  [0x0e, 'BSON symbol'],
  [0x0f, 'JavaScript code with scope'],
])

/** MongoDB: "no more than 100 levels of nesting for BSON documents". */
export const MAX_DEPTH = 100
/** A command wraps documents in its own levels (updates → u → pipeline stage …). */
export const ENVELOPE_DEPTH = 20

/** The element type a value is written with. */
export function typeOf(value: Maybe): number {
  switch (typeof value) {
    case 'string':
      return STRING
    case 'number':
      return DOUBLE
    case 'bigint':
      return INT64
    case 'boolean':
      return BOOL
    case 'undefined':
      return MISSING
    default:
      return value === null ? NULL : typeOfObject(value)
  }
}

function typeOfObject(value: Value & object): number {
  if (value instanceof Int32) return INT32
  if (value instanceof Map) return OBJECT
  if (Array.isArray(value)) return ARRAY
  if (value instanceof Date) return DATE
  if (value instanceof ObjectId) return OBJECT_ID
  if (value instanceof Decimal128) return DECIMAL
  if (value instanceof Binary) return BINARY
  if (value instanceof Timestamp) return TIMESTAMP
  if (value instanceof BSONRegExp) return REGEX
  return value instanceof MinKey ? MIN_KEY : MAX_KEY
}

/** Signed 32-bit little-endian; out of bounds reads give 0 bytes, which the length checks then refuse. */
export const int32At = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)

/** Offset of the zero byte that ends the C string beginning at `from`. */
export function endOfName(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] !== 0) at++
  if (at >= end) throw invalidBson('a name without end', from)
  return at
}

/** Bytes the document at `at` takes, checked against `end` and its closing zero. */
export function documentSize(bytes: Uint8Array, at: number, end: number): number {
  const size = int32At(bytes, at)
  if (at + 5 > end || size < 5 || at + size > end) throw invalidBson(`a document of ${size} bytes`, at)
  if (bytes[at + size - 1] !== 0) throw invalidBson('a document without end', at)
  return size
}

/** Bytes the value of this type at `at` takes; throws where it does not fit before `end`. */
export function valueSize(bytes: Uint8Array, type: number, at: number, end: number): number {
  switch (type) {
    case STRING: {
      const size = fits(5, int32At(bytes, at) - 1, at, end)
      if (bytes[at + size - 1] !== 0) throw invalidBson('a string without end', at)
      return size
    }
    case OBJECT:
    case ARRAY:
      return documentSize(bytes, at, end)
    case INT32:
      return fits(4, 0, at, end)
    case DOUBLE:
    case DATE:
    case INT64:
    case TIMESTAMP:
      return fits(8, 0, at, end)
    case OBJECT_ID:
      return fits(12, 0, at, end)
    case BOOL:
      return fits(1, 0, at, end)
    case NULL:
    case MIN_KEY:
    case MAX_KEY:
      return 0
    case BINARY:
      return fits(5, int32At(bytes, at), at, end)
    case DECIMAL:
      return fits(16, 0, at, end)
    case REGEX:
      return endOfName(bytes, endOfName(bytes, at, end) + 1, end) + 1 - at
    default:
      if (REFUSED.has(type)) return refuse(`${REFUSED.get(type)} (type ${type})`)
      throw invalidBson(`unknown type ${type}`, at)
  }
}

function fits(fixed: number, more: number, at: number, end: number): number {
  if (more < 0 || at + fixed + more > end) throw invalidBson('a value cut short', at)
  return fixed + more
}
