import { type Doc, isDoc } from '../values.ts'
import { limitOf, skipOf } from './stages/window.ts'

/** What a find can do for a pipeline, in this order: filter, sort, skip, limit. */
export interface Head {
  readonly filter?: Doc
  readonly sort?: Doc
  readonly skip?: number
  readonly limit?: number
}

/**
 * Splits the leading $match, $sort, $skip and $limit off a pipeline, as far as they come in the order a find does
 * them. A $match behind the $sort goes before it: the result is the same, and there is less to sort.
 */
export function splitHead(stages: readonly Doc[]): { head: Head; rest: readonly Doc[] } {
  const filters: Doc[] = []
  let sort: Doc | undefined
  let at = 0
  for (; at < stages.length; at++) {
    const stage = stages[at]!
    const filter = stage.get('$match')
    const order = stage.get('$sort')
    if (isDoc(filter)) filters.push(filter)
    else if (isDoc(order) && order.size > 0 && !sort) sort = order
    else break
  }
  const skip = stages[at]?.get('$skip')
  if (skip !== undefined) at++
  const limit = stages[at]?.get('$limit')
  if (limit !== undefined) at++
  return {
    head: {
      ...(filters.length > 0 && { filter: filters.length === 1 ? filters[0]! : new Map([['$and', filters]]) }),
      ...(sort && { sort }),
      ...(skip !== undefined && { skip: skipOf(skip) }),
      ...(limit !== undefined && { limit: limitOf(limit) }),
    },
    rest: stages.slice(at),
  }
}
