import type { Doc, Value } from '../values.ts'
import { StoreError } from '../errors.ts'
import type { Node, Op } from '../query/nodes.ts'
import { parseFilter } from '../query/parse.ts'
import { Draft } from './change.ts'
import { comparePaths } from './paths.ts'

/**
 * The document an upsert starts from: what the filter says its fields are equal to, also inside $and, an $in or $all of
 * one value, an $or of one branch. A replacement takes only the _id (`onlyId`). Throws 54 where a field would get two
 * values, 55 where the filter knows only a part of the _id, 224 for $expr.
 */
export function seedFromFilter(filter: Doc, onlyId = false): Doc {
  const equalities = new Map<string, Value>()
  for (const [path, value] of equalitiesOf(parseFilter(filter))) {
    if (onlyId && path.startsWith('_id.')) {
      throw new StoreError(
        55,
        'NotExactValueField',
        `field at '_id' must be exactly specified, field at sub-path '${path}' found`,
      )
    }
    if (onlyId && path !== '_id') continue
    if (equalities.has(path)) throw notSingle(`path '${path}' is matched twice`)
    equalities.set(path, value)
  }
  const sorted = [...equalities].map(([path, value]) => ({ path, names: path.split('.'), value }))
  sorted.sort((a, b) => comparePaths(a.names, b.names))
  const draft = new Draft(new Map())
  for (const { path, names, value } of sorted) {
    const outer = names.slice(0, -1).findIndex((_, i) => equalities.has(names.slice(0, i + 1).join('.')))
    if (outer >= 0) throw notSingle(`both paths '${names.slice(0, outer + 1).join('.')}' and '${path}' are matched`)
    draft.apply(names, { creates: true, next: () => value })
  }
  return draft.doc
}

const notSingle = (what: string) =>
  new StoreError(54, 'NotSingleValueField', `cannot infer query fields to set, ${what}`)

function equalitiesOf(node: Node): [string, Value][] {
  switch (node.kind) {
    case 'and':
      return node.nodes.flatMap((each) => equalitiesOf(each))
    case 'or':
      return node.nodes.length === 1 ? equalitiesOf(node.nodes[0]!) : []
    case 'field':
      return node.ops.flatMap((op) => valuesOf(op).map((value): [string, Value] => [node.path, value]))
    case 'expression':
      throw new StoreError(224, 'QueryFeatureNotAllowed', '$expr is not allowed in the query predicate for an upsert')
    default:
      return []
  }
}

function valuesOf(op: Op): Value[] {
  if (op.kind === 'compare' && op.how === 'eq') return [op.value]
  if (op.kind === 'in' && op.values.length === 1 && op.patterns.length === 0) return [op.values[0]!]
  return op.kind === 'all' ? op.ops.flatMap((each) => valuesOf(each)) : []
}
