import { type Doc, type Maybe, type Value, isDoc } from '../../values.ts'
import { type Accumulation, type Accumulator, compileAccumulator } from '../accumulators/index.ts'
import { ExpressionCompiler } from '../expression.ts'
import { fault } from '../fault.ts'
import { MemoryMeter, sizeOf } from '../memory.ts'
import type { Evaluate, Variables } from '../operator.ts'
import { ValueMap } from '../value-map.ts'
import type { Stage, StageCompiler } from './stage.ts'

/** What a group costs beside its key, and each of its accumulators. */
const GROUP_BYTES = 200
const ACCUMULATOR_BYTES = 100

export const group: StageCompiler = (spec, { variables }) => {
  if (!isDoc(spec)) throw fault(15947, "a group's fields must be specified in an object")
  const compiler = new ExpressionCompiler()
  const id = spec.get('_id')
  if (id === undefined) throw fault(15955, 'a group specification must include an _id')
  const key = compileKey(id, compiler)
  const fields = [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => [name, accumulation(name, value, compiler, variables)] as const)
  return { needs: compiler.dependencies.fields, isExhaustive: true, start: () => grouping(key, fields, variables) }
}

function accumulation(name: string, spec: Value, compiler: ExpressionCompiler, variables: Variables): Accumulation {
  if (name.includes('.')) throw fault(40235, `The field name '${name}' cannot contain '.'`)
  if (name.startsWith('$')) throw fault(40236, `The field name '${name}' cannot be an operator name`)
  if (!isDoc(spec)) throw fault(40234, `The field '${name}' must be an accumulator object`)
  const [operator, ...others] = spec.keys()
  if (operator === undefined || others.length > 0)
    throw fault(40238, `The field '${name}' must specify one accumulator`)
  if (!operator.startsWith('$')) throw fault(40234, `The field '${name}' must be an accumulator object`)
  return compileAccumulator(operator, spec.get(operator)!, compiler, variables)
}

/** The id of a group: the value of each of its parts, and how they are shown together. */
interface GroupKey {
  readonly parts: readonly Evaluate[]
  show(values: readonly Maybe[]): Value
}

/**
 * An id given as a document is taken apart, so that no document need be built for each one that comes. As in MongoDB,
 * a single value that is missing is null, alone or in a document; of several, a missing one stays missing.
 */
function compileKey(spec: Value, compiler: ExpressionCompiler): GroupKey {
  const isDocument = isDoc(spec) && spec.size > 0 && ![...spec.keys()][0]!.startsWith('$')
  const names = isDocument ? [...spec.keys()] : []
  // Compiled as a whole first: that checks the names.
  const { evaluate } = compiler.node(spec)
  const parts = isDocument ? Array.from(spec.values(), (part) => compiler.node(part).evaluate) : [evaluate]
  if (parts.length === 1) {
    const [part] = parts as [Evaluate]
    return {
      parts: [(doc, variables) => part(doc, variables) ?? null],
      show: ([value]) => (isDocument ? new Map([[names[0]!, value!]]) : value!),
    }
  }
  return {
    parts,
    show: (values) => {
      const id: Doc = new Map()
      for (const [i, value] of values.entries()) if (value !== undefined) id.set(names[i]!, value)
      return id
    },
  }
}

interface Group {
  readonly id: Value
  readonly accumulators: readonly Accumulator[]
}

type GroupField = readonly [string, Accumulation]

function grouping(key: GroupKey, fields: readonly GroupField[], variables: Variables): Stage {
  const groups: Group[] = []
  const index = new Branch()
  const meter = new MemoryMeter('$group')
  const last = key.parts.length - 1
  const values = fields.map(([, { node }]) => node.evaluate)
  // The parts of the document at hand; one list for all, as it is used up before the next comes.
  const parts: Maybe[] = []
  const begin = (): Group => {
    const id = key.show(parts)
    meter.take(GROUP_BYTES + sizeOf(id) + ACCUMULATOR_BYTES * fields.length)
    const made = { id, accumulators: fields.map(([, { start }]) => start(meter)) }
    groups.push(made)
    return made
  }
  const groupOf = (doc: Doc): Group => {
    let branch = index
    for (let i = 0; i <= last; i++) {
      parts[i] = key.parts[i]!(doc, variables)
      if (i < last) branch = branch.inner(parts[i])
    }
    const known = branch.groups.get(parts[last])
    if (known) return known
    const made = begin()
    branch.groups.set(parts[last], made)
    return made
  }
  return {
    push: (docs) => {
      for (const doc of docs) {
        const { accumulators } = groupOf(doc)
        for (let i = 0; i < values.length; i++) accumulators[i]!.add(values[i]!(doc, variables))
      }
      return []
    },
    end: () => groups.map((each) => shown(each, fields)),
  }
}

/** One part of the key after the other leads to the group. */
class Branch {
  private readonly branches = new ValueMap<Branch>()
  readonly groups = new ValueMap<Group>()

  inner(value: Maybe): Branch {
    const known = this.branches.get(value)
    if (known) return known
    const made = new Branch()
    this.branches.set(value, made)
    return made
  }
}

function shown({ id, accumulators }: Group, fields: readonly GroupField[]): Doc {
  const doc: Doc = new Map([['_id', id]])
  for (const [i, [name]] of fields.entries()) {
    const value: Maybe = accumulators[i]!.result()
    doc.set(name, value ?? null)
  }
  return doc
}
