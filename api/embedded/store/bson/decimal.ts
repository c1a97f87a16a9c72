import { Decimal128 } from 'bson'

/** A finite Decimal128 taken apart: (negative ? -1 : 1) × coefficient × 10^exponent. The sign is apart for -0. */
export interface Finite {
  readonly kind: 'finite'
  readonly negative: boolean
  readonly coefficient: bigint
  readonly exponent: number
}
export type Parts = Finite | { readonly kind: 'infinity'; readonly negative: boolean } | { readonly kind: 'nan' }

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
  const surplus = Math.max(digits.toString().length - DIGITS, -BIAS - power)
  if (surplus > 0) {
    digits = roundedQuotient(digits, 10n ** BigInt(surplus))
    power += surplus
    if (digits === MAX_COEFFICIENT) {
      digits /= 10n
      power++
    }
  }
  while (power > MAX_EXPONENT && digits !== 0n && digits * 10n < MAX_COEFFICIENT) {
    digits *= 10n
    power--
  }
  if (power > MAX_EXPONENT) {
    if (digits !== 0n) return Decimal128.fromString(negative ? '-Infinity' : 'Infinity')
    power = MAX_EXPONENT
  }
  const bytes = Buffer.alloc(16)
  bytes.writeBigUInt64LE(digits & 0xffffffffffffffffn, 0)
  bytes.writeBigUInt64LE((negative ? 1n << 63n : 0n) | (BigInt(power + BIAS) << 49n) | (digits >> 64n), 8)
  return new Decimal128(bytes)
}

function roundedQuotient(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  const twice = (value % divisor) * 2n
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient
}

/** A JS number with 15 digits, as MongoDB turns doubles into decimals (0.1 becomes 0.1, not 0.10000000000000000555). */
export function decimalOfNumber(value: number): Decimal128 {
  if (!Number.isFinite(value))
    return Decimal128.fromString(Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity')
  const [digits, power] = Math.abs(value).toExponential(14).split('e') as [string, string]
  const [whole, rest] = digits.split('.') as [string, string]
  return decimalOf(BigInt(whole + rest), Number(power) - rest.length, value < 0 || Object.is(value, -0))
}

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

/** Sum of two decimals, as IEEE 754 defines it for infinities and NaN. */
export function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  if (x.kind === 'nan' || y.kind === 'nan') return Decimal128.fromString('NaN')
  if (x.kind === 'infinity') {
    return y.kind === 'infinity' && x.negative !== y.negative ? Decimal128.fromString('NaN') : a
  }
  if (y.kind === 'infinity') return b
  const exponent = Math.min(x.exponent, y.exponent)
  const sum = scaled(x, exponent) + scaled(y, exponent)
  return decimalOf(sum, exponent, sum < 0n || (sum === 0n && x.negative && y.negative))
}

/** Product of two decimals, as IEEE 754 defines it for infinities and NaN. */
export function multiplyDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const x = partsOf(a)
  const y = partsOf(b)
  if (x.kind === 'nan' || y.kind === 'nan') return Decimal128.fromString('NaN')
  const negative = x.negative !== y.negative
  if (x.kind === 'infinity' || y.kind === 'infinity') {
    const other = x.kind === 'infinity' ? y : x
    const isZero = other.kind === 'finite' && other.coefficient === 0n
    return Decimal128.fromString(isZero ? 'NaN' : negative ? '-Infinity' : 'Infinity')
  }
  return decimalOf(x.coefficient * y.coefficient, x.exponent + y.exponent, negative)
}

const scaled = (parts: Finite, exponent: number): bigint =>
  (parts.negative ? -parts.coefficient : parts.coefficient) * 10n ** BigInt(parts.exponent - exponent)

/** The nearest double. */
export const numberOfDecimal = (value: Decimal128): number => Number(value.toString())
