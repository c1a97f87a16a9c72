import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Int32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Doc,
  type Maybe,
  type Value,
} from '../values.ts'

/** Whether two values would be written with the same bytes: same types (1 is not 1.0), same order of fields. */
export function identical(a: Maybe, b: Maybe): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  return a === b || identicalObjects(a, b)
}

function identicalObjects(a: object & Value, b: object & Value): boolean {
  if (a instanceof Int32) return b instanceof Int32 && a.value === b.value
  if (a instanceof Map) return b instanceof Map && identicalDocs(a, b)
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, i) => identical(each, b[i]))
  }
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  if (a instanceof ObjectId) return b instanceof ObjectId && a.equals(b)
  if (a instanceof Decimal128) return b instanceof Decimal128 && Buffer.compare(a.bytes, b.bytes) === 0
  if (a instanceof Binary) {
    return b instanceof Binary && a.sub_type === b.sub_type && Buffer.compare(dataOf(a), dataOf(b)) === 0
  }
  if (a instanceof Timestamp) return b instanceof Timestamp && a.t === b.t && a.i === b.i
  if (a instanceof BSONRegExp) return b instanceof BSONRegExp && a.pattern === b.pattern && a.options === b.options
  if (a instanceof BSONSymbol) return b instanceof BSONSymbol && a.value === b.value
  if (a instanceof Code) return b instanceof Code && a.code === b.code
  return a instanceof MinKey ? b instanceof MinKey : b instanceof MaxKey
}

function identicalDocs(a: Doc, b: Doc): boolean {
  if (a.size !== b.size) return false
  const others = b.entries()
  for (const [name, value] of a) {
    const [otherName, otherValue] = others.next().value!
    if (name !== otherName || !identical(value, otherValue)) return false
  }
  return true
}

const dataOf = (binary: Binary): Uint8Array => binary.buffer.subarray(0, binary.position)
