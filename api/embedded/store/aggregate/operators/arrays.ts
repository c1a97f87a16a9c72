import { int32 } from '../../bson/decode.ts'
import { isNumeric, toNumber } from '../../bson/numbers.ts'
import { compareExact, typeName } from '../../bson/order.ts'
import { StoreError } from '../../errors.ts'
import { type Doc, type Maybe, type Value, isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import { ABSENT, named } from '../named.ts'
import { type Operator, type Operators, binary, isNullish, unary, untilNull, variadic } from '../operator.ts'

/** A number of any type that is whole and fits 32 bits; the codes say that it is no number, or not such a one. */
function intOf(value: Maybe, what: string, [notNumeric, notInt]: readonly [number, number]): number {
  if (!isNumeric(value)) throw fault(notNumeric, `${what} must be a numeric value, but is ${typeName(value)}`)
  const number = toNumber(value)!
  if (number !== (number | 0)) throw fault(notInt, `${what} must be representable as a 32-bit integer: ${number}`)
  return number
}

function elementAt(list: Maybe, index: Maybe, name: string): Maybe {
  if (isNullish(list) || isNullish(index)) return null
  if (!Array.isArray(list)) throw fault(28689, `${name}'s first argument must be an array, but is ${typeName(list)}`)
  return list.at(intOf(index, `${name}'s second argument`, [28690, 28691]))
}

const size = unary((list) => {
  if (!Array.isArray(list))
    throw fault(17124, `The argument to $size must be an array, but was of type: ${typeName(list)}`)
  return int32(list.length)
})

const slice = variadic(
  ([list, first, ...rest], name) => {
    if (isNullish(list) || isNullish(first)) return null
    if (!Array.isArray(list))
      throw fault(28724, `First argument to $slice must be an array, but is of type: ${typeName(list)}`)
    const start = intOf(first, `Second argument to ${name}`, [28725, 28726])
    if (rest.length === 0) return start >= 0 ? list.slice(0, start) : list.slice(start)
    if (isNullish(rest[0])) return null
    const count = intOf(rest[0], `Third argument to ${name}`, [28727, 28728])
    if (count <= 0) throw fault(28729, `Third argument to $slice must be positive: ${count}`)
    const from = start >= 0 ? start : Math.max(0, list.length + start)
    return list.slice(from, from + count)
  },
  2,
  3,
)

function concatArrays(lists: readonly Maybe[]): Maybe {
  const result: Value[] = []
  for (const list of lists) {
    if (isNullish(list)) return null
    if (!Array.isArray(list)) throw fault(28664, `$concatArrays only supports arrays, not ${typeName(list)}`)
    for (const value of list) result.push(value)
  }
  return result
}

function isIn(value: Maybe, list: Maybe): boolean {
  if (!Array.isArray(list)) throw fault(40081, `$in requires an array as a second argument, found: ${typeName(list)}`)
  return list.some((element) => compareExact(element, value) === 0)
}

const indexOfArray = variadic(
  ([list, value, ...range], name) => {
    if (isNullish(list)) return null
    if (!Array.isArray(list))
      throw fault(40090, `$indexOfArray requires an array as a first argument, found: ${typeName(list)}`)
    const [from = 0, to = list.length] = range.map((bound) => {
      const index = intOf(bound, `${name}'s range`, [40096, 40096])
      if (index < 0) throw fault(40097, `${name} requires a nonnegative range, found: ${index}`)
      return index
    })
    const at = list.findIndex((element, i) => i >= from && i < to && compareExact(element, value) === 0)
    return int32(at)
  },
  2,
  4,
)

/** $range may not fill the memory: MongoDB's internalQueryMaxRangeBytes of 100 MB, at 16 bytes an element. */
const LONGEST_RANGE = (100 * 1024 * 1024) / 16

const range = variadic(
  ([start, end, ...rest]) => {
    const from = intOf(start, '$range: the starting value', [34443, 34444])
    const to = intOf(end, '$range: the ending value', [34445, 34446])
    const step = rest.length === 0 ? 1 : intOf(rest[0], '$range: the step value', [34447, 34448])
    if (step === 0) throw fault(34449, '$range requires a non-zero step value')
    const length = Math.max(0, Math.ceil((to - from) / step))
    if (length > LONGEST_RANGE) {
      throw new StoreError(146, 'ExceededMemoryLimit', '$range would use too much memory')
    }
    return Array.from({ length }, (_, i) => int32(from + i * step))
  },
  2,
  3,
)

const reverse = unary((list) => {
  if (isNullish(list)) return null
  if (!Array.isArray(list))
    throw fault(34435, `The argument to $reverseArray must be an array, but was of type: ${typeName(list)}`)
  return list.toReversed()
})

const zip = named(
  ['inputs'],
  ['useLongestLength', 'defaults'],
  { shape: 34460, unknown: 34464, missing: 34465 },
  ([inputs], [longest, defaults]) => {
    if (!Array.isArray(inputs)) throw fault(34461, `inputs must be an array of expressions, found ${typeName(inputs)}`)
    if (inputs.length === 0) throw fault(34465, '$zip requires at least one input array')
    if (longest !== ABSENT && typeof longest !== 'boolean') throw fault(34463, 'useLongestLength must be a bool')
    if (defaults !== ABSENT && longest !== true)
      throw fault(34466, 'cannot specify defaults unless useLongestLength is true')
    if (inputs.includes(null)) return null
    const lists = inputs.map((list) => {
      if (!Array.isArray(list)) throw fault(34468, `$zip found a non-array expression in input: ${typeName(list)}`)
      return list
    })
    const fill = Array.isArray(defaults) ? defaults : []
    if (fill.length > 0 && fill.length !== lists.length)
      throw fault(34467, 'defaults and inputs must have the same length')
    const lengths = lists.map((list) => list.length)
    const length = longest === true ? Math.max(...lengths) : Math.min(...lengths)
    return Array.from({ length }, (_, at) => lists.map((list, i) => list[at] ?? fill[i] ?? null))
  },
)

function arrayToObject(list: Maybe): Maybe {
  if (isNullish(list)) return null
  if (!Array.isArray(list)) throw fault(40386, `$arrayToObject requires an array input, found: ${typeName(list)}`)
  const result: Doc = new Map()
  const asPairs = Array.isArray(list[0])
  for (const element of list) {
    const [key, value] = asPairs ? pairOf(element) : keyAndValueOf(element)
    if (typeof key !== 'string') {
      throw fault(asPairs ? 40395 : 40394, `$arrayToObject requires keys of type string. Found: ${typeName(key)}`)
    }
    if (key.includes('\0')) throw fault(4940400, 'Key field cannot contain an embedded null byte')
    result.set(key, value)
  }
  return result
}

function pairOf(element: Value): [Value, Value] {
  if (!Array.isArray(element)) {
    throw fault(
      40396,
      `$arrayToObject requires a consistent input format. Array was detected, now found: ${typeName(element)}`,
    )
  }
  const [key, value] = element
  if (element.length !== 2)
    throw fault(40397, `$arrayToObject requires an array of size 2 arrays, found array of size: ${element.length}`)
  return [key!, value!]
}

function keyAndValueOf(element: Value): [Value, Value] {
  if (!isDoc(element)) throw fault(40398, `Unrecognised input type format for $arrayToObject: ${typeName(element)}`)
  if (element.size !== 2)
    throw fault(
      40392,
      `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys: ${element.size}`,
    )
  const key = element.get('k')
  const value = element.get('v')
  if (key === undefined || value === undefined)
    throw fault(40393, "$arrayToObject requires an object with keys 'k' and 'v'")
  return [key, value]
}

const objectToArray = unary((doc) => {
  if (isNullish(doc)) return null
  if (!isDoc(doc)) throw fault(40390, `$objectToArray requires a document input, found: ${typeName(doc)}`)
  return Array.from(
    doc,
    ([k, v]) =>
      new Map<string, Value>([
        ['k', k],
        ['v', v],
      ]),
  )
})

/** $first and $last of an array; missing where it is empty. */
const ofEnd = (index: 0 | -1): Operator => unary((list, name) => elementAt(list, int32(index), name))

export const arrayOperators: Operators = {
  $arrayElemAt: binary(elementAt),
  $first: ofEnd(0),
  $last: ofEnd(-1),
  $size: size,
  $slice: slice,
  $concatArrays: untilNull(concatArrays),
  $in: binary(isIn),
  $indexOfArray: indexOfArray,
  $isArray: unary((value) => Array.isArray(value)),
  $range: range,
  $reverseArray: reverse,
  $zip: zip,
  $arrayToObject: unary(arrayToObject),
  $objectToArray: objectToArray,
}
