import { int32 } from '../../bson/decode.ts'
import { type Value, isDoc } from '../../values.ts'
import { refuse } from '../../errors.ts'
import { fault } from '../fault.ts'
import { partsOf } from '../named.ts'
import { type Compiler, type Variables, literal } from '../operator.ts'
import type { Accumulation, StartAccumulator } from './accumulator.ts'
import { countFrom } from './count.ts'
import { Average, Deviation, Sum } from './numbers.ts'
import { compileOrdered } from './ordered.ts'
import { Extremes, FirstSeveral, LastSeveral } from './several.ts'
import { Distinct, Extreme, First, Last, Merge, Push } from './values.ts'

export type { Accumulation, Accumulator } from './accumulator.ts'

/** Accumulators of one argument. */
const SIMPLE: ReadonlyMap<string, StartAccumulator> = new Map<string, StartAccumulator>([
  ['$sum', () => new Sum()],
  ['$avg', () => new Average()],
  ['$min', () => new Extreme(1)],
  ['$max', () => new Extreme(-1)],
  ['$first', () => new First()],
  ['$last', () => new Last()],
  ['$push', (meter) => new Push(meter)],
  ['$addToSet', (meter) => new Distinct(meter)],
  ['$stdDevPop', () => new Deviation(0)],
  ['$stdDevSamp', () => new Deviation(1)],
  ['$mergeObjects', (meter) => new Merge(meter)],
])

const ORDERED = new Set(['$top', '$bottom', '$topN', '$bottomN'])
const REFUSED = new Set(['$accumulator', '$percentile', '$median', '$concatArrays', '$setUnion'])

/** Accumulators that keep `n` values. */
const SEVERAL: ReadonlyMap<string, (count: number) => StartAccumulator> = new Map<
  string,
  (n: number) => StartAccumulator
>([
  ['$firstN', (count) => (meter) => new FirstSeveral(count, meter)],
  ['$lastN', (count) => (meter) => new LastSeveral(count, meter)],
  ['$minN', (count) => (meter) => new Extremes(count, 1, meter)],
  ['$maxN', (count) => (meter) => new Extremes(count, -1, meter)],
])

/** Compiles `{$sum: …}` and its like as a field of $group has it; code 15952 for an accumulator nobody knows. */
export function compileAccumulator(name: string, spec: Value, compiler: Compiler, variables: Variables): Accumulation {
  if (name === '$count') return countOf(spec)
  if (ORDERED.has(name)) return compileOrdered(name, spec, compiler, variables)
  const several = SEVERAL.get(name)
  if (several) {
    const parts = partsOf(spec, name, ['input', 'n'], [], { shape: 5787900, unknown: 5787901, missing: 5787906 })
    return { node: compiler.node(parts.get('input')!), start: several(countFrom(parts.get('n')!, compiler)) }
  }
  const start = SIMPLE.get(name)
  if (!start) throw REFUSED.has(name) ? refusal(name) : fault(15952, `unknown group operator '${name}'`)
  if (Array.isArray(spec)) throw fault(40237, `The ${name} accumulator is a unary operator`)
  return { node: compiler.node(spec), start }
}

const refusal = (name: string): never => refuse(`${name} in $group`)

function countOf(spec: Value): Accumulation {
  if (!isDoc(spec) || spec.size > 0) throw fault(9, '$count takes no arguments, i.e. $count:{}')
  return { node: literal(int32(1)), start: SIMPLE.get('$sum')! }
}
