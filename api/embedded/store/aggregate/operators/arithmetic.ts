import { int32 } from '../../bson/decode.ts'
import { compareNumbers, integerOf, isNumeric, toNumber, type Numeric } from '../../bson/numbers.ts'
import { badValue, fault, refuse } from '../../errors.ts'
import { Decimal128, Int32, type Maybe, type Value } from '../../values.ts'
import { add, divide, fitsLong, intOrLong, multiply, remainder, roundTo, subtract } from '../arithmetic.ts'
import type { Plain, Rounding } from '../arithmetic.ts'
import { binary, isNullish, untilNull, variadic, wrongType, type Operator, type Operators } from '../operator.ts'
import { dateAt } from './dates.ts'

function sum(values: readonly Value[], name: string): Maybe {
  let total: Numeric | Date = int32(0)
  for (const value of values) {
    if (value instanceof Date) {
      if (total instanceof Date) throw fault(16612, 'only one date allowed in an $add expression')
      total = moved(value, toNumber(total)!)
    } else if (isNumeric(value)) {
      total = total instanceof Date ? moved(total, toNumber(value)!) : add(total, value)
    } else throw wrongType(14, name, value)
  }
  return total instanceof Date ? total : narrowed(total, values)
}

function product(values: readonly Value[], name: string): Maybe {
  let result: Numeric = int32(1)
  for (const value of values) {
    if (!isNumeric(value)) throw wrongType(14, name, value)
    result = multiply(result, value)
  }
  return narrowed(result, values)
}

/** Ints that overflowed on the way but not in the end are ints again. */
const narrowed = (result: Numeric, values: readonly Value[]): Numeric =>
  typeof result === 'bigint' && values.every((value) => value instanceof Int32) ? intOrLong(result) : result

/** A date and milliseconds, which are rounded to whole ones, halves away from zero. */
const moved = (date: Date, by: number): Date => dateAt(date.getTime() + Math.sign(by) * Math.round(Math.abs(by)))

function difference(a: Maybe, b: Maybe, name: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null
  if (isNumeric(a) && isNumeric(b)) return subtract(a, b)
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime())
  if (a instanceof Date && isNumeric(b)) return moved(a, -toNumber(b)!)
  throw wrongType(14, name, isNumeric(a) || a instanceof Date ? b : a)
}

function quotient(a: Maybe, b: Maybe, name: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumeric(a) || !isNumeric(b)) throw wrongType(14, name, isNumeric(a) ? b : a)
  if (compareNumbers(b, 0) === 0) throw badValue("can't $divide by zero")
  return divide(a, b)
}

/** A number for operators that do not reckon with decimals. */
function plain(value: Maybe, code: number, name: string): Plain {
  if (value instanceof Decimal128) return refuse(`${name} of decimals`)
  if (!isNumeric(value)) throw wrongType(code, name, value)
  return value
}

function modulo(a: Maybe, b: Maybe, name: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null
  if (toNumber(b) === 0) throw fault(16610, "can't $mod by zero")
  return remainder(plain(a, 16611, name), plain(b, 16611, name))
}

function magnitude(value: Plain): Numeric {
  if (typeof value === 'number') return Math.abs(value)
  if (value instanceof Int32) return intOrLong(Math.abs(value.value))
  const absolute = value < 0n ? -value : value
  if (!fitsLong(absolute)) throw fault(28680, "can't take $abs of long long min")
  return absolute
}

const rounded = (rounding: Rounding, most: 1 | 2): Operator =>
  variadic(
    ([value, ...place], name) => {
      if (isNullish(value)) return null
      const number = plain(value, most === 1 ? 28765 : 51081, name)
      if (place.some(isNullish)) return null
      const digits = place.length === 0 ? 0 : integerOf(place[0])
      if (digits === undefined) throw fault(51082, `precision argument to ${name} must be a integral value`)
      if (digits < -20 || digits > 100) throw fault(51083, `the precision of ${name} must be in [-20, 100]`)
      return roundTo(number, digits, rounding)
    },
    1,
    most,
  )

export const arithmeticOperators: Operators = {
  $add: untilNull(sum),
  $subtract: binary(difference),
  $multiply: untilNull(product),
  $divide: binary(quotient),
  $mod: binary(modulo),
  $abs: variadic(([value], name) => (isNullish(value) ? null : magnitude(plain(value, 28765, name))), 1, 1),
  $ceil: rounded('up', 1),
  $floor: rounded('down', 1),
  $round: rounded('half-even', 2),
  $trunc: rounded('to-zero', 2),
}
