import { BSONRegExp, BSONSymbol, isDoc, type Doc, type Value } from '../values.ts'
import { badValue, refuse, StoreError } from '../errors.ts'
import { isNumeric, isTruthy, toNumber, wholeOf } from '../bson/numbers.ts'
import type { Comparison, Node, Op } from './nodes.ts'
import { regexOf } from './regex.ts'
import { typesAsked } from './types.ts'

/** Reads the filter inside an $elemMatch. */
type ParseFilter = (source: Doc) => Node

/** What MongoDB can and the store cannot; anything else with a dollar is unknown to both. */
const REFUSED = new Set([
  '$geoWithin',
  '$geoIntersects',
  '$within',
  '$near',
  '$nearSphere',
  '$geoNear',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
  '$uniqueDocs',
])
const COMPARISONS = new Map<string, Comparison>([
  ['$eq', 'eq'],
  ['$gt', 'gt'],
  ['$gte', 'gte'],
  ['$lt', 'lt'],
  ['$lte', 'lte'],
])
/** Inside $elemMatch these make it a filter on documents, not a condition on the element itself. */
const NAMES_IN_ELEMENTS = new Set(['$and', '$or', '$nor', '$where', '$expr', '$ref', '$id', '$db'])

/** A document of operators ({$gt: 1}), not one to be equal to; a DBRef is one to be equal to. */
export function isOperatorDoc(value: Value): value is Doc {
  if (!isDoc(value)) return false
  const [first] = value.keys()
  return first !== undefined && first.startsWith('$') && !(value.has('$ref') && value.has('$id'))
}

/** What stands right of a field's name. */
export function parseCondition(value: Value, parseFilter: ParseFilter): Op[] {
  if (isOperatorDoc(value)) return parseOperators(value, parseFilter)
  return [value instanceof BSONRegExp ? regexOp(value) : { kind: 'compare', how: 'eq', value }]
}

/** A document of operators, such as stands right of a field or inside $not. */
function parseOperators(source: Doc, parseFilter: ParseFilter): Op[] {
  const ops: Op[] = []
  for (const [name, value] of source) {
    const op = parseOperator(name, value, source, parseFilter)
    if (op) ops.push(op)
  }
  return ops
}

function parseOperator(name: string, value: Value, source: Doc, parseFilter: ParseFilter): Op | undefined {
  const how = COMPARISONS.get(name)
  if (how) return comparisonOp(how, value)
  switch (name) {
    case '$ne':
      if (value instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.")
      return not([comparisonOp('eq', value)])
    case '$in':
      return inOp(name, value)
    case '$nin':
      return not([inOp(name, value)])
    case '$not':
      return notOp(value, parseFilter)
    case '$exists':
      return isTruthy(value) ? { kind: 'exists' } : not([{ kind: 'exists' }])
    case '$type':
      return { kind: 'type', names: typesAsked(value) }
    case '$size':
      return { kind: 'size', size: sizeAsked(value) }
    case '$mod':
      return modOp(value)
    case '$all':
      return allOp(value, parseFilter)
    case '$elemMatch':
      return elementOp(value, parseFilter)
    case '$regex':
      return regexWithOptions(value, source.get('$options'))
    case '$options':
      if (!source.has('$regex')) throw badValue('$options needs a $regex')
      return undefined
    default:
      if (REFUSED.has(name)) return refuse(name)
      throw badValue(`unknown operator: ${name}`)
  }
}

const not = (ops: readonly Op[]): Op => ({ kind: 'not', ops })

function comparisonOp(how: Comparison, value: Value): Op {
  if (value instanceof BSONRegExp && how !== 'eq') throw badValue("Can't have RegEx as arg to predicate")
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

function notOp(value: Value, parseFilter: ParseFilter): Op {
  if (value instanceof BSONRegExp) return not([regexOp(value)])
  if (!isDoc(value)) throw badValue('$not needs a regex or a document')
  if (value.size === 0) throw badValue('$not cannot be empty')
  return not(parseOperators(value, parseFilter))
}

function sizeAsked(value: Value): number {
  const size = toNumber(value)
  if (size === undefined) throw badValue('Failed to parse $size. Expected a number')
  if (!Number.isInteger(size)) throw badValue('Failed to parse $size. Expected an integer')
  if (size < 0) throw badValue('Failed to parse $size. Expected a non-negative number')
  return size
}

function modOp(value: Value): Op {
  if (!Array.isArray(value)) throw badValue('malformed mod, needs to be an array')
  if (value.length < 2) throw badValue('malformed mod, not enough elements')
  if (value.length > 2) throw badValue('malformed mod, too many elements')
  const [divisor, remainder] = value
  if (!isNumeric(divisor)) throw badValue('malformed mod, divisor not a number')
  if (!isNumeric(remainder)) throw badValue('malformed mod, remainder not a number')
  const by = wholeOf(divisor)
  const rest = wholeOf(remainder)
  if (by === undefined) throw badValue('malformed mod, divisor value is invalid')
  if (rest === undefined) throw badValue('malformed mod, remainder value is invalid')
  if (by === 0n) throw badValue('divisor cannot be 0')
  return { kind: 'mod', divisor: by, remainder: rest }
}

const isElement = (each: Value): boolean => isDoc(each) && each.keys().next().value === '$elemMatch'

function allOp(value: Value, parseFilter: ParseFilter): Op {
  if (!Array.isArray(value)) throw badValue('$all needs an array')
  if (value.length === 0) return { kind: 'never' }
  const areElements = isElement(value[0]!)
  return {
    kind: 'all',
    ops: value.map((each): Op => {
      if (areElements !== isElement(each)) throw badValue('$all/$elemMatch has to be consistent')
      if (areElements) return elementOp((each as Doc).get('$elemMatch')!, parseFilter)
      if (isOperatorDoc(each)) throw badValue('no $ expressions in $all')
      return each instanceof BSONRegExp ? regexOp(each) : { kind: 'compare', how: 'eq', value: each }
    }),
  }
}

function elementOp(value: Value, parseFilter: ParseFilter): Op {
  if (!isDoc(value)) throw badValue('$elemMatch needs an Object')
  const [first] = value.keys()
  if (isOperatorDoc(value) && !NAMES_IN_ELEMENTS.has(first!)) {
    return { kind: 'elementValue', ops: parseOperators(value, parseFilter) }
  }
  return { kind: 'elementDoc', filter: parseFilter(value) }
}

function regexOp(pattern: BSONRegExp): Op {
  return { kind: 'regex', pattern: checked(pattern) }
}

/** Compiled once here, so that a bad expression is told before any document is read. */
function checked(pattern: BSONRegExp): BSONRegExp {
  regexOf(pattern)
  return pattern
}

function regexWithOptions(value: Value, options: Value | undefined): Op {
  const text = options === undefined ? '' : textOf(options, '$options')
  if (value instanceof BSONRegExp) {
    if (value.options !== '' && text !== '') {
      throw new StoreError(51074, 'Location51074', 'options set in both $regex and $options')
    }
    return regexOp(text === '' ? value : withOptions(value.pattern, text))
  }
  return regexOp(withOptions(textOf(value, '$regex'), text))
}

function textOf(value: Value, name: string): string {
  if (typeof value === 'string') return value
  if (value instanceof BSONSymbol) return value.value
  throw badValue(`${name} has to be a string`)
}

function withOptions(pattern: string, options: string): BSONRegExp {
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte')
  const regex = new BSONRegExp(pattern)
  // Its constructor would refuse an unknown option with an error of its own.
  regex.options = options
  return regex
}
