import type { Binary, BSONRegExp, ObjectId, Timestamp } from '../values.ts'
import type { Doc, Maybe, Value } from '../values.ts'
import * as type from './elements.ts'
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
  maxKey: 14,
} as const

/** For each element type: its bracket, and the name $type gives it ("Available Types" in the manual). */
const TYPES: readonly (readonly [type: number, rank: number, name: string])[] = [
  [type.MISSING, RANK.missing, 'missing'],
  [type.DOUBLE, RANK.number, 'double'],
  [type.STRING, RANK.string, 'string'],
  [type.OBJECT, RANK.object, 'object'],
  [type.ARRAY, RANK.array, 'array'],
  [type.BINARY, RANK.binary, 'binData'],
  [type.OBJECT_ID, RANK.objectId, 'objectId'],
  [type.BOOL, RANK.bool, 'bool'],
  [type.DATE, RANK.date, 'date'],
  [type.NULL, RANK.null, 'null'],
  [type.REGEX, RANK.regex, 'regex'],
  [type.INT32, RANK.number, 'int'],
  [type.TIMESTAMP, RANK.timestamp, 'timestamp'],
  [type.INT64, RANK.number, 'long'],
  [type.DECIMAL, RANK.number, 'decimal'],
  [type.MIN_KEY, RANK.minKey, 'minKey'],
  [type.MAX_KEY, RANK.maxKey, 'maxKey'],
]
const ranks = new Uint8Array(256)
for (const [kind, rank] of TYPES) ranks[kind] = rank
/** Names by element type. */
export const TYPE_NAMES: ReadonlyMap<number, string> = new Map(TYPES.map(([kind, , name]) => [kind, name]))

/** The bracket of a value; values of different brackets are never equal. A missing field is just below null. */
export const rankOf = (value: Maybe): number => ranks[type.typeOf(value)]!

/** The name $type gives a value, 'missing' where there is none. */
export const typeName = (value: Maybe): string => TYPE_NAMES.get(type.typeOf(value))!

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
      return compareText(a as string, b as string)
    case RANK.date:
      return (a as Date).getTime() - (b as Date).getTime()
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case RANK.bool:
      return Number(a) - Number(b)
    case RANK.object:
      return compareDocs(a as Doc, b as Doc)
    case RANK.array:
      return compareArrays(a as Value[], b as Value[])
    case RANK.binary:
      return compareBinary(a as Binary, b as Binary)
    case RANK.timestamp:
      return (a as Timestamp).t - (b as Timestamp).t || (a as Timestamp).i - (b as Timestamp).i
    case RANK.regex: {
      const x = a as BSONRegExp
      const y = b as BSONRegExp
      return compareText(x.pattern, y.pattern) || compareText(x.options, y.options)
    }
    default:
      return 0
  }
}

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

const dataOf = (binary: Binary): Uint8Array => binary.buffer.subarray(0, binary.position)

/** Binary data: by length, then subtype, then bytes. */
const compareBinary = (a: Binary, b: Binary): number =>
  a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(dataOf(a), dataOf(b))

/** A string that two values share exactly when they are equal; for grouping, distinct and sets. */
export function keyOf(value: Maybe): string {
  const kind = type.typeOf(value)
  switch (kind) {
    case type.STRING:
      return `s${(value as string).length}:${value as string}`
    case type.DOUBLE:
    case type.INT32:
    case type.INT64:
    case type.DECIMAL:
      return numberKey(value as Numeric)
    case type.DATE:
      return `t${(value as Date).getTime()};`
    case type.OBJECT_ID:
      return `o${(value as ObjectId).toHexString()}`
    case type.BOOL:
      return value ? 'T' : 'F'
    case type.OBJECT: {
      let key = `{${(value as Doc).size};`
      for (const [name, inner] of value as Doc) key += keyOf(name) + keyOf(inner)
      return key
    }
    case type.ARRAY:
      return (value as Value[]).reduce<string>((key, inner) => key + keyOf(inner), `[${(value as Value[]).length};`)
    case type.BINARY:
      return `b${(value as Binary).sub_type}:${(value as Binary).toString('base64')};`
    case type.TIMESTAMP:
      return `p${(value as Timestamp).t}:${(value as Timestamp).i};`
    case type.REGEX:
      return `r${keyOf((value as BSONRegExp).pattern)}${keyOf((value as BSONRegExp).options)}`
    default:
      // The types without a value: missing, null and the two keys at the ends.
      return `k${kind};`
  }
}
