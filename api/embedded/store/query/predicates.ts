import { BSONRegExp, Decimal128, Int32, ObjectId, type Maybe, type Value } from '../values.ts'
import { compareExact, equals, keyOf, RANK, rankOf, typeName } from '../bson/order.ts'
import { isNumeric, toNumber, wholeOf } from '../bson/numbers.ts'
import type { Comparison, PlainOp } from './nodes.ts'
import type { Test } from './path.ts'
import { regexOf } from './regex.ts'

/** Whether one value passes. Arrays are not entered here, which is the path's part, nor combinations of operators. */
export function testOf(op: PlainOp): Test {
  switch (op.kind) {
    case 'compare':
      return op.how === 'eq' ? equalTo(op.value) : comparison(op.how, op.value)
    case 'in':
      return oneOf(op.values, op.patterns)
    case 'regex':
      return matching(op.pattern)
    case 'exists':
      return (value) => value !== undefined
    case 'type':
      return (value) => op.names.has(typeName(value))
    case 'size':
      return (value) => Array.isArray(value) && value.length === op.size
    case 'mod':
      return (value) => {
        const whole = wholeOf(value)
        return whole !== undefined && whole % op.divisor === op.remainder
      }
    case 'never':
      return () => false
  }
}

/** The plain types first, as nearly all filters ask for one of them. */
function equalTo(wanted: Value): Test {
  if (wanted === null) return (value) => value === null || value === undefined
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted
  if (wanted instanceof ObjectId) return (value) => value instanceof ObjectId && wanted.equals(value)
  if (wanted instanceof Int32) {
    const number = wanted.value
    return (value) =>
      value instanceof Int32 ? value.value === number : value === number || (isRare(value) && equals(value, wanted))
  }
  return (value) => value !== undefined && equals(value, wanted)
}

const isRare = (value: Maybe): value is bigint | Decimal128 => typeof value === 'bigint' || value instanceof Decimal128

const ACCEPTS: Readonly<Record<Exclude<Comparison, 'eq'>, (order: number) => boolean>> = {
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
}

const isNaNValue = (value: Value): boolean => isNumeric(value) && Number.isNaN(toNumber(value))

/** Only values of the same bracket compare, but for null (which missing fields equal) and the two keys at the ends. */
function comparison(how: Exclude<Comparison, 'eq'>, wanted: Value): Test {
  const accepts = ACCEPTS[how]
  const rank = rankOf(wanted)
  if (rank === RANK.minKey || rank === RANK.maxKey) return (value) => accepts(compareExact(value, wanted))
  if (rank === RANK.null || isNaNValue(wanted)) {
    return how === 'gte' || how === 'lte' ? equalTo(wanted) : () => false
  }
  return (value) => {
    if (value === undefined || rankOf(value) !== rank || isNaNValue(value)) return false
    return accepts(compareExact(value, wanted))
  }
}

/** Beyond this many values a set of keys is quicker than comparing one after the other. */
const FEW = 4

function oneOf(values: readonly Value[], patterns: readonly BSONRegExp[]): Test {
  const matches = patterns.map((pattern) => matching(pattern))
  const test = values.length > FEW ? inSet(values) : inList(values)
  return matches.length === 0 ? test : (value) => test(value) || matches.some((match) => match(value))
}

function inList(values: readonly Value[]): Test {
  const tests = values.map((value) => equalTo(value))
  return (value) => tests.some((test) => test(value))
}

function inSet(values: readonly Value[]): Test {
  const keys = new Set(values.map((value) => keyOf(value)))
  return (value) => keys.has(keyOf(value ?? null))
}

/** Strings the expression matches, and the same expression stored as a value. */
function matching(pattern: BSONRegExp): Test {
  const regex = regexOf(pattern)
  return (value) =>
    typeof value === 'string' ? regex.test(value) : value instanceof BSONRegExp && equals(value, pattern)
}
