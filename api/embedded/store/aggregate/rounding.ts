import { decimalOf, partsOf } from '../bson/decimal.ts'
import { int32 } from '../bson/decode.ts'
import { type Numeric, toNumber } from '../bson/numbers.ts'
import { Decimal128, Int32 } from '../values.ts'
import { exactDecimal, fitsInt, fitsLong } from './arithmetic.ts'
import { fault } from './fault.ts'

/** Towards which neighbour a number goes that lies between two. */
export type Rounding = 'half-even' | 'to-zero' | 'down' | 'up'

/**
 * Rounds to `place` decimal digits after the point (negative: before it). Doubles are rounded by their exact value,
 * as MongoDB does: 1.005 to two places is 1, for it is a little less than it looks.
 */
export function roundTo(value: Numeric, place: number, rounding: Rounding): Numeric {
  if (value instanceof Decimal128) return roundDecimal(value, place, rounding)
  if (typeof value === 'number') return roundDouble(value, place, rounding)
  if (place >= 0) return value
  const big = value instanceof Int32 ? BigInt(value.value) : value
  const unit = 10n ** BigInt(-place)
  const rounded = quotient(big, unit, rounding) * unit
  if (!fitsLong(rounded)) throw fault(51080, 'a rounded number out of the range of a long')
  return value instanceof Int32 && fitsInt(Number(rounded)) ? int32(Number(rounded)) : rounded
}

function roundDouble(value: number, place: number, rounding: Rounding): number {
  if (!Number.isFinite(value)) return value
  if (place === 0) return wholeDouble(value, rounding)
  return toNumber(roundDecimal(exactDecimal(value), place, rounding))!
}

function wholeDouble(value: number, rounding: Rounding): number {
  if (rounding === 'to-zero') return Math.trunc(value)
  if (rounding === 'down') return Math.floor(value)
  if (rounding === 'up') return Math.ceil(value)
  const floor = Math.floor(value)
  const half = value - floor
  const isUp = half > 0.5 || (half === 0.5 && floor % 2 !== 0)
  return isUp ? Math.ceil(value) : floor
}

function roundDecimal(value: Decimal128, place: number, rounding: Rounding): Decimal128 {
  const parts = partsOf(value)
  if (parts.kind !== 'finite') return value
  if (parts.exponent >= -place) {
    // 2.5 to two places is written 2.50, as long as it has the digits for it.
    const padded = parts.coefficient * 10n ** BigInt(parts.exponent + place)
    return padded.toString().length > 34 ? value : decimalOf(padded, -place, parts.negative)
  }
  const unit = 10n ** BigInt(-place - parts.exponent)
  const signed = parts.negative ? -parts.coefficient : parts.coefficient
  return decimalOf(quotient(signed, unit, rounding), -place, parts.negative)
}

function quotient(value: bigint, unit: bigint, rounding: Rounding): bigint {
  const whole = value / unit
  const rest = value % unit
  if (rest === 0n || rounding === 'to-zero') return whole
  const away = rest < 0n ? whole - 1n : whole + 1n
  if (rounding === 'down') return rest < 0n ? away : whole
  if (rounding === 'up') return rest < 0n ? whole : away
  const twice = (rest < 0n ? -rest : rest) * 2n
  return twice > unit || (twice === unit && whole % 2n !== 0n) ? away : whole
}
