import { BSONRegExp, isDoc, type Doc, type Value } from '../values.ts'
import { badValue, refuse } from '../errors.ts'
import { integerOf, isTruthy, wholeOf } from '../bson/numbers.ts'
import type { Comparison, Node, Op } from './nodes.ts'
import { regexFrom, regexOf } from './regex.ts'
import { typesAsked } from './types.ts'

/** What MongoDB has and the store has not; anything else with a dollar is unknown to both. */
const REFUSED = new Set(
  [
    '$where $text $jsonSchema $sampleRate $geoWithin $geoIntersects $within $near $nearSphere $geoNear $uniqueDocs',
    '$bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $ref $id $db',
  ].flatMap((line) => line.split(' ')),
)
const LISTS = new Map<string, 'and' | 'or' | 'nor'>([
  ['$and', 'and'],
  ['$or', 'or'],
  ['$nor', 'nor'],
])
const COMPARISONS = new Map<string, Comparison>([
  ['$eq', 'eq'],
  ['$gt', 'gt'],
  ['$gte', 'gte'],
  ['$lt', 'lt'],
  ['$lte', 'lte'],
])
/** Inside $elemMatch these make it a filter on documents, not a condition on the element itself. */
const NAMES_IN_ELEMENTS = new Set(['$and', '$or', '$nor', '$where', '$expr'])

/** Reads a filter and checks every form in it. Throws MongoDB's code 2 or 9 for what makes no sense, 115 for what the store has not. */
export function parseFilter(source: Doc): Node {
  return parse(source, true)
}

/** The filter of an $elemMatch is not the top, so $expr has no place in it. */
function parse(source: Doc, isTop: boolean): Node {
  const nodes: Node[] = []
  for (const [name, value] of source) {
    if (name === '$comment') continue
    nodes.push(
      name.startsWith('$')
        ? parseTopLevel(name, value, isTop)
        : { kind: 'field', path: name, ops: parseCondition(value) },
    )
  }
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', nodes }
}

function parseTopLevel(name: string, value: Value, isTop: boolean): Node {
  const kind = LISTS.get(name)
  if (kind) return { kind, nodes: parseList(name, value, isTop) }
  if (name === '$expr') {
    if (!isTop) throw badValue('$expr can only be applied to the top-level document')
    return { kind: 'expression', spec: value }
  }
  if (REFUSED.has(name)) return refuse(name)
  throw badValue(`unknown top level operator: ${name}`)
}

function parseList(name: string, value: Value, isTop: boolean): Node[] {
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`)
  return value.map((each) => {
    if (!isDoc(each)) throw badValue(`${name} entries need to be full objects`)
    return parse(each, isTop)
  })
}

/** A document of operators ({$gt: 1}), not one to be equal to. */
export const isOperatorDoc = (value: Value): value is Doc =>
  isDoc(value) && value.keys().next().value?.startsWith('$') === true

/** What stands right of a field's name. */
function parseCondition(value: Value): Op[] {
  return isOperatorDoc(value) ? parseOperators(value) : [equalTo(value)]
}

const equalTo = (value: Value): Op =>
  value instanceof BSONRegExp ? regexOp(value) : { kind: 'compare', how: 'eq', value }

/** A document of operators, such as stands right of a field or inside $not. */
function parseOperators(source: Doc): Op[] {
  return [...source].flatMap(([name, value]) => parseOperator(name, value, source) ?? [])
}

function parseOperator(name: string, value: Value, source: Doc): Op | undefined {
  const how = COMPARISONS.get(name)
  if (how) return comparisonOp(name, how, value)
  switch (name) {
    case '$ne':
      return not([comparisonOp(name, 'eq', value)])
    case '$in':
      return inOp(name, value)
    case '$nin':
      return not([inOp(name, value)])
    case '$not':
      return notOp(value)
    case '$exists':
      return isTruthy(value) ? { kind: 'exists' } : not([{ kind: 'exists' }])
    case '$type':
      return { kind: 'type', names: typesAsked(value) }
    case '$size':
      return { kind: 'size', size: sizeAsked(value) }
    case '$mod':
      return modOp(value)
    case '$all':
      return allOp(value)
    case '$elemMatch':
      return elementOp(value)
    case '$regex':
      return regexOp(regexFrom(value, source.get('$options')))
    case '$options':
      if (!source.has('$regex')) throw badValue('$options needs a $regex')
      return undefined
    default:
      if (REFUSED.has(name)) return refuse(name)
      throw badValue(`unknown operator: ${name}`)
  }
}

const not = (ops: readonly Op[]): Op => ({ kind: 'not', ops })

function comparisonOp(name: string, how: Comparison, value: Value): Op {
  if (value instanceof BSONRegExp && name !== '$eq') throw badValue(`Can't have regex as arg to ${name}.`)
  return { kind: 'compare', how, value }
}

function inOp(name: string, value: Value): Op {
  if (!Array.isArray(value)) throw badValue(`${name} needs an array`)
  const values: Value[] = []
  const patterns: BSONRegExp[] = []
  for (const each of value) {
    if (isOperatorDoc(each)) throw badValue(`cannot nest $ under ${name}`)
    if (each instanceof BSONRegExp) patterns.push(checked(each))
    else values.push(each)
  }
  return { kind: 'in', values, patterns }
}

function notOp(value: Value): Op {
  if (value instanceof BSONRegExp) return not([regexOp(value)])
  if (!isDoc(value) || value.size === 0) throw badValue('$not needs a regex or a document of operators')
  return not(parseOperators(value))
}

function sizeAsked(value: Value): number {
  const size = integerOf(value)
  if (size === undefined || size < 0) throw badValue('$size needs a whole number that is not negative')
  return size
}

function modOp(value: Value): Op {
  if (!Array.isArray(value) || value.length !== 2) throw badValue('malformed mod, needs an array of two elements')
  const [divisor, remainder] = value.map((each) => wholeOf(each))
  if (divisor === undefined || remainder === undefined) throw badValue('malformed mod, needs two finite numbers')
  if (divisor === 0n) throw badValue('divisor cannot be 0')
  return { kind: 'mod', divisor, remainder }
}

const isElement = (each: Value): boolean => isDoc(each) && each.keys().next().value === '$elemMatch'

function allOp(value: Value): Op {
  if (!Array.isArray(value)) throw badValue('$all needs an array')
  if (value.length === 0) return { kind: 'never' }
  const areElements = isElement(value[0]!)
  return {
    kind: 'all',
    ops: value.map((each): Op => {
      if (areElements !== isElement(each)) throw badValue('$all/$elemMatch has to be consistent')
      if (areElements) return elementOp((each as Doc).get('$elemMatch')!)
      if (isOperatorDoc(each)) throw badValue('no $ expressions in $all')
      return equalTo(each)
    }),
  }
}

function elementOp(value: Value): Op {
  if (!isDoc(value)) throw badValue('$elemMatch needs an Object')
  const [first] = value.keys()
  if (isOperatorDoc(value) && !NAMES_IN_ELEMENTS.has(first!)) {
    return { kind: 'elementValue', ops: parseOperators(value) }
  }
  return { kind: 'elementDoc', filter: parse(value, false) }
}

const regexOp = (pattern: BSONRegExp): Op => ({ kind: 'regex', pattern: checked(pattern) })

/** Compiled once here, so that a bad expression is told before any document is read. */
function checked(pattern: BSONRegExp): BSONRegExp {
  regexOf(pattern)
  return pattern
}
