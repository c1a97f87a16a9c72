import { add, multiply, toDecimal } from '../aggregate/arithmetic.ts'
import { compareExact, typeName } from '../bson/order.ts'
import { int32 } from '../bson/decode.ts'
import { isNumeric, type Numeric } from '../bson/numbers.ts'
import { show } from '../bson/show.ts'
import { Decimal128, Int32, type Maybe, type Value } from '../values.ts'
import { badValue, typeMismatch } from '../errors.ts'
import type { Change } from './change.ts'

/** $inc: a missing field starts as the amount itself. */
export const increment = (amount: Value): Change => arithmetic('$inc', 'increment', amount, add, (by) => by)

/** $mul: a missing field becomes zero of the factor's type. */
export const multiplyBy = (factor: Value): Change => arithmetic('$mul', 'multiply', factor, multiply, zeroLike)

function arithmetic(
  name: string,
  verb: string,
  operand: Value,
  compute: (a: Numeric, b: Numeric) => Numeric,
  whenMissing: (operand: Numeric) => Numeric,
): Change {
  if (!isNumeric(operand)) throw typeMismatch(`Cannot ${verb} with non-numeric argument of type ${typeName(operand)}`)
  return {
    creates: true,
    next(current) {
      if (current === undefined) return whenMissing(operand)
      if (!isNumeric(current)) {
        throw typeMismatch(`Cannot apply ${name} to a value of non-numeric type ${typeName(current)}`)
      }
      const result = compute(current, operand)
      if (typeof result === 'number' && isWhole(current) && isWhole(operand)) {
        throw badValue(
          `Failed to apply ${name} operations to current value ${show(current)}: it exceeds a 64-bit integer`,
        )
      }
      return result
    },
  }
}

const isWhole = (value: Numeric): boolean => value instanceof Int32 || typeof value === 'bigint'

function zeroLike(value: Numeric): Numeric {
  if (value instanceof Decimal128) return toDecimal(int32(0))
  return value instanceof Int32 ? int32(0) : typeof value === 'bigint' ? 0n : 0
}

/** $min and $max: by MongoDB's order across all types. */
export const lesser = (value: Value): Change => chosen(value, (current) => compareExact(value, current) < 0)
export const greater = (value: Value): Change => chosen(value, (current) => compareExact(value, current) > 0)

function chosen(value: Value, isBetter: (current: Maybe) => boolean): Change {
  return { creates: true, next: (current) => (current === undefined || isBetter(current) ? value : current) }
}
