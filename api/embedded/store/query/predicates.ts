import {
  BSONRegExp,
  BSONSymbol,
  Decimal128,
  Int32,
  isDoc,
  ObjectId,
  type Doc,
  type Maybe,
  type Value,
} from '../values.ts'
import { compareExact, equals, keyOf, RANK, rankOf, typeName } from '../bson/order.ts'
import { isNumeric, wholeOf } from '../bson/numbers.ts'
import { partsOf } from '../bson/decimal.ts'
import type { Comparison, Node, Op } from './nodes.ts'
import type { Test } from './path.ts'
import { regexOf } from './regex.ts'

/** How a nested filter is compiled; given by filter.ts, which is built on this file. */
export type CompileDoc = (filter: Node) => (doc: Doc) => boolean

/** Whether one value passes the operator. Arrays are not entered here: that is the path's part. */
export function testOf(op: Op, compileDoc: CompileDoc): Test {
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
      return modulo(op.divisor, op.remainder)
    case 'elementValue':
    case 'elementDoc': {
      const find = elementFinder(op, compileDoc)
      return (value) => Array.isArray(value) && find(value) >= 0
    }
    case 'all':
      return everyOf(op.ops, compileDoc)
    case 'not': {
      const test = everyOf(op.ops, compileDoc)
      return (value) => !test(value)
    }
    case 'never':
      return () => false
  }
}

/** One test for a list of operators. */
export function everyOf(ops: readonly Op[], compileDoc: CompileDoc): Test {
  const tests = ops.map((op) => testOf(op, compileDoc))
  if (tests.length === 1) return tests[0]!
  return (value) => tests.every((test) => test(value))
}

/** Finds the first element an $elemMatch accepts; -1 where none. */
export function elementFinder(
  op: Op & { kind: 'elementValue' | 'elementDoc' },
  compileDoc: CompileDoc,
): (list: readonly Value[]) => number {
  if (op.kind === 'elementValue') {
    const test = everyOf(op.ops, compileDoc)
    return (list) => list.findIndex((element) => test(element))
  }
  const test = compileDoc(op.filter)
  return (list) => list.findIndex((element) => isElementDoc(element) && test(asDoc(element)))
}

const isElementDoc = (value: Value): value is Doc | Value[] => isDoc(value) || Array.isArray(value)

/** An array in an array is seen as a document with its positions as names. */
const asDoc = (value: Doc | Value[]): Doc => (isDoc(value) ? value : new Map(value.map((each, i) => [String(i), each])))

function equalTo(wanted: Value): Test {
  if (wanted === null) return (value) => value === null || value === undefined
  if (typeof wanted === 'string') {
    return (value) => value === wanted || (value instanceof BSONSymbol && value.value === wanted)
  }
  if (typeof wanted === 'boolean') return (value) => value === wanted
  if (wanted instanceof ObjectId) return (value) => value instanceof ObjectId && wanted.equals(value)
  if (wanted instanceof Int32) {
    const number = wanted.value
    return (value) =>
      value instanceof Int32
        ? value.value === number
        : value === number || (isOtherNumber(value) && equals(value, wanted))
  }
  return (value) => value !== undefined && equals(value, wanted)
}

const isOtherNumber = (value: Maybe): value is bigint | Decimal128 =>
  typeof value === 'bigint' || value instanceof Decimal128

/** Only values of the same bracket compare, but for null (which missing fields equal) and the two keys at the ends. */
function comparison(how: Exclude<Comparison, 'eq'>, wanted: Value): Test {
  const accepts = accepting(how)
  const rank = rankOf(wanted)
  if (rank === RANK.null) return how === 'gte' || how === 'lte' ? equalTo(null) : () => false
  if (rank === RANK.minKey || rank === RANK.maxKey) return (value) => accepts(compareExact(value, wanted))
  if (isNumeric(wanted) && compareExact(wanted, Number.NaN) === 0) {
    return how === 'gte' || how === 'lte' ? equalTo(wanted) : () => false
  }
  return (value) => {
    if (value === undefined || rankOf(value) !== rank) return false
    if (rank === RANK.number && isNaNValue(value)) return false
    return accepts(compareExact(value, wanted))
  }
}

function accepting(how: Exclude<Comparison, 'eq'>): (order: number) => boolean {
  switch (how) {
    case 'gt':
      return (order) => order > 0
    case 'gte':
      return (order) => order >= 0
    case 'lt':
      return (order) => order < 0
    case 'lte':
      return (order) => order <= 0
  }
}

const isNaNValue = (value: Value): boolean =>
  typeof value === 'number' ? Number.isNaN(value) : value instanceof Decimal128 && partsOf(value).kind === 'nan'

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
  return (value) => {
    if (typeof value === 'string') return regex.test(value)
    if (value instanceof BSONSymbol) return regex.test(value.value)
    return value instanceof BSONRegExp && equals(value, pattern)
  }
}

function modulo(divisor: bigint, remainder: bigint): Test {
  return (value) => {
    const whole = wholeOf(value)
    return whole !== undefined && whole % divisor === remainder
  }
}
