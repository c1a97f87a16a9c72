import { Binary, BSONRegExp, Decimal128, Int32, MaxKey, MinKey, ObjectId, Timestamp } from '../values.ts'
import type { Doc, Fields, Value } from '../values.ts'
import { refuse, StoreError } from '../errors.ts'
import * as type from './elements.ts'
import { invalidBson, textAt } from './text.ts'
import { wantedOf, type Wanted } from './wanted.ts'

const MIN = new MinKey()
const MAX = new MaxKey()

// Numbers are read through these eight bytes: no DataView has to be made for each document.
const scratch = new Uint8Array(8)
const asDouble = new Float64Array(scratch.buffer)
const asInt64 = new BigInt64Array(scratch.buffer)

/** Counters, years and flags are nearly all small: they share one object each (values are never changed in place). */
const SMALL = 1024
const smallInts: readonly Int32[] = Array.from({ length: 2 * SMALL }, (_, i) => new Int32(i - SMALL))

/** The shared Int32 of a small whole number, else a new one; `value` must fit 32 bits. */
export const int32 = (value: number): Int32 =>
  value >= -SMALL && value < SMALL ? smallInts[value + SMALL]! : new Int32(value)

/** JavaScript's dates end at ±100,000,000 days from 1970 (ECMA-262, "Time Values and Time Range"). */
const MAX_TIME = 8.64e15

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * The whole document that starts at `at`. Values copy what they need, so the bytes may be reused afterwards.
 * Throws StoreError 22 for what is not BSON, 15 for nesting beyond 100 levels (and a command's own), 115 for types that are not kept.
 */
export function decode(bytes: Uint8Array, at = 0): Doc {
  return decodeAtDepth(bytes, at, 1)
}

/** The same for a document about to be stored: no more than 100 levels, without the allowance a command has. */
export function decodeStored(bytes: Uint8Array): Doc {
  return decodeAtDepth(bytes, 0, 1 + type.ENVELOPE_DEPTH)
}

/**
 * Only the named fields, in the document's order; everything else is skipped by its length. Inside arrays the names
 * apply to each document. A value that is no document stays as it is, even where a part of it was asked for, so that
 * filters and projections see the same as in the whole document. `fields` must not be changed after its first use.
 */
export function decodeFields(bytes: Uint8Array, fields: Fields): Doc {
  return decodeAtDepth(bytes, 0, 1, wantedOf(fields))
}

function decodeAtDepth(bytes: Uint8Array, at: number, depth: number, wanted?: Wanted): Doc {
  const buffer = asBuffer(bytes)
  const size = type.documentSize(buffer, at, buffer.length)
  return readDocument(buffer, at, at + size, wanted, depth)
}

/** A document, or the wanted fields of it. */
function readDocument(bytes: Buffer, from: number, until: number, wanted: Wanted | undefined, depth: number): Doc {
  checkDepth(depth)
  const doc: Doc = new Map()
  const end = until - 1
  let left = wanted ? wanted.count : Infinity
  let at = from + 4
  let count = 0
  while (at < end && left > 0) {
    const kind = bytes[at]!
    const nameAt = at + 1
    const nameEnd = type.endOfName(bytes, nameAt, end)
    at = nameEnd + 1
    const size = type.valueSize(bytes, kind, at, end)
    if (wanted) {
      const field = wanted.find(bytes, nameAt, nameEnd)
      if (field) {
        doc.set(field.name, readValue(bytes, kind, at, size, field.inner, depth))
        left--
      }
    } else {
      doc.set(textAt(bytes, nameAt, nameEnd), readValue(bytes, kind, at, size, undefined, depth))
      count++
    }
    at += size
  }
  if (wanted) return doc
  if (at !== end) throw invalidBson('an element beyond its document', at)
  // A Map keeps one value a name: what it would drop must not get in.
  if (doc.size !== count) throw invalidBson('a field name that occurs twice', from)
  return doc
}

function readArray(bytes: Buffer, from: number, until: number, inner: Wanted | undefined, depth: number): Value[] {
  checkDepth(depth)
  const list: Value[] = []
  const end = until - 1
  let at = from + 4
  while (at < end) {
    const kind = bytes[at]!
    // The names of elements are their positions; MongoDB, too, goes by the order alone.
    at = type.endOfName(bytes, at + 1, end) + 1
    const size = type.valueSize(bytes, kind, at, end)
    list.push(readValue(bytes, kind, at, size, inner, depth))
    at += size
  }
  if (at !== end) throw invalidBson('an element beyond its array', at)
  return list
}

function checkDepth(depth: number): void {
  if (depth > type.MAX_DEPTH + type.ENVELOPE_DEPTH) {
    throw new StoreError(15, 'Overflow', `documents may be nested ${type.MAX_DEPTH} levels deep`)
  }
}

function readValue(
  bytes: Buffer,
  kind: number,
  at: number,
  size: number,
  inner: Wanted | undefined,
  depth: number,
): Value {
  switch (kind) {
    case type.STRING:
      return textAt(bytes, at + 4, at + size - 1)
    case type.INT32:
      return int32(type.int32At(bytes, at))
    case type.DATE:
      return readDate(bytes, at)
    case type.OBJECT_ID:
      return new ObjectId(bytes.subarray(at, at + 12))
    case type.BOOL:
      return readBool(bytes, at)
    case type.NULL:
      return null
    case type.DOUBLE:
      for (let i = 0; i < 8; i++) scratch[i] = bytes[at + i]!
      return asDouble[0]!
    case type.OBJECT:
      return readDocument(bytes, at, at + size, inner, depth + 1)
    case type.ARRAY:
      // A name like "0" may mean a position of this array, so its elements are all kept whole.
      return readArray(bytes, at, at + size, inner?.hasPositions ? undefined : inner, depth + 1)
    case type.INT64:
      for (let i = 0; i < 8; i++) scratch[i] = bytes[at + i]!
      return asInt64[0]!
    case type.DECIMAL:
      return new Decimal128(copyOf(bytes, at, at + 16))
    case type.BINARY:
      return readBinary(bytes, at, size)
    case type.TIMESTAMP:
      return new Timestamp({ i: type.int32At(bytes, at) >>> 0, t: type.int32At(bytes, at + 4) >>> 0 })
    case type.REGEX:
      return readRegex(bytes, at, size)
    default:
      return kind === type.MIN_KEY ? MIN : MAX
  }
}

const copyOf = (bytes: Buffer, from: number, to: number): Uint8Array => new Uint8Array(bytes.subarray(from, to))

function readBool(bytes: Buffer, at: number): boolean {
  const byte = bytes[at]!
  if (byte > 1) throw invalidBson(`a boolean of ${byte}`, at)
  return byte === 1
}

function readDate(bytes: Buffer, at: number): Date {
  const time = type.int32At(bytes, at + 4) * 2 ** 32 + (type.int32At(bytes, at) >>> 0)
  if (time > MAX_TIME || time < -MAX_TIME) return refuse('dates more than 100,000,000 days away from 1970')
  return new Date(time)
}

function readRegex(bytes: Buffer, at: number, size: number): BSONRegExp {
  const patternEnd = type.endOfName(bytes, at, at + size)
  const regex = new BSONRegExp(textAt(bytes, at, patternEnd))
  // Its constructor sorts and checks the options; here they must come back as they were.
  regex.options = textAt(bytes, patternEnd + 1, at + size - 1)
  return regex
}

/** Subtype 2 carries its length a second time, which is not part of the data. */
function readBinary(bytes: Buffer, at: number, size: number): Binary {
  const subtype = bytes[at + 4]!
  if (subtype !== Binary.SUBTYPE_BYTE_ARRAY) return new Binary(copyOf(bytes, at + 5, at + size), subtype)
  if (size < 9 || type.int32At(bytes, at + 5) !== size - 9) throw invalidBson('old binary data of the wrong length', at)
  return new Binary(copyOf(bytes, at + 9, at + size), subtype)
}
