import { int32 } from '../../bson/decode.ts'
import { isNumeric, toNumber } from '../../bson/numbers.ts'
import { compareExact } from '../../bson/order.ts'
import { fault, StoreError } from '../../errors.ts'
import type { Maybe, Value } from '../../values.ts'
import { arrayOf, binary, isNullish, unary, untilNull, variadic, wrongType, type Operators } from '../operator.ts'

/** A number of any type that is whole and fits 32 bits; the codes say that it is no number, or not such a one. */
function intOf(value: Maybe, name: string, [notNumeric, notInt]: readonly [number, number]): number {
  if (!isNumeric(value)) throw wrongType(notNumeric, name, value)
  const number = toNumber(value)!
  if (number !== (number | 0)) throw fault(notInt, `${name} takes 32-bit integers only, not ${number}`)
  return number
}

function elementAt(list: Maybe, index: Maybe, name: string): Maybe {
  if (isNullish(list) || isNullish(index)) return null
  return arrayOf(list, 28689, name).at(intOf(index, name, [28690, 28691]))
}

const slice = variadic(
  ([value, first, ...rest], name) => {
    if (isNullish(value) || isNullish(first)) return null
    const list = arrayOf(value, 28724, name)
    const start = intOf(first, name, [28725, 28726])
    if (rest.length === 0) return start >= 0 ? list.slice(0, start) : list.slice(start)
    if (isNullish(rest[0])) return null
    const count = intOf(rest[0], name, [28727, 28728])
    if (count <= 0) throw fault(28729, `Third argument to $slice must be positive: ${count}`)
    const from = start >= 0 ? start : Math.max(0, list.length + start)
    return list.slice(from, from + count)
  },
  2,
  3,
)

/** $range may not fill the memory: MongoDB's internalQueryMaxRangeBytes of 100 MB, at 16 bytes an element. */
const LONGEST_RANGE = (100 * 1024 * 1024) / 16

const range = variadic(
  ([start, end, ...step], name) => {
    const from = intOf(start, name, [34443, 34444])
    const to = intOf(end, name, [34445, 34446])
    const by = step.length === 0 ? 1 : intOf(step[0], name, [34447, 34448])
    if (by === 0) throw fault(34449, '$range requires a non-zero step value')
    const length = Math.max(0, Math.ceil((to - from) / by))
    if (length > LONGEST_RANGE) throw new StoreError(146, 'ExceededMemoryLimit', '$range would use too much memory')
    return Array.from({ length }, (_, i) => int32(from + i * by))
  },
  2,
  3,
)

export const arrayOperators: Operators = {
  $arrayElemAt: binary(elementAt),
  $first: unary((list, name) => elementAt(list, int32(0), name)),
  $last: unary((list, name) => elementAt(list, int32(-1), name)),
  $size: unary((list, name) => int32(arrayOf(list, 17124, name).length)),
  $slice: slice,
  $concatArrays: untilNull((lists, name) => lists.flatMap((list): Value[] => arrayOf(list, 28664, name))),
  $in: binary((value, list, name) => arrayOf(list, 40081, name).some((each) => compareExact(each, value) === 0)),
  $isArray: unary((value) => Array.isArray(value)),
  $range: range,
  $reverseArray: unary((list, name) => (isNullish(list) ? null : arrayOf(list, 34435, name).toReversed())),
}
