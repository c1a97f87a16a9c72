import { isTruthy } from '../../bson/numbers.ts'
import { compareExact, keyOf, typeName } from '../../bson/order.ts'
import type { Maybe, Value } from '../../values.ts'
import { fault } from '../fault.ts'
import { type Operators, binary, isNullish, unary, untilNull, variadic } from '../operator.ts'

/** The values of arrays once each, by MongoDB's equality; of equal ones the first stays. */
const setOf = (...lists: readonly (readonly Value[])[]): Map<string, Value> => {
  const set = new Map<string, Value>()
  for (const list of lists) {
    for (const value of list) {
      const key = keyOf(value)
      if (!set.has(key)) set.set(key, value)
    }
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

/** The operands in their order; nothing where one is null. */
function listsOf(values: readonly Maybe[], name: string, code: number): Value[][] | undefined {
  const lists: Value[][] = []
  for (const value of values) {
    if (isNullish(value)) return undefined
    lists.push(listOf(value, name, code))
  }
  return lists
}

function union(values: readonly Maybe[], name: string): Maybe {
  const lists = listsOf(values, name, 17043)
  return lists ? inOrder(setOf(...lists)) : null
}

function intersection(values: readonly Maybe[], name: string): Maybe {
  const lists = listsOf(values, name, 17047)
  if (!lists) return null
  const [first = new Map<string, Value>(), ...others] = lists.map((list) => setOf(list))
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
  $setUnion: untilNull(union),
  $setIntersection: untilNull(intersection),
  $setDifference: binary(difference),
  $setIsSubset: binary(isSubset),
  $setEquals: variadic(areEqual, 2),
  $anyElementTrue: unary((list, name) => listOf(list, name, 17041).some(isTruthy)),
  $allElementsTrue: unary((list, name) => listOf(list, name, 17040).every(isTruthy)),
}
