import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Int32, MinKey, ObjectId, Timestamp } from '../values.ts'
import type { Doc, Maybe, Value } from '../values.ts'
import { compareNumbers, numberKey, type Numeric } from './numbers.ts'

/** Brackets of MongoDB's comparison order ("Comparison/Sort Order" in its manual), lowest first. */
export const RANK = {
  minKey: 1,
  missing: 2,
  null: 3,
  number: 4,
  string: 5,
  object: 6,
  array: 7,
  binary: 8,
  objectId: 9,
  bool: 10,
  date: 11,
  timestamp: 12,
  regex: 13,
  code: 14,
  maxKey: 15,
} as const

/** The bracket of a value; values of different brackets are never equal. A missing field is just below null. */
export function rankOf(value: Maybe): number {
  switch (typeof value) {
    case 'string':
      return RANK.string
    case 'number':
    case 'bigint':
      return RANK.number
    case 'boolean':
      return RANK.bool
    case 'undefined':
      return RANK.missing
    default:
      return value === null ? RANK.null : rankOfObject(value)
  }
}

function rankOfObject(value: Exclude<Value, string | number | bigint | boolean | null>): number {
  if (value instanceof Int32) return RANK.number
  if (value instanceof Date) return RANK.date
  if (value instanceof ObjectId) return RANK.objectId
  if (value instanceof Map) return RANK.object
  if (Array.isArray(value)) return RANK.array
  if (value instanceof Decimal128) return RANK.number
  if (value instanceof Binary) return RANK.binary
  if (value instanceof Timestamp) return RANK.timestamp
  if (value instanceof BSONRegExp) return RANK.regex
  if (value instanceof BSONSymbol) return RANK.string
  if (value instanceof Code) return RANK.code
  return value instanceof MinKey ? RANK.minKey : RANK.maxKey
}

/** MongoDB's order of any two values as sort() sees them: negative, 0 or positive. A missing field counts as null. */
export const compare = (a: Maybe, b: Maybe): number => compareExact(a ?? null, b ?? null)

/** The same as aggregation expressions see them: a missing field is less than null. */
export function compareExact(a: Maybe, b: Maybe): number {
  if (a === b && a === a) return 0
  const rank = rankOf(a)
  const other = rankOf(b)
  return rank === other ? compareWithin(rank, a!, b!) : rank - other
}

/** Whether two values are the same to MongoDB: 1, 1.0, NumberLong(1) and NumberDecimal("1.00") are; documents only with equal field order. */
export const equals = (a: Value, b: Value): boolean => compareExact(a, b) === 0

function compareWithin(rank: number, a: Value, b: Value): number {
  switch (rank) {
    case RANK.number:
      return compareNumbers(a as Numeric, b as Numeric)
    case RANK.string:
      return compareText(textOf(a as string | BSONSymbol), textOf(b as string | BSONSymbol))
    case RANK.date:
      return (a as Date).getTime() - (b as Date).getTime()
    case RANK.objectId:
      return compareUnits((a as ObjectId).toHexString(), (b as ObjectId).toHexString())
    case RANK.bool:
      return Number(a) - Number(b)
    case RANK.object:
      return compareDocs(a as Doc, b as Doc)
    case RANK.array:
      return compareArrays(a as Value[], b as Value[])
    default:
      return compareRare(rank, a, b)
  }
}

function compareRare(rank: number, a: Value, b: Value): number {
  switch (rank) {
    case RANK.binary:
      return compareBinary(a as Binary, b as Binary)
    case RANK.timestamp:
      return (a as Timestamp).t - (b as Timestamp).t || (a as Timestamp).i - (b as Timestamp).i
    case RANK.regex: {
      const x = a as BSONRegExp
      const y = b as BSONRegExp
      return compareText(x.pattern, y.pattern) || compareText(x.options, y.options)
    }
    case RANK.code:
      return compareText((a as Code).code, (b as Code).code)
    default:
      return 0
  }
}

const textOf = (value: string | BSONSymbol): string => (typeof value === 'string' ? value : value.value)

const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Order of the UTF-8 bytes, which is the order of code points. JavaScript's own `<` goes by UTF-16 units and puts
 * rare characters (written as surrogates, D800–DFFF) before U+E000–U+FFFF.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? codePointWeight(x) - codePointWeight(y) : x - y
  }
  return a.length - b.length
}

const codePointWeight = (unit: number): number => (unit < 0xe000 ? unit + 0x10000 : unit)

/** Field by field in their order: first the bracket of the value, then the name, then the value; the longer one is greater. */
function compareDocs(a: Doc, b: Doc): number {
  const others = b.entries()
  for (const [name, value] of a) {
    const next = others.next()
    if (next.done) return 1
    const [otherName, otherValue] = next.value
    const order = rankOf(value) - rankOf(otherValue) || compareText(name, otherName) || compareExact(value, otherValue)
    if (order !== 0) return order
  }
  return a.size - b.size
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compareExact(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Binary data: by length, then subtype, then bytes. */
function compareBinary(a: Binary, b: Binary): number {
  return (
    a.position - b.position ||
    a.sub_type - b.sub_type ||
    Buffer.compare(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position))
  )
}

/** The name $type gives a value, 'missing' where there is none. */
export function typeName(value: Maybe): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing'
    case 'string':
      return 'string'
    case 'number':
      return 'double'
    case 'bigint':
      return 'long'
    case 'boolean':
      return 'bool'
    default:
      return value === null ? 'null' : nameOfObject(value)
  }
}

function nameOfObject(value: Exclude<Value, string | number | bigint | boolean | null>): string {
  if (value instanceof Int32) return 'int'
  if (value instanceof Map) return 'object'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (value instanceof ObjectId) return 'objectId'
  if (value instanceof Decimal128) return 'decimal'
  if (value instanceof Binary) return 'binData'
  if (value instanceof Timestamp) return 'timestamp'
  if (value instanceof BSONRegExp) return 'regex'
  if (value instanceof BSONSymbol) return 'symbol'
  if (value instanceof Code) return 'javascript'
  return value instanceof MinKey ? 'minKey' : 'maxKey'
}

/** A string that two values share exactly when they are equal; for grouping, distinct and sets. */
export function keyOf(value: Maybe): string {
  switch (typeof value) {
    case 'string':
      return `s${value.length}:${value}`
    case 'number':
    case 'bigint':
      return numberKey(value)
    case 'boolean':
      return value ? 'T' : 'F'
    case 'undefined':
      return 'U'
    default:
      return value === null ? 'N' : keyOfObject(value)
  }
}

function keyOfObject(value: Exclude<Value, string | number | bigint | boolean | null>): string {
  if (value instanceof Int32 || value instanceof Decimal128) return numberKey(value)
  if (value instanceof ObjectId) return `o${value.toHexString()}`
  if (value instanceof Date) return `t${value.getTime()};`
  if (value instanceof Map) {
    let key = `{${value.size};`
    for (const [name, inner] of value) key += keyOf(name) + keyOf(inner)
    return key
  }
  if (Array.isArray(value)) return value.reduce<string>((key, inner) => key + keyOf(inner), `[${value.length};`)
  if (value instanceof Binary) {
    return `b${value.sub_type}:${Buffer.from(value.buffer.subarray(0, value.position)).toString('base64')};`
  }
  if (value instanceof Timestamp) return `p${value.t}:${value.i};`
  if (value instanceof BSONRegExp) return `r${keyOf(value.pattern)}${keyOf(value.options)}`
  if (value instanceof BSONSymbol) return keyOf(value.value)
  if (value instanceof Code) return `c${keyOf(value.code)}`
  return value instanceof MinKey ? '<' : '>'
}
