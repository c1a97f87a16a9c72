import { type Sort, type SortKey, compileSort } from '../../query/sort.ts'
import { type Doc, type Maybe, type Value, isDoc } from '../../values.ts'
import { fault } from '../fault.ts'
import { type MemoryMeter, sizeOf } from '../memory.ts'
import { partsOf } from '../named.ts'
import type { Compiler, Evaluate, Variables } from '../operator.ts'
import type { Accumulation, Accumulator } from './accumulator.ts'
import { countFrom } from './count.ts'
import { Leading } from './several.ts'

/** $top, $bottom, $topN and $bottomN: the output of the documents that come first or last in an order. */
export function compileOrdered(name: string, spec: Value, compiler: Compiler, variables: Variables): Accumulation {
  const isMany = name.endsWith('N')
  const required = isMany ? ['sortBy', 'output', 'n'] : ['sortBy', 'output']
  const parts = partsOf(spec, name, required, [], { shape: 5788001, unknown: 5788002, missing: 5788003 })
  const sortBy = parts.get('sortBy')!
  if (!isDoc(sortBy)) throw fault(5788604, `${name} expects 'sortBy' to be an object`)
  const sort = compileSort(sortBy)
  // Only to note what is read of a document.
  for (const { path } of sort.keys) compiler.node(`$${path}`)
  const output = compiler.node(parts.get('output')!)
  const count = isMany ? countFrom(parts.get('n')!, compiler) : undefined
  const direction = name.startsWith('$top') ? 1 : -1
  const show = (doc: Doc): Maybe => output.evaluate(doc, variables)
  return {
    node: { evaluate: wholeDocument, constant: false },
    start: (meter) => new Ordered(sort, direction, count, show, meter),
  }
}

const wholeDocument: Evaluate = (doc) => doc

/** What is kept of a document: its place in the order and the value to show. */
interface Placed {
  readonly key: SortKey
  readonly value: Value
}

const weigh = ({ key, value }: Placed): number => 64 * key.length + sizeOf(value)

class Ordered implements Accumulator {
  private readonly leading: Leading<Placed>

  constructor(
    private readonly sort: Sort,
    private readonly direction: 1 | -1,
    private readonly count: number | undefined,
    private readonly show: (doc: Doc) => Maybe,
    meter: MemoryMeter,
  ) {
    const compare = (a: Placed, b: Placed): number => direction * sort.compareKeys(a.key, b.key)
    this.leading = new Leading(count ?? 1, compare, meter, weigh)
  }

  add(doc: Maybe): void {
    if (isDoc(doc)) this.leading.add({ key: this.sort.keyOf(doc), value: this.show(doc) ?? null })
  }

  result(): Maybe {
    const values = this.leading.items.map(({ value }) => value)
    if (this.count === undefined) return values[0]
    return this.direction === 1 ? values : values.toReversed()
  }
}
