import { invalidBson } from './text.ts'
import { refuse } from '../errors.ts'

/** Element types of the BSON specification (bsonspec.org, version 1.1). */
export const DOUBLE = 0x01
export const STRING = 0x02
export const OBJECT = 0x03
export const ARRAY = 0x04
export const BINARY = 0x05
const UNDEFINED = 0x06
export const OBJECT_ID = 0x07
export const BOOL = 0x08
export const DATE = 0x09
export const NULL = 0x0a
export const REGEX = 0x0b
const DB_POINTER = 0x0c
export const CODE = 0x0d
export const SYMBOL = 0x0e
const CODE_WITH_SCOPE = 0x0f
export const INT32 = 0x10
export const TIMESTAMP = 0x11
export const INT64 = 0x12
export const DECIMAL = 0x13
export const MIN_KEY = 0xff
export const MAX_KEY = 0x7f

/** MongoDB: "no more than 100 levels of nesting for BSON documents". */
export const MAX_DEPTH = 100
/** A command wraps documents in its own levels (updates → u → pipeline stage …). */
export const ENVELOPE_DEPTH = 20

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

/** Bytes a string with its length takes, checked likewise. */
function stringSize(bytes: Uint8Array, at: number, end: number): number {
  const length = int32At(bytes, at)
  if (at + 5 > end || length < 1 || at + 4 + length > end) throw invalidBson(`a string of ${length} bytes`, at)
  if (bytes[at + 3 + length] !== 0) throw invalidBson('a string without end', at)
  return 4 + length
}

function binarySize(bytes: Uint8Array, at: number, end: number): number {
  const length = int32At(bytes, at)
  if (at + 5 > end || length < 0 || at + 5 + length > end) throw invalidBson(`binary data of ${length} bytes`, at)
  return 5 + length
}

/** Bytes the value of this type at `at` takes; throws where it does not fit before `end`. */
export function valueSize(bytes: Uint8Array, type: number, at: number, end: number): number {
  switch (type) {
    case STRING:
    case CODE:
    case SYMBOL:
      return stringSize(bytes, at, end)
    case INT32:
      return fixed(4, at, end)
    case DOUBLE:
    case DATE:
    case INT64:
    case TIMESTAMP:
      return fixed(8, at, end)
    case OBJECT:
    case ARRAY:
      return documentSize(bytes, at, end)
    case OBJECT_ID:
      return fixed(12, at, end)
    case BOOL:
      return fixed(1, at, end)
    case NULL:
    case MIN_KEY:
    case MAX_KEY:
      return 0
    case BINARY:
      return binarySize(bytes, at, end)
    case DECIMAL:
      return fixed(16, at, end)
    case REGEX: {
      const pattern = endOfName(bytes, at, end)
      return endOfName(bytes, pattern + 1, end) + 1 - at
    }
    case UNDEFINED:
      return refuse('BSON undefined (deprecated type 6)')
    case DB_POINTER:
      return refuse('BSON DBPointer (deprecated type 12)')
    case CODE_WITH_SCOPE:
      return refuse('JavaScript code with scope (deprecated type 15)')
    default:
      throw invalidBson(`unknown type ${type}`, at)
  }
}

function fixed(size: number, at: number, end: number): number {
  if (at + size > end) throw invalidBson('a value cut short', at)
  return size
}
