import { isTruthy } from '../../bson/numbers.ts'
import { compareExact, keyOf, typeName } from '../../bson/order.ts'
import type { Maybe, Value } from '../../values.ts'
import { fault } from '../fault.ts'
import { type Operators, binary, isNullish, unary, variadic } from '../operator.ts'

/** The values of an array once each, by MongoDB's equality. */
const setOf = (list: readonly Value[]): Map<string, Value> => {
  const set = new Map<string, Value>()
  for (const value of list) {
    const key = keyOf(value)
    if (!set.has(key)) set.set(key, value)
  }
  return set
}

function listOf(value: Maybe, name: string, code: number): Value[] {
  if (!Array.isArray(value))
    throw fault(code, `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`)
  return value
}

/** MongoDB leaves the order of a set open; sorted, it is at least the same each time. */
const inOrder = (set: Map<string, Value>): Value[] => Array.from(set.values()).toSorted(compareExact)

function union(lists: Maybe[], name: string): Maybe {
  if (lists.some(isNullish)) return null
  return inOrder(setOf(lists.flatMap((list) => listOf(list, name, 17043))))
}

function intersection(lists: Maybe[], name: string): Maybe {
  if (lists.some(isNullish)) return null
  const sets = lists.map((list) => setOf(listOf(list, name, 17047)))
  const [first = new Map<string, Value>(), ...others] = sets
  return inOrder(new Map([...first].filter(([key]) => others.every((set) => set.has(key)))))
}

function difference(a: Maybe, b: Maybe, name: string): Maybe {
  if (isNullish(a) || isNullish(b)) return null
  const without = setOf(listOf(b, name, 17049))
  return [...setOf(listOf(a, name, 17048))].filter(([key]) => !without.has(key)).map(([, value]) => value)
}

function isSubset(a: Maybe, b: Maybe, name: string): boolean {
  const whole = setOf(listOf(b, name, 17042))
  return [...setOf(listOf(a, name, 17046)).keys()].every((key) => whole.has(key))
}

function areEqual(lists: Maybe[], name: string): boolean {
  const [first, ...others] = lists.map((list) => setOf(listOf(list, name, 17044)))
  return others.every((set) => set.size === first!.size && [...set.keys()].every((key) => first!.has(key)))
}

export const setOperators: Operators = {
  $setUnion: variadic(union),
  $setIntersection: variadic(intersection),
  $setDifference: binary(difference),
  $setIsSubset: binary(isSubset),
  $setEquals: variadic(areEqual, 2),
  $anyElementTrue: unary((list, name) => listOf(list, name, 17041).some(isTruthy)),
  $allElementsTrue: unary((list, name) => listOf(list, name, 17040).every(isTruthy)),
}
