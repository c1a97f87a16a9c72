import type { Condition } from '../query/filter.ts'
import { compare } from '../bson/order.ts'
import { KeyWriter, TYPE } from '../storage/key-bytes.ts'
import type { Maybe, Value } from '../values.ts'

/** One end of an interval: everything whose key begins with `prefix` is in, or is out. */
export interface End {
  readonly prefix: Buffer
  readonly isIn: boolean
  /** For explain; undefined where the prefix is a type's bracket or the beginning of a string. */
  readonly value: Maybe
}

/** Values between two ends, as ascending keys. */
export interface Interval {
  readonly low: End
  readonly high: End
  /** One value and no other. */
  readonly isPoint: boolean
}

const writer = new KeyWriter()

/** The key of a value in ascending order. */
function keyOf(value: Value): Buffer {
  writer.at = 0
  writer.part(value, 1)
  return Buffer.from(writer.bytes.subarray(0, writer.at))
}

const including = (value: Value): End => ({ prefix: keyOf(value), isIn: true, value })

export function point(value: Value): Interval {
  const end = including(value)
  return { low: end, high: end, isPoint: true }
}

/** Ranges stay within the bracket of their value; among numbers NaN is outside of every range. */
function bracketOf(value: Value): { low: End; high: End } {
  const type = keyOf(value)[0]!
  if (type === TYPE.number) return { low: including(-Infinity), high: including(Infinity) }
  const whole: End = { prefix: Buffer.of(type), isIn: true, value: undefined }
  return { low: whole, high: whole }
}

const isNaNValue = (value: Value): boolean => compare(value, Number.NaN) === 0

type RangeCondition = Extract<Condition, { op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' }>

const isRange = (condition: Condition): condition is RangeCondition =>
  condition.op === 'gt' || condition.op === 'gte' || condition.op === 'lt' || condition.op === 'lte'

/** The intervals of a field, and which of the conditions they express. */
export interface FieldBounds {
  readonly intervals: readonly Interval[]
  readonly applied: readonly Condition[]
}

/**
 * What a field's conditions allow: the values of an equality or $in if there is one, else a prefix, else the narrowest
 * range. Conditions left over are for the filter. Undefined where nothing bounds the field.
 */
export function boundsOf(conditions: readonly Condition[]): FieldBounds | undefined {
  const equality = conditions.find((condition): condition is RangeCondition => condition.op === 'eq')
  if (equality) return { intervals: [point(equality.value)], applied: [equality] }
  const list = conditions.find((condition) => condition.op === 'in')
  if (list) return { intervals: list.values.map(point), applied: [list] }
  const prefix = conditions.find((condition) => condition.op === 'prefix')
  if (prefix) {
    const start: End = { prefix: keyOf(prefix.value).subarray(0, -1), isIn: true, value: prefix.value }
    return { intervals: [{ low: start, high: start, isPoint: false }, point(prefix.regex)], applied: [prefix] }
  }
  return rangeOf(conditions.filter(isRange))
}

function rangeOf(conditions: readonly RangeCondition[]): FieldBounds | undefined {
  const [first] = conditions
  if (!first) return undefined
  if (isNaNValue(first.value)) {
    const isEqual = first.op === 'gte' || first.op === 'lte'
    return { intervals: isEqual ? [point(first.value)] : [], applied: [first] }
  }
  let { low, high } = bracketOf(first.value)
  const type = low.prefix[0]
  const applied: Condition[] = []
  for (const condition of conditions) {
    const end: End = { ...including(condition.value), isIn: condition.op === 'gte' || condition.op === 'lte' }
    if (end.prefix[0] !== type || isNaNValue(condition.value)) continue
    applied.push(condition)
    if (condition.op === 'gt' || condition.op === 'gte') low = narrower(low, end, 1)
    else high = narrower(high, end, -1)
  }
  return { intervals: [{ low, high, isPoint: false }], applied }
}

function narrower(a: End, b: End, sign: 1 | -1): End {
  // The beginning of a bracket is the shortest key of its type, and less than any value of it.
  if (a.value === undefined) return b
  const order = Buffer.compare(a.prefix, b.prefix) * sign
  if (order !== 0) return order > 0 ? a : b
  return a.isIn ? b : a
}
