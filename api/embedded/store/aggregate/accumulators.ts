import { int32 } from '../bson/decode.ts'
import { isNumeric } from '../bson/numbers.ts'
import { compareExact, keyOf } from '../bson/order.ts'
import { failedToParse, fault, refuse } from '../errors.ts'
import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { sizeOf, type MemoryMeter } from './memory.ts'
import { isNullish, wrongType, type Compiler, type Evaluate } from './operator.ts'
import { Total } from './total.ts'

/** What gathers the values of one group: `add` takes each document's, missing ones too; `result` is asked once. */
export interface Accumulator {
  add(value: Maybe): void
  result(): Maybe
}

/** Begins the accumulator of a new group; what grows with its values is counted on the meter. */
export type StartAccumulator = (meter: MemoryMeter) => Accumulator

/** What one field of $group does: `evaluate` gives each document's value, `start` begins a group. */
export interface Accumulation {
  readonly evaluate: Evaluate
  readonly start: StartAccumulator
}

/** $sum, in which what is no number counts nothing, and $avg, which is null where there was no number. */
function summing(isMean: boolean): Accumulator {
  const total = new Total()
  let count = 0
  return {
    add: (value) => {
      if (!isNumeric(value)) return
      total.add(value)
      count++
    },
    result: () => (!isMean ? total.result() : count === 0 ? null : total.mean(count)),
  }
}

/** $min (direction 1) and $max (-1) in MongoDB's order of all types; null and missing do not count. */
function extreme(direction: 1 | -1): Accumulator {
  let best: Maybe
  return {
    add: (value) => {
      if (isNullish(value)) return
      if (best === undefined || compareExact(value, best) * direction < 0) best = value
    },
    result: () => best ?? null,
  }
}

/** $first, and $last, which goes on replacing it. */
function end(isLast: boolean): Accumulator {
  let isSet = false
  let found: Maybe
  return {
    add: (value) => {
      if (isLast || !isSet) found = value
      isSet = true
    },
    result: () => found,
  }
}

/** $push: null is a value, a missing field is not. */
function push(meter: MemoryMeter): Accumulator {
  const values: Value[] = []
  return {
    add: (value) => {
      if (value === undefined) return
      meter.take(8 + sizeOf(value))
      values.push(value)
    },
    result: () => values,
  }
}

/** $addToSet, in the order in which the values came. */
function addToSet(meter: MemoryMeter): Accumulator {
  const values = new Map<string, Value>()
  return {
    add: (value) => {
      const key = keyOf(value)
      if (value === undefined || values.has(key)) return
      meter.take(key.length + 40 + sizeOf(value))
      values.set(key, value)
    },
    result: () => [...values.values()],
  }
}

/** $mergeObjects: later fields win. */
function merging(meter: MemoryMeter): Accumulator {
  const merged: Doc = new Map()
  return {
    add: (value) => {
      if (isNullish(value)) return
      if (!isDoc(value)) throw wrongType(40400, '$mergeObjects', value)
      meter.take(sizeOf(value))
      for (const [name, inner] of value) merged.set(name, inner)
    },
    result: () => merged,
  }
}

export const ACCUMULATORS: ReadonlyMap<string, StartAccumulator> = new Map<string, StartAccumulator>([
  ['$sum', () => summing(false)],
  ['$avg', () => summing(true)],
  ['$min', () => extreme(1)],
  ['$max', () => extreme(-1)],
  ['$first', () => end(false)],
  ['$last', () => end(true)],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$mergeObjects', merging],
])

/** Accumulators MongoDB has and the store has not. */
const REFUSED = new Set(
  [
    '$accumulator $bottom $bottomN $concatArrays $firstN $lastN $maxN $median $minN $percentile $setUnion',
    '$stdDevPop $stdDevSamp $top $topN',
  ].flatMap((line) => line.split(' ')),
)

/** Compiles `{$sum: …}` and its like as a field of $group has it; code 15952 for an accumulator nobody knows. */
export function compileAccumulator(name: string, spec: Value, compiler: Compiler): Accumulation {
  if (name === '$count') {
    if (!isDoc(spec) || spec.size > 0) throw failedToParse('$count takes no arguments, i.e. $count:{}')
    return { evaluate: () => int32(1), start: ACCUMULATORS.get('$sum')! }
  }
  const start = ACCUMULATORS.get(name)
  if (!start) throw REFUSED.has(name) ? refuse(`${name} in $group`) : fault(15952, `unknown group operator '${name}'`)
  if (Array.isArray(spec)) throw fault(40237, `The ${name} accumulator is a unary operator`)
  return { evaluate: compiler.compile(spec), start }
}
