import { int32 } from '../../bson/decode.ts'
import { compareNumbers, isNumeric, type Numeric, toNumber, wholeOf } from '../../bson/numbers.ts'
import { typeName } from '../../bson/order.ts'
import { badValue, refuse, typeMismatch } from '../../errors.ts'
import { Decimal128, Int32, type Maybe } from '../../values.ts'
import { add, divide, fitsLong, intOrLong, multiply, negate, remainder, subtract } from '../arithmetic.ts'
import { dateAt } from '../dates/instant.ts'
import { fault } from '../fault.ts'
import { type Operator, type Operators, binary, isNullish, unary, untilNull, variadic } from '../operator.ts'
import { roundTo, type Rounding } from '../rounding.ts'

const wrongType = (name: string, value: Maybe) =>
  typeMismatch(`${name} only supports numeric types, not ${typeName(value)}`)

function sum(values: readonly Maybe[]): Maybe {
  let total: Numeric | Date = int32(0)
  let isInts = true
  for (const value of values) {
    if (isNullish(value)) return null
    if (value instanceof Date) {
      if (total instanceof Date) throw fault(16612, 'only one date allowed in an $add expression')
      total = movedDate(value, total)
    } else if (isNumeric(value)) {
      isInts &&= value instanceof Int32
      total = total instanceof Date ? movedDate(total, value) : add(total, value)
    } else {
      throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`)
    }
  }
  // Ints that overflowed on the way but not in the end are ints again.
  return isInts && typeof total === 'bigint' ? intOrLong(total) : total
}

function product(values: readonly Maybe[], name: string): Maybe {
  let result: Numeric = int32(1)
  let isInts = true
  for (const value of values) {
    if (isNullish(value)) return null
    if (!isNumeric(value)) throw wrongType(name, value)
    isInts &&= value instanceof Int32
    result = multiply(result, value)
  }
  return isInts && typeof result === 'bigint' ? intOrLong(result) : result
}

/** A date and milliseconds, which are rounded to whole ones, halves away from zero. */
function movedDate(date: Date, by: Numeric): Date {
  const number = toNumber(by)!
  return dateAt(date.getTime() + Math.sign(number) * Math.round(Math.abs(number)))
}

function difference(a: Maybe, b: Maybe): Maybe {
  if (isNumeric(a) && isNumeric(b)) return subtract(a, b)
  if (isNullish(a) || isNullish(b)) return null
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime())
  if (a instanceof Date && isNumeric(b)) return movedDate(a, negate(b))
  throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`)
}

const isZero = (value: Numeric): boolean => compareNumbers(value, 0) === 0

function quotient(a: Maybe, b: Maybe): Maybe {
  if (isNumeric(a) && isNumeric(b)) {
    if (isZero(b)) throw badValue("can't $divide by zero")
    return divide(a, b)
  }
  if (isNullish(a) || isNullish(b)) return null
  throw typeMismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
}

function modulo(a: Maybe, b: Maybe): Maybe {
  if (isNumeric(a) && isNumeric(b)) {
    if (isZero(b)) throw fault(16610, "can't $mod by zero")
    return remainder(a, b)
  }
  if (isNullish(a) || isNullish(b)) return null
  throw fault(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
}

/** An operator over one number; null stays null. */
const ofNumber = (compute: (value: Numeric, name: string) => Numeric): Operator =>
  unary((value, name) => {
    if (isNullish(value)) return null
    if (!isNumeric(value)) throw fault(28765, `${name} only supports numeric types, not ${typeName(value)}`)
    return compute(value, name)
  })

/** Functions of doubles; a decimal would lose its digits, so it is refused. */
const ofDouble = (compute: (value: number) => number, check?: (value: number, name: string) => void): Operator =>
  ofNumber((value, name) => {
    const number = doubleOf(value, name)
    check?.(number, name)
    return compute(number)
  })

function doubleOf(value: Numeric, name: string): number {
  if (value instanceof Decimal128) return refuse(`${name} of decimals`)
  return toNumber(value)!
}

function magnitude(value: Numeric): Numeric {
  if (typeof value === 'number') return Math.abs(value)
  if (value instanceof Int32) return intOrLong(Math.abs(value.value))
  if (value instanceof Decimal128) return value.toString().startsWith('-') ? negate(value) : value
  const absolute = value < 0n ? -value : value
  if (!fitsLong(absolute)) throw fault(28680, "can't take $abs of long long min")
  return absolute
}

const rounded = (rounding: Rounding): Operator =>
  variadic(
    ([value, ...place], name) => {
      if (isNullish(value)) return null
      if (!isNumeric(value)) throw fault(51081, `${name} only supports numeric types, not ${typeName(value)}`)
      if (place.some(isNullish)) return null
      return roundTo(value, place.length === 0 ? 0 : placeOf(place[0], name), rounding)
    },
    1,
    2,
  )

function placeOf(place: Maybe, name: string): number {
  const number = toNumber(place)
  if (number === undefined || !Number.isInteger(number)) {
    throw fault(51082, `precision argument to ${name} must be a integral value`)
  }
  if (number < -20 || number > 100) {
    throw fault(51083, `cannot apply ${name} with precision value ${number} value must be in [-20, 100]`)
  }
  return number
}

const toWhole = (rounding: Rounding): Operator =>
  ofNumber((value) => (typeof value === 'number' || value instanceof Decimal128 ? roundTo(value, 0, rounding) : value))

const isWhole = (value: Numeric): value is Int32 | bigint => typeof value === 'bigint' || value instanceof Int32

/** Whole powers stay whole where they fit, as MongoDB's $pow has it. */
function power(base: Maybe, exponent: Maybe, name: string): Maybe {
  if (isNullish(base) || isNullish(exponent)) return null
  if (!isNumeric(base)) throw fault(28762, `$pow's base must be numeric, not ${typeName(base)}`)
  if (!isNumeric(exponent)) throw fault(28763, `$pow's exponent must be numeric, not ${typeName(exponent)}`)
  const [x, y] = [doubleOf(base, name), doubleOf(exponent, name)]
  if (x === 0 && y < 0) throw fault(28764, '$pow cannot take a base of 0 and a negative exponent')
  const result = x ** y
  if (!isWhole(base) || !isWhole(exponent) || (y < 0 && Math.abs(x) !== 1)) return result
  return wholePower(base, exponent, result)
}

function wholePower(base: Int32 | bigint, exponent: Int32 | bigint, approximate: number): Numeric {
  if (Math.abs(approximate) >= 2 ** 64) return approximate
  const times = wholeOf(exponent)!
  const exact = wholeOf(base)! ** (times < 0n ? -times : times)
  if (!fitsLong(exact)) return approximate
  return base instanceof Int32 && exponent instanceof Int32 ? intOrLong(exact) : exact
}

function logarithm(value: Maybe, base: Maybe, name: string): Maybe {
  if (isNullish(value) || isNullish(base)) return null
  if (!isNumeric(value)) throw fault(28756, `$log's argument must be numeric, not ${typeName(value)}`)
  if (!isNumeric(base)) throw fault(28757, `$log's base must be numeric, not ${typeName(base)}`)
  const [x, b] = [doubleOf(value, name), doubleOf(base, name)]
  if (x <= 0) throw fault(28758, `$log's argument must be a positive number, but is ${x}`)
  if (b <= 0 || b === 1) throw fault(28759, `$log's base must be a positive number not equal to 1, but is ${b}`)
  return Math.log(x) / Math.log(b)
}

const positive = (code: number) => (value: number, name: string) => {
  if (value <= 0) throw fault(code, `${name}'s argument must be a positive number, but is ${value}`)
}

export const arithmeticOperators: Operators = {
  $add: untilNull(sum),
  $subtract: binary(difference),
  $multiply: untilNull(product),
  $divide: binary(quotient),
  $mod: binary(modulo),
  $abs: ofNumber(magnitude),
  $ceil: toWhole('up'),
  $floor: toWhole('down'),
  $round: rounded('half-even'),
  $trunc: rounded('to-zero'),
  $sqrt: ofDouble(Math.sqrt, (value) => {
    if (value < 0) throw fault(28714, "$sqrt's argument must be greater than or equal to 0")
  }),
  $exp: ofDouble(Math.exp),
  $ln: ofDouble(Math.log, positive(28766)),
  $log10: ofDouble(Math.log10, positive(28761)),
  $log: binary(logarithm),
  $pow: binary(power),
}
