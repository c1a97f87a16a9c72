import { Decimal128, Int32, ObjectId, Timestamp, BSONSymbol, type Maybe } from '../values.ts'
import type { Numeric } from '../bson/numbers.ts'
import { typeName } from '../bson/order.ts'
import { fault } from './fault.ts'

/** A number as $toString and $concat write it: doubles with 16 significant digits, as C's %.16g. */
function numberText(value: Numeric): string {
  if (value instanceof Int32) return String(value.value)
  if (typeof value !== 'number') return value.toString()
  if (!Number.isFinite(value)) return String(value)
  const [digits, power] = value.toExponential(15).split('e') as [string, string]
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 16) return trimZeros(value.toFixed(Math.max(0, 15 - exponent)))
  return `${trimZeros(digits)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** The text that $toLower, $substrCP and their like take a value for; nothing for null, an error for what has none. */
export function textOf(value: Maybe): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(value)
  if (value instanceof Int32 || value instanceof Decimal128) return numberText(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof BSONSymbol) return value.value
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`
  throw fault(16007, `can't convert from BSON type ${typeName(value)} to String`)
}

/** The text of values that $toString turns into one; undefined for all others. */
export function convertibleText(value: Maybe): string | undefined {
  if (value instanceof ObjectId) return value.toHexString()
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Timestamp || value === null || value === undefined) return undefined
  return typeof value === 'object' && !isTextual(value) ? undefined : textOf(value)
}

const isTextual = (value: object): boolean =>
  value instanceof Int32 || value instanceof Decimal128 || value instanceof Date || value instanceof BSONSymbol
