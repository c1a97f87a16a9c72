import { Binary, BSONRegExp, Decimal128, Int32, MinKey, ObjectId, Timestamp } from '../values.ts'
import { isDoc, type Maybe } from '../values.ts'

/** A value as MongoDB's server prints it in error messages (`dup key: { no: "12345", at: new Date(0) }`). */
export function show(value: Maybe): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'string') return `"${value}"`
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (value instanceof Int32) return String(value.value)
  if (isDoc(value)) return showDoc(value)
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(show).join(', ')} ]`
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (value instanceof Decimal128) return value.toString()
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`
  if (value instanceof Binary) return `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`
  return value instanceof MinKey ? 'MinKey' : 'MaxKey'
}

export const showDoc = (doc: ReadonlyMap<string, Maybe>): string =>
  doc.size === 0 ? '{}' : `{ ${[...doc].map(([name, value]) => `${name}: ${show(value)}`).join(', ')} }`
