import { equals, keyOf, typeName } from '../bson/order.ts'
import { toNumber } from '../bson/numbers.ts'
import { compileFilter } from '../query/filter.ts'
import { isOperatorDoc } from '../query/operators.ts'
import { BSONRegExp, isDoc, type Value } from '../values.ts'
import { badValue, failedToParse, typeMismatch } from '../errors.ts'
import type { Change } from './change.ts'

/** $pull: removes elements equal to the value, or that pass the condition. */
export function pull(spec: Value): Change {
  return removing(conditionOf(spec))
}

/** $pullAll: removes elements equal to one of the values. */
export function pullAll(spec: Value): Change {
  if (!Array.isArray(spec)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(spec)}`)
  const keys = new Set(spec.map((value) => keyOf(value)))
  return removing((element) => keys.has(keyOf(element)))
}

function removing(isRemoved: (element: Value) => boolean): Change {
  return {
    creates: false,
    next(current) {
      if (current === undefined) return undefined
      if (!Array.isArray(current)) throw badValue('Cannot apply $pull to a non-array value')
      return current.filter((element) => !isRemoved(element))
    },
  }
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
  if (end === undefined) throw failedToParse(`Expected a number in $pop, found ${typeName(spec)}`)
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${end}`)
  return {
    creates: false,
    next(current) {
      if (current === undefined) return undefined
      if (!Array.isArray(current))
        throw typeMismatch(`$pop: the path contains an element of non-array type '${typeName(current)}'`)
      return end === 1 ? current.slice(0, -1) : current.slice(1)
    },
  }
}
