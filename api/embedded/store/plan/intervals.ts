import type { Condition } from '../query/filter.ts'
import { KeyWriter, TYPE } from '../storage/key-bytes.ts'
import { startingWith, successor } from '../storage/keys.ts'
import type { Value } from '../values.ts'

/** Values next to each other, as their keys in ascending order; one value and no other where there is no end. */
export interface Interval {
  readonly start: Buffer
  /** Exclusive. */
  readonly end?: Buffer
}

const writer = new KeyWriter()

/** The key of a value in ascending order. */
function keyOf(value: Value): Buffer {
  writer.at = 0
  writer.part(value, 1)
  return writer.taken()
}

const point = (value: Value): Interval => ({ start: keyOf(value) })

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
    const beginning = startingWith(keyOf(prefix.value).subarray(0, -1))
    return { intervals: [beginning, point(prefix.regex)], applied: [prefix] }
  }
  const ranges = conditions.filter(isRange)
  return ranges.length > 0 ? rangeOf(ranges) : undefined
}

/** Ranges stay within the bracket of their value; among numbers NaN is outside of every range. */
function rangeOf(conditions: readonly RangeCondition[]): FieldBounds {
  const type = keyOf(conditions[0]!.value)[0]!
  let { start, end } = startingWith(Buffer.of(type))
  if (type === TYPE.number) start = keyOf(-Infinity)
  const applied: Condition[] = []
  for (const condition of conditions) {
    const { op, value } = condition
    const key = keyOf(value)
    if (key[0] !== type) continue
    applied.push(condition)
    const from = op === 'gt' ? successor(key) : op === 'gte' ? key : start
    const to = op === 'lt' ? key : op === 'lte' ? successor(key) : end
    if (Buffer.compare(from, start) > 0) start = from
    if (Buffer.compare(to, end) < 0) end = to
  }
  return { intervals: [{ start, end }], applied }
}
