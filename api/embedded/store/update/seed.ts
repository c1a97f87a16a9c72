import type { Doc, Value } from '../values.ts'
import { StoreError } from '../errors.ts'
import type { Node, Op } from '../query/nodes.ts'
import { parseFilter } from '../query/parse.ts'
import { changedAt } from './change.ts'
import { comparePaths } from './paths.ts'

/**
 * The document an upsert starts from: what the filter says its fields are equal to, also inside $and, an $in or $all of
 * one value, an $or of one branch. A replacement takes only the _id (`onlyId`). Throws 54 where a field would get two
 * values, 55 where the filter knows only a part of the _id, 224 for $expr.
 */
export function seedFromFilter(filter: Doc, onlyId = false): Doc {
  const all = equalitiesOf(parseFilter(filter)).map(([path, value]) => ({ path: path.split('.'), value }))
  const wanted = onlyId ? all.filter(({ path }) => path[0] === '_id') : all
  if (onlyId && wanted.some(({ path }) => path.length > 1)) {
    throw new StoreError(
      55,
      'NotExactValueField',
      "field at '_id' must be exactly specified, but a part of it was found",
    )
  }
  let seed: Doc = new Map()
  let before: readonly string[] | undefined
  for (const { path, value } of wanted.sort((a, b) => comparePaths(a.path, b.path))) {
    // Sorted so, a path that leads through another one, or is the same, comes right behind it.
    if (before?.every((name, i) => name === path[i])) {
      const what = `cannot infer query fields to set, '${path.join('.')}' is matched twice`
      throw new StoreError(54, 'NotSingleValueField', what)
    }
    before = path
    seed = changedAt(seed, path, { creates: true, next: () => value })
  }
  return seed
}

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

function valuesOf(op: Op): readonly Value[] {
  if (op.kind === 'compare' && op.how === 'eq') return [op.value]
  if (op.kind === 'in' && op.values.length === 1 && op.patterns.length === 0) return op.values
  return op.kind === 'all' ? op.ops.flatMap((each) => valuesOf(each)) : []
}
