import { compareExact, equals, keyOf, typeName } from '../bson/order.ts'
import { integerOf, toNumber } from '../bson/numbers.ts'
import { compileFilter } from '../query/filter.ts'
import { isOperatorDoc } from '../query/parse.ts'
import { compileSort } from '../query/sort.ts'
import { BSONRegExp, isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { badValue, failedToParse, typeMismatch } from '../errors.ts'
import type { Change } from './change.ts'

/** A change of an array; `whenMissing` is what stands for one that is not there. */
const ofArray = (
  name: string,
  whenMissing: readonly Value[] | undefined,
  change: (list: readonly Value[]) => Value[],
  fault = badValue,
): Change => ({
  creates: whenMissing !== undefined,
  next(current) {
    const list = current === undefined ? whenMissing : current
    if (list === undefined) return undefined
    if (!Array.isArray(list)) throw fault(`${name} takes an array, not a field of type ${typeName(current)}`)
    return change(list)
  },
})

/** $push, with $each also $position, $sort and $slice, which apply in this order. */
export function push(spec: Value): Change {
  if (!isDoc(spec) || !spec.has('$each')) return ofArray('$push', [], (list) => [...list, spec])
  for (const name of spec.keys()) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name))
      throw badValue(`Unrecognized clause in $push: ${name}`)
  }
  const values = spec.get('$each')
  if (!Array.isArray(values)) throw badValue(`The argument to $each in $push must be an array, not ${typeName(values)}`)
  const position = clause(spec, '$position')
  const slice = clause(spec, '$slice')
  const sort = spec.has('$sort') ? sorting(spec.get('$sort')!) : undefined
  return ofArray('$push', [], (before) => {
    const list = [...before]
    list.splice(position ?? list.length, 0, ...values)
    const ordered = sort ? sort(list) : list
    if (slice === undefined) return ordered
    return slice < 0 ? ordered.slice(slice) : ordered.slice(0, slice)
  })
}

function clause(spec: Doc, name: string): number | undefined {
  const value = spec.get(name)
  const number = integerOf(value)
  if (value === undefined || number !== undefined) return number
  throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
}

function directionOf(value: Maybe): number {
  const direction = toNumber(value)
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
  return direction
}

/** By the whole element (1 or -1), or by fields of elements that are documents. */
function sorting(spec: Value): (list: Value[]) => Value[] {
  if (!isDoc(spec)) {
    const direction = directionOf(spec)
    return (list) => list.sort((a, b) => compareExact(a, b) * direction)
  }
  if (spec.size === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.')
  for (const value of spec.values()) directionOf(value)
  const { keyOf: sortKeyOf, compareKeys } = compileSort(spec)
  return (list) =>
    list
      .map((element) => ({ element, key: sortKeyOf(isDoc(element) ? element : new Map()) }))
      .sort((a, b) => compareKeys(a.key, b.key))
      .map(({ element }) => element)
}

/** $addToSet: adds what no element is equal to; 1 and 1.0 are equal, documents only with the same order of fields. */
export function addToSet(spec: Value): Change {
  const each = isDoc(spec) && spec.keys().next().value === '$each' ? spec.get('$each') : [spec]
  if (!Array.isArray(each))
    throw typeMismatch(`The argument to $each in $addToSet must be an array, not ${typeName(each)}`)
  if (isDoc(spec) && spec.has('$each') && spec.size > 1)
    throw badValue('Found unexpected fields after $each in $addToSet')
  return ofArray('$addToSet', [], (list) => {
    const known = new Set(list.map((element) => keyOf(element)))
    return [...list, ...each.filter((value) => known.size < known.add(keyOf(value)).size)]
  })
}

/** $pull: removes elements equal to the value, or that pass the condition. */
export function pull(spec: Value): Change {
  const isRemoved = conditionOf(spec)
  return ofArray('$pull', undefined, (list) => list.filter((element) => !isRemoved(element)))
}

/** $pullAll: removes elements equal to one of the values. */
export function pullAll(spec: Value): Change {
  if (!Array.isArray(spec)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(spec)}`)
  const keys = new Set(spec.map((value) => keyOf(value)))
  return ofArray('$pullAll', undefined, (list) => list.filter((element) => !keys.has(keyOf(element))))
}

const FILTER_OPERATORS = new Set(['$and', '$or', '$nor', '$expr'])

function conditionOf(spec: Value): (element: Value) => boolean {
  const isCondition = isOperatorDoc(spec) && !FILTER_OPERATORS.has(spec.keys().next().value!)
  if (isCondition || spec instanceof BSONRegExp) {
    const filter = compileFilter(new Map([['element', spec]]))
    return (element) => filter.test(new Map([['element', element]]))
  }
  // A document is a filter for elements that are documents: other fields of theirs do not matter.
  if (isDoc(spec)) {
    const filter = compileFilter(spec)
    return (element) => isDoc(element) && filter.test(element)
  }
  return (element) => equals(element, spec)
}

/** $pop: the last element (1) or the first (-1). */
export function pop(spec: Value): Change {
  const end = toNumber(spec)
  if (end !== 1 && end !== -1) throw failedToParse('$pop expects 1 or -1')
  const change = (list: readonly Value[]): Value[] => (end === 1 ? list.slice(0, -1) : list.slice(1))
  return ofArray('$pop', undefined, change, typeMismatch)
}
