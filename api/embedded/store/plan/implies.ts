import { compare, rankOf, typeName } from '../bson/order.ts'
import type { Condition } from '../query/filter.ts'
import type { Node, Op } from '../query/nodes.ts'
import { parseFilter } from '../query/parse.ts'
import { RANK } from '../bson/order.ts'
import type { Doc, Value } from '../values.ts'

/**
 * Whether every document that meets the conditions passes this filter of a partial index. Only what can be seen from
 * single conditions counts; in doubt the answer is no, and the index is not used.
 */
export function implies(conditions: readonly Condition[], partial: Doc): boolean {
  return nodeFollows(conditions, parseFilter(partial))
}

function nodeFollows(conditions: readonly Condition[], node: Node): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((each) => nodeFollows(conditions, each))
    case 'or':
      return node.nodes.some((each) => nodeFollows(conditions, each))
    case 'field':
      return node.ops.every((op) =>
        conditions.some((condition) => condition.op !== 'or' && condition.path === node.path && follows(condition, op)),
      )
    default:
      return false
  }
}

/** The condition rules out null and a missing field. */
export function impliesExistence(condition: Condition): boolean {
  if (condition.op === 'or') return false
  if (condition.op === 'in') return condition.values.every((value) => value !== null)
  return condition.op !== 'eq' || condition.value !== null
}

type FieldCondition = Exclude<Condition, { op: 'or' }>

function follows(condition: FieldCondition, op: Op): boolean {
  switch (op.kind) {
    case 'exists':
      return impliesExistence(condition)
    case 'compare':
      return eachValue(condition, (value) => holds(value, op.how, op.value)) || isNarrower(condition, op)
    case 'in':
      return eachValue(condition, (value) => op.values.some((other) => compare(value, other) === 0))
    case 'type':
      return eachValue(condition, (value) => op.names.has(typeName(value)))
    default:
      return false
  }
}

function eachValue(condition: FieldCondition, test: (value: Value) => boolean): boolean {
  if (condition.op === 'eq') return test(condition.value)
  return condition.op === 'in' && condition.values.every(test)
}

function holds(value: Value, how: 'eq' | 'gt' | 'gte' | 'lt' | 'lte', bound: Value): boolean {
  if (rankOf(value) !== rankOf(bound) || rankOf(value) === RANK.array) return false
  const order = compare(value, bound)
  switch (how) {
    case 'eq':
      return order === 0
    case 'gt':
      return order > 0
    case 'gte':
      return order >= 0
    case 'lt':
      return order < 0
    case 'lte':
      return order <= 0
  }
}

/** A range within the range: {$gt: 5} follows from {$gt: 7} and from {$gte: 7}, not from {$gte: 5}. */
function isNarrower(condition: FieldCondition, op: Op & { kind: 'compare' }): boolean {
  if (condition.op !== 'gt' && condition.op !== 'gte' && condition.op !== 'lt' && condition.op !== 'lte') return false
  if (condition.op[0] !== op.how[0] || rankOf(condition.value) !== rankOf(op.value)) return false
  const order = compare(condition.value, op.value) * (op.how[0] === 'g' ? 1 : -1)
  return order > 0 || (order === 0 && (op.how === condition.op || op.how.endsWith('e')))
}
