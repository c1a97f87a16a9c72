import {
  addDecimals,
  binaryParts,
  decimalOf,
  decimalOfNumber,
  divideDecimals,
  multiplyDecimals,
} from '../bson/decimal.ts'
import { int32 } from '../bson/decode.ts'
import { fractionOf, type Numeric } from '../bson/numbers.ts'
import { fault } from '../errors.ts'
import { Decimal128, Int32 } from '../values.ts'

/*
 * MongoDB's arithmetic: the result has the wider of the two types (int < long < double < decimal); an int that
 * overflows becomes a long, a long that overflows a double.
 */

/** A number that is no decimal: what the operators take for which decimals are refused. */
export type Plain = Exclude<Numeric, Decimal128>

export const fitsInt = (value: number): boolean => value === (value | 0)
export const fitsLong = (value: bigint): boolean => BigInt.asIntN(64, value) === value

/** A whole number as int where it fits, else as long, else as double. */
export function intOrLong(value: number | bigint): Numeric {
  const number = Number(value)
  return fitsInt(number) ? int32(number) : longOrDouble(BigInt(value))
}

const longOrDouble = (value: bigint): Numeric => (fitsLong(value) ? value : Number(value))

const numberOf = (value: Plain): number => (value instanceof Int32 ? value.value : Number(value))
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

/** An operation on two numbers, told how it goes for each kind of them. */
const operation =
  (
    ofDoubles: (a: number, b: number) => number,
    ofWholes: (a: bigint, b: bigint) => bigint,
    ofDecimals: (a: Decimal128, b: Decimal128) => Decimal128,
  ) =>
  (a: Numeric, b: Numeric): Numeric => {
    if (isDecimal(a) || isDecimal(b)) return ofDecimals(toDecimal(a), toDecimal(b))
    if (typeof a === 'number' || typeof b === 'number') return ofDoubles(numberOf(a), numberOf(b))
    if (!(a instanceof Int32) || !(b instanceof Int32)) return longOrDouble(ofWholes(bigOf(a), bigOf(b)))
    const quick = ofDoubles(a.value, b.value)
    return intOrLong(Number.isSafeInteger(quick) ? quick : ofWholes(bigOf(a), bigOf(b)))
  }

export const add = operation(
  (a, b) => a + b,
  (a, b) => a + b,
  addDecimals,
)

export const subtract = operation(
  (a, b) => a - b,
  (a, b) => a - b,
  (a, b) => addDecimals(a, multiplyDecimals(b, decimalOf(-1n, 0))),
)

export const multiply = operation(
  (a, b) => a * b,
  (a, b) => a * b,
  multiplyDecimals,
)

/** Always a double unless one is a decimal; the divisor must not be zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  return isDecimal(a) || isDecimal(b) ? divideDecimals(toDecimal(a), toDecimal(b)) : numberOf(a) / numberOf(b)
}

/** What is left of a division towards zero, with the sign of the dividend; the divisor must not be zero. */
export function remainder(a: Plain, b: Plain): Numeric {
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) % numberOf(b)
  const rest = bigOf(a) % bigOf(b)
  return a instanceof Int32 && b instanceof Int32 ? intOrLong(rest) : rest
}

/** Towards which neighbour a number goes that lies between two. */
export type Rounding = 'half-even' | 'to-zero' | 'down' | 'up'

/**
 * Rounds to `place` decimal digits after the point (negative: before it). Doubles are rounded by their exact value,
 * as MongoDB does: 1.005 to two places is 1, for it is a little less than it looks.
 */
export function roundTo(value: Plain, place: number, rounding: Rounding): Numeric {
  if (typeof value !== 'number' && place >= 0) return value
  const fraction = fractionOf(value)
  if (typeof fraction === 'number') return fraction
  const unit = 10n ** BigInt(Math.abs(place))
  const [over, under] = place < 0 ? [fraction.over, fraction.under * unit] : [fraction.over * unit, fraction.under]
  const whole = quotient(over, under, rounding)
  if (typeof value === 'number') return (value < 0 || Object.is(value, -0) ? -1 : 1) * Number(`${abs(whole)}e${-place}`)
  const rounded = whole * unit
  if (!fitsLong(rounded)) throw fault(51080, 'a rounded number out of the range of a long')
  return value instanceof Int32 ? intOrLong(rounded) : rounded
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

function quotient(over: bigint, under: bigint, rounding: Rounding): bigint {
  const whole = over / under
  const rest = over % under
  if (rest === 0n || rounding === 'to-zero') return whole
  const away = rest < 0n ? whole - 1n : whole + 1n
  if (rounding === 'down') return rest < 0n ? away : whole
  if (rounding === 'up') return rest < 0n ? whole : away
  const twice = abs(rest) * 2n
  return twice > under || (twice === under && whole % 2n !== 0n) ? away : whole
}
