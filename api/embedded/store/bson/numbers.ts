import { Decimal128, Int32, type Maybe } from '../values.ts'
import { binaryParts, numberOfDecimal, partsOf } from './decimal.ts'

export type Numeric = number | Int32 | bigint | Decimal128

export const isNumeric = (value: Maybe): value is Numeric =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Int32 || value instanceof Decimal128

/** Any numeric as a JS number (a long or decimal beyond its precision is rounded); undefined for what is no number. */
export function toNumber(value: Maybe): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Int32) return value.value
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Decimal128 ? numberOfDecimal(value) : undefined
}

/** A whole number of any numeric type that a JS number holds exactly; undefined for everything else. */
export function integerOf(value: Maybe): number | undefined {
  const number = toNumber(value)
  return Number.isSafeInteger(number) ? number : undefined
}

/** Exact order of two numbers of any type; NaN is equal to itself and below everything, -0 equals 0. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareWithDecimal(a, b)
  const x = a instanceof Int32 ? a.value : a
  const y = b instanceof Int32 ? b.value : b
  // JavaScript compares number and bigint exactly.
  if (x < y) return -1
  if (x > y) return 1
  if (x == y) return 0
  return Number(y === y) === Number(x === x) ? 0 : x === x ? 1 : -1
}

function compareWithDecimal(a: Numeric, b: Numeric): number {
  const x = fractionOf(a)
  const y = fractionOf(b)
  if (typeof x === 'number' || typeof y === 'number') {
    return compareNumbers(typeof x === 'number' ? x : 0, typeof y === 'number' ? y : 0)
  }
  const left = x.over * y.under
  const right = y.over * x.under
  return left < right ? -1 : left > right ? 1 : 0
}

interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** A finite number as an exact fraction; NaN and the infinities stay JS numbers. */
export function fractionOf(value: Numeric): Fraction | number {
  if (value instanceof Int32) return { over: BigInt(value.value), under: 1n }
  if (typeof value === 'bigint') return { over: value, under: 1n }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return value
    const { mantissa, power } = binaryParts(value)
    return { over: mantissa, under: 2n ** BigInt(-power) }
  }
  const parts = partsOf(value)
  if (parts.kind === 'nan') return Number.NaN
  if (parts.kind === 'infinity') return parts.negative ? -Infinity : Infinity
  const signed = parts.negative ? -parts.coefficient : parts.coefficient
  if (parts.exponent >= 0) return { over: signed * 10n ** BigInt(parts.exponent), under: 1n }
  return { over: signed, under: 10n ** BigInt(-parts.exponent) }
}

/** The same text for equal numbers of whatever type, another text for unequal ones. */
export function numberKey(value: Numeric): string {
  if (value instanceof Int32) return `n${value.value};`
  if (typeof value === 'bigint') return `n${value};`
  if (typeof value === 'number') return `n${numberText(value)};`
  const nearest = numberOfDecimal(value)
  if (compareNumbers(value, nearest) === 0) return `n${numberText(nearest)};`
  const { over, under } = fractionOf(value) as Fraction
  return over % under === 0n ? `n${over / under};` : `d${reduced(over, under)};`
}

/** Whole numbers as all their digits, like a long of the same value; other doubles in their shortest form. */
function numberText(value: number): string {
  if (value === 0) return '0'
  return Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER ? String(BigInt(value)) : String(value)
}

/** A decimal fraction without its trailing zeros, as digits and power of ten: 1.50 and 1.5 give the same. */
function reduced(over: bigint, under: bigint): string {
  let digits = over
  let power = under
  while (power > 1n && digits % 10n === 0n) {
    digits /= 10n
    power /= 10n
  }
  return `${digits}/${power.toString().length - 1}`
}

/** A number without its fraction; undefined for NaN, the infinities and what is no number or beyond a long. */
export function wholeOf(value: Maybe): bigint | undefined {
  if (!isNumeric(value)) return undefined
  const fraction = fractionOf(value)
  if (typeof fraction === 'number') return undefined
  const whole = fraction.over / fraction.under
  return BigInt.asIntN(64, whole) === whole ? whole : undefined
}

/** What counts as true: everything but false, null, a missing field and zero. */
export const isTruthy = (value: Maybe): boolean =>
  isNumeric(value) ? toNumber(value) !== 0 : value !== false && value !== null && value !== undefined
