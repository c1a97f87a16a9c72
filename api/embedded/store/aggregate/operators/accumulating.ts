import { typeName } from '../../bson/order.ts'
import type { Maybe } from '../../values.ts'
import type { Accumulator, StartAccumulator } from '../accumulators/accumulator.ts'
import { checkedCount } from '../accumulators/count.ts'
import { Average, Deviation, Sum } from '../accumulators/numbers.ts'
import { Extremes, FirstSeveral, LastSeveral } from '../accumulators/several.ts'
import { Extreme } from '../accumulators/values.ts'
import { fault } from '../fault.ts'
import { MemoryMeter } from '../memory.ts'
import { named } from '../named.ts'
import { type Operator, type Operators, isNullish, variadic } from '../operator.ts'

/** An accumulator over its arguments, or over the elements of a single one that is an array. */
const over = (start: () => Accumulator): Operator =>
  variadic((values) => {
    const accumulator = start()
    const [first] = values
    const elements: readonly Maybe[] = values.length === 1 && Array.isArray(first) ? first : values
    for (const element of elements) accumulator.add(element)
    return accumulator.result()
  })

/** $firstN and its like over an array: `{input, n}`. */
const severalOf = (start: (count: number) => StartAccumulator): Operator =>
  named(['input', 'n'], [], { shape: 5787900, unknown: 5787901, missing: 5787906 }, ([input, n], _optional, name) => {
    const count = checkedCount(n)
    if (isNullish(input)) return null
    if (!Array.isArray(input)) throw fault(5788200, `${name} needs 'input' to be an array, found: ${typeName(input)}`)
    const accumulator = start(count)(new MemoryMeter(name))
    for (const element of input) accumulator.add(element)
    return accumulator.result()
  })

/** The accumulators of $group that are expressions too. */
export const accumulatingOperators: Operators = {
  $sum: over(() => new Sum()),
  $avg: over(() => new Average()),
  $min: over(() => new Extreme(1)),
  $max: over(() => new Extreme(-1)),
  $stdDevPop: over(() => new Deviation(0)),
  $stdDevSamp: over(() => new Deviation(1)),
  $firstN: severalOf((count) => (meter) => new FirstSeveral(count, meter)),
  $lastN: severalOf((count) => (meter) => new LastSeveral(count, meter)),
  $minN: severalOf((count) => (meter) => new Extremes(count, 1, meter)),
  $maxN: severalOf((count) => (meter) => new Extremes(count, -1, meter)),
}
