import { add, multiply, toDecimal } from '../aggregate/arithmetic.ts'
import { int32 } from '../bson/decode.ts'
import { isNumeric, type Numeric } from '../bson/numbers.ts'
import { compareExact, typeName } from '../bson/order.ts'
import { badValue, typeMismatch } from '../errors.ts'
import { Decimal128, Int32, isDoc, Timestamp, type Maybe, type Value } from '../values.ts'
import { addToSet, pop, pull, pullAll, push } from './arrays.ts'
import type { Change } from './change.ts'

/** Makes the change of one field, given the time of the command; what stands right of the field was checked before. */
export type MakeChange = (now: Date) => Change

/** Reads what an operator says of one field. Throws MongoDB's code for what makes no sense. */
type ReadChange = (spec: Value) => MakeChange

const timeless =
  (read: (spec: Value) => Change): ReadChange =>
  (spec) => {
    const change = read(spec)
    return () => change
  }

const set = timeless((spec) => ({ creates: true, next: () => spec }))

/** $min and $max: by MongoDB's order across all types. */
const bound = (direction: 1 | -1): ReadChange =>
  timeless((spec) => ({
    creates: true,
    next: (current) => (current === undefined || compareExact(spec, current) * direction < 0 ? spec : current),
  }))

const isWhole = (value: Numeric): boolean => value instanceof Int32 || typeof value === 'bigint'

/** $inc and $mul. */
const arithmetic = (
  name: string,
  compute: (a: Numeric, b: Numeric) => Numeric,
  whenMissing: (operand: Numeric) => Numeric,
): ReadChange =>
  timeless((operand) => {
    if (!isNumeric(operand)) throw typeMismatch(`Cannot ${name} with non-numeric argument of type ${typeName(operand)}`)
    const next = (current: Maybe): Numeric => {
      if (current === undefined) return whenMissing(operand)
      if (!isNumeric(current)) throw typeMismatch(`Cannot apply ${name} to a value of type ${typeName(current)}`)
      const result = compute(current, operand)
      if (typeof result !== 'number' || !isWhole(current) || !isWhole(operand)) return result
      throw badValue(`Failed to apply ${name}: the result exceeds a 64-bit integer`)
    }
    return { creates: true, next }
  })

function zeroLike(value: Numeric): Numeric {
  if (value instanceof Decimal128) return toDecimal(int32(0))
  return value instanceof Int32 ? int32(0) : typeof value === 'bigint' ? 0n : 0
}

const currentDate: ReadChange = (spec) => {
  const type = typeof spec === 'boolean' ? 'date' : isDoc(spec) && spec.size === 1 ? spec.get('$type') : undefined
  if (type !== 'date' && type !== 'timestamp')
    throw badValue("$currentDate takes true, or a $type of 'date' or 'timestamp'")
  return (now) => {
    const value = type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
    return { creates: true, next: () => value }
  }
}

/** The operators that change one field each; $rename is of another kind. */
export const OPERATORS: ReadonlyMap<string, ReadChange> = new Map([
  ['$set', set],
  ['$setOnInsert', set],
  ['$unset', timeless(() => ({ creates: false, next: () => undefined }))],
  ['$inc', arithmetic('$inc', add, (by) => by)],
  ['$mul', arithmetic('$mul', multiply, zeroLike)],
  ['$min', bound(1)],
  ['$max', bound(-1)],
  ['$currentDate', currentDate],
  ['$push', timeless(push)],
  ['$addToSet', timeless(addToSet)],
  ['$pull', timeless(pull)],
  ['$pullAll', timeless(pullAll)],
  ['$pop', timeless(pop)],
])
