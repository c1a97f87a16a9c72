import { Decimal128 } from 'bson'

/** A finite Decimal128 taken apart: (negative ? -1 : 1) × coefficient × 10^exponent. The sign is apart for -0. */
interface Finite {
  readonly kind: 'finite'
  readonly negative: boolean
  readonly coefficient: bigint
  readonly exponent: number
}
type Parts = Finite | { readonly kind: 'infinity'; readonly negative: boolean } | { readonly kind: 'nan' }

// IEEE 754-2008 decimal128: 34 digits, exponents -6176 … 6111.
const DIGITS = 34
const BIAS = 6176
const MAX_EXPONENT = 6111
const MAX_COEFFICIENT = 10n ** BigInt(DIGITS)

/** The parts of a Decimal128 (bytes little-endian, coefficient as a binary integer: "BID"). */
export function partsOf(value: Decimal128): Parts {
  const view = Buffer.from(value.bytes.buffer, value.bytes.byteOffset, 16)
  const high = view.readBigUInt64LE(8)
  const low = view.readBigUInt64LE(0)
  const negative = high >> 63n === 1n
  const special = (high >> 58n) & 0x1fn
  if (special === 0x1fn) return { kind: 'nan' }
  if (special === 0x1en) return { kind: 'infinity', negative }
  // With the two top bits set the coefficient would exceed 34 digits, which counts as zero.
  const isLarge = ((high >> 61n) & 3n) === 3n
  const exponent = Number((high >> (isLarge ? 47n : 49n)) & 0x3fffn) - BIAS
  const coefficient = isLarge ? 0n : ((high & 0x1ffffffffffffn) << 64n) | low
  return { kind: 'finite', negative, coefficient: coefficient < MAX_COEFFICIENT ? coefficient : 0n, exponent }
}

/** The Decimal128 nearest to coefficient × 10^exponent, rounded half to even; overflow gives infinity. */
export function decimalOf(coefficient: bigint, exponent: number, negative = coefficient < 0n): Decimal128 {
  let digits = coefficient < 0n ? -coefficient : coefficient
  let power = exponent
  // bson only reads what is exact: its own rounding gets numbers near the least exponent wrong.
  const surplus = Math.max(digits.toString().length - DIGITS, -BIAS - power)
  if (surplus > 0) {
    digits = roundedQuotient(digits, 10n ** BigInt(surplus))
    power += surplus
  }
  const sign = negative ? '-' : ''
  const isTooLarge = digits !== 0n && digits.toString().length + power > DIGITS + MAX_EXPONENT
  return Decimal128.fromString(isTooLarge ? `${sign}Infinity` : `${sign}${digits}E${power}`)
}

/** Divides to the nearest whole number, halves to the even one; both must not be negative. */
function roundedQuotient(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  const twice = (value % divisor) * 2n
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient
}

/** A JS number with 15 digits, as MongoDB turns doubles into decimals (0.1 becomes 0.1, not 0.10000000000000000555). */
export const decimalOfNumber = (value: number): Decimal128 =>
  Decimal128.fromString(
    Number.isFinite(value) ? (Object.is(value, -0) ? '-' : '') + value.toExponential(14) : String(value),
  )

/** Exact value of a finite double as mantissa × 2^power. */
export function binaryParts(value: number): { mantissa: bigint; power: number } {
  let mantissa = value
  let power = 0
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    power--
  }
  return { mantissa: BigInt(mantissa), power }
}

/** Sum of two decimals. */
export function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  if (x.kind !== 'finite' || y.kind !== 'finite') return decimalOfNumber(signOf(x) + signOf(y))
  const exponent = Math.min(x.exponent, y.exponent)
  const sum = scaled(x, exponent) + scaled(y, exponent)
  return decimalOf(sum, exponent, sum < 0n || (sum === 0n && x.negative && y.negative))
}

/** Product of two decimals. */
export function multiplyDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  if (x.kind !== 'finite' || y.kind !== 'finite') return decimalOfNumber(signOf(x) * signOf(y))
  return decimalOf(x.coefficient * y.coefficient, x.exponent + y.exponent, x.negative !== y.negative)
}

/** More digits than a decimal holds, so that the last one only decides the rounding. */
const QUOTIENT_DIGITS = DIGITS + 2

/** Quotient of two decimals, the second not zero. */
export function divideDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  if (x.kind !== 'finite' || y.kind !== 'finite') return decimalOfNumber(signOf(x) / signOf(y))
  const negative = x.negative !== y.negative
  const shift = Math.max(0, QUOTIENT_DIGITS + y.coefficient.toString().length - x.coefficient.toString().length)
  const dividend = x.coefficient * 10n ** BigInt(shift)
  let quotient = dividend / y.coefficient
  let exponent = x.exponent - y.exponent - shift
  if (dividend % y.coefficient !== 0n) return decimalOf(quotient * 10n + 1n, exponent - 1, negative)
  for (; exponent < x.exponent - y.exponent && quotient % 10n === 0n; exponent++) quotient /= 10n
  return decimalOf(quotient, exponent, negative)
}

/** IEEE 754 says the same of infinities and NaN for doubles, where of finite numbers only the sign matters. */
function signOf(parts: Parts): number {
  if (parts.kind === 'nan') return Number.NaN
  const size = parts.kind === 'infinity' ? Infinity : parts.coefficient === 0n ? 0 : 1
  return parts.negative ? -size : size
}

const scaled = (parts: Finite, exponent: number): bigint =>
  (parts.negative ? -parts.coefficient : parts.coefficient) * 10n ** BigInt(parts.exponent - exponent)

/** The nearest double. */
export const numberOfDecimal = (value: Decimal128): number => Number(value.toString())
