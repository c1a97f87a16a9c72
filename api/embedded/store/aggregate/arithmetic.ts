import { addDecimals, binaryParts, decimalOf, decimalOfNumber, multiplyDecimals, partsOf } from '../bson/decimal.ts'
import { int32 } from '../bson/decode.ts'
import { type Numeric, toNumber } from '../bson/numbers.ts'
import { Decimal128, Int32 } from '../values.ts'

/*
 * MongoDB's arithmetic: the result has the wider of the two types (int < long < double < decimal); an int that
 * overflows becomes a long, a long that overflows a double.
 */

const MIN_LONG = -(2n ** 63n)
const MAX_LONG = 2n ** 63n - 1n

export const fitsInt = (value: number): boolean => value === (value | 0)
export const fitsLong = (value: bigint): boolean => value >= MIN_LONG && value <= MAX_LONG

/** A whole number as int where it fits, else as long, else as double. */
export function intOrLong(value: number | bigint): Numeric {
  if (typeof value === 'number' && fitsInt(value)) return int32(value)
  const big = BigInt(value)
  if (fitsInt(Number(big))) return int32(Number(big))
  return fitsLong(big) ? big : Number(big)
}

const longOrDouble = (value: bigint): Numeric => (fitsLong(value) ? value : Number(value))

const numberOf = (value: Exclude<Numeric, Decimal128>): number =>
  value instanceof Int32 ? value.value : typeof value === 'bigint' ? Number(value) : value

const bigOf = (value: Int32 | bigint): bigint => (value instanceof Int32 ? BigInt(value.value) : value)

/** Any numeric as a decimal; doubles with 15 digits, as MongoDB does when it mixes the two. */
export function toDecimal(value: Numeric): Decimal128 {
  if (value instanceof Decimal128) return value
  return typeof value === 'number' ? decimalOfNumber(value) : decimalOf(bigOf(value), 0)
}

/**
 * The value of a finite double with the 34 digits that MongoDB keeps of it where it does not cut it to 15. As 2^-n is
 * 5^n × 10^-n, every double is a decimal.
 */
export function exactDecimal(value: number): Decimal128 {
  const { mantissa, power } = binaryParts(value)
  return decimalOf(mantissa * 5n ** BigInt(-power), power, value < 0)
}

const isDecimal = (value: Numeric): value is Decimal128 => value instanceof Decimal128

export function negate(value: Numeric): Numeric {
  if (isDecimal(value)) return multiplyDecimals(value, decimalOf(-1n, 0))
  if (typeof value === 'number') return -value
  return value instanceof Int32 ? intOrLong(-value.value) : longOrDouble(-value)
}

export function add(a: Numeric, b: Numeric): Numeric {
  if (a instanceof Int32 && b instanceof Int32) return intOrLong(a.value + b.value)
  if (isDecimal(a) || isDecimal(b)) return addDecimals(toDecimal(a), toDecimal(b))
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) + numberOf(b)
  return longOrDouble(bigOf(a) + bigOf(b))
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  if (a instanceof Int32 && b instanceof Int32) return intOrLong(a.value - b.value)
  if (isDecimal(a) || isDecimal(b)) return addDecimals(toDecimal(a), negate(toDecimal(b)) as Decimal128)
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) - numberOf(b)
  return longOrDouble(bigOf(a) - bigOf(b))
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (isDecimal(a) || isDecimal(b)) return multiplyDecimals(toDecimal(a), toDecimal(b))
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) * numberOf(b)
  const product = bigOf(a) * bigOf(b)
  return a instanceof Int32 && b instanceof Int32 ? intOrLong(product) : longOrDouble(product)
}

/** Always a double unless one is a decimal; the divisor must not be zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  return isDecimal(a) || isDecimal(b) ? divideDecimals(toDecimal(a), toDecimal(b)) : numberOf(a) / numberOf(b)
}

/** What is left of a division towards zero, with the sign of the dividend; the divisor must not be zero. */
export function remainder(a: Numeric, b: Numeric): Numeric {
  if (isDecimal(a) || isDecimal(b)) return remainderOfDecimals(toDecimal(a), toDecimal(b))
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) % numberOf(b)
  const rest = bigOf(a) % bigOf(b)
  return a instanceof Int32 && b instanceof Int32 ? intOrLong(rest) : rest
}

/** More digits than a decimal holds, so that the last one only decides the rounding. */
const QUOTIENT_DIGITS = 36

function divideDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  // IEEE 754 says the same of infinities, NaN and zero for doubles.
  if (x.kind !== 'finite' || y.kind !== 'finite') return decimalOfNumber(toNumber(a)! / toNumber(b)!)
  const shift = Math.max(0, QUOTIENT_DIGITS + y.coefficient.toString().length - x.coefficient.toString().length)
  const scaled = x.coefficient * 10n ** BigInt(shift)
  let quotient = scaled / y.coefficient
  let exponent = x.exponent - y.exponent - shift
  if (scaled % y.coefficient !== 0n) {
    quotient = quotient * 10n + 1n
    exponent--
  } else {
    while (exponent < x.exponent - y.exponent && quotient % 10n === 0n) {
      quotient /= 10n
      exponent++
    }
  }
  return decimalOf(quotient, exponent, x.negative !== y.negative)
}

function remainderOfDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  if (x.kind !== 'finite' || y.kind === 'nan') return decimalOfNumber(Number.NaN)
  if (y.kind === 'infinity') return a
  const exponent = Math.min(x.exponent, y.exponent)
  const left = x.coefficient * 10n ** BigInt(x.exponent - exponent)
  const right = y.coefficient * 10n ** BigInt(y.exponent - exponent)
  return decimalOf(left % right, exponent, x.negative)
}
