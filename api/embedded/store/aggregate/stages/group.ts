import { keyOf } from '../../bson/order.ts'
import { fault } from '../../errors.ts'
import { isDoc, type Doc, type Maybe, type Value } from '../../values.ts'
import { compileAccumulator, type Accumulation, type Accumulator } from '../accumulators.ts'
import { ExpressionCompiler } from '../expression.ts'
import { MemoryMeter, sizeOf } from '../memory.ts'
import { wrongType, type Evaluate, type Variables } from '../operator.ts'
import type { Stage, StageContext, StagePlan } from './stage.ts'

/** What a group costs beside its key, and each of its accumulators. */
const GROUP_BYTES = 200
const ACCUMULATOR_BYTES = 100

export function group(spec: Value, { variables }: StageContext): StagePlan {
  if (!isDoc(spec)) throw wrongType(15947, '$group', spec)
  const compiler = new ExpressionCompiler()
  const id = spec.get('_id')
  if (id === undefined) throw fault(15955, 'a group specification must include an _id')
  const key = compileKey(id, compiler)
  const fields = [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => [name, accumulation(name, value, compiler)] as const)
  return { needs: compiler.dependencies.fields, isExhaustive: true, start: () => grouping(key, fields, variables) }
}

function accumulation(name: string, spec: Value, compiler: ExpressionCompiler): Accumulation {
  if (name.includes('.')) throw fault(40235, `The field name '${name}' cannot contain '.'`)
  if (name.startsWith('$')) throw fault(40236, `The field name '${name}' cannot be an operator name`)
  const [operator] = isDoc(spec) ? spec.keys() : []
  if (!isDoc(spec) || !operator?.startsWith('$'))
    throw fault(40234, `The field '${name}' must be an accumulator object`)
  if (spec.size > 1) throw fault(40238, `The field '${name}' must specify one accumulator`)
  return compileAccumulator(operator, spec.get(operator)!, compiler)
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
  // Compiled as a whole first: that checks the names.
  const whole = compiler.compile(spec)
  const isDocument = isDoc(spec) && spec.size > 0 && !spec.keys().next().value!.startsWith('$')
  const names = isDocument ? [...spec.keys()] : []
  const parts = isDocument ? Array.from(spec.values(), (part) => compiler.compile(part)) : [whole]
  const [only] = parts as [Evaluate]
  return {
    parts: parts.length === 1 ? [(doc, variables) => only(doc, variables) ?? null] : parts,
    show: (values) => {
      if (!isDocument) return values[0]!
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
  const groups = new Map<string, Group>()
  const meter = new MemoryMeter('$group')
  const values = fields.map(([, { evaluate }]) => evaluate)
  const begin = (parts: readonly Maybe[]): Group => {
    const id = key.show(parts)
    meter.take(GROUP_BYTES + sizeOf(id) + ACCUMULATOR_BYTES * fields.length)
    return { id, accumulators: fields.map(([, { start }]) => start(meter)) }
  }
  const groupOf = (doc: Doc): Group => {
    const parts = key.parts.map((part) => part(doc, variables))
    let text = ''
    for (const part of parts) text += keyOf(part)
    let found = groups.get(text)
    if (!found) {
      found = begin(parts)
      groups.set(text, found)
    }
    return found
  }
  return {
    push: (docs) => {
      for (const doc of docs) {
        const { accumulators } = groupOf(doc)
        for (let i = 0; i < values.length; i++) accumulators[i]!.add(values[i]!(doc, variables))
      }
      return []
    },
    end: () => Array.from(groups.values(), (each) => shown(each, fields)),
  }
}

function shown({ id, accumulators }: Group, fields: readonly GroupField[]): Doc {
  const doc: Doc = new Map([['_id', id]])
  for (const [i, [name]] of fields.entries()) doc.set(name, accumulators[i]!.result() ?? null)
  return doc
}
