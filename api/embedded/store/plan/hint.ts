import { toNumber } from '../bson/numbers.ts'
import { badValue, StoreError } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import { isSameKey } from '../storage/index-spec.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import { isDoc, type Doc, type Maybe } from '../values.ts'
import { implies } from './implies.ts'

/** The index meant, or the direction of a $natural; undefined without a hint. */
export function readHint(collection: Collection, hint: Maybe): Index | 1 | -1 | undefined {
  if (hint === undefined || (isDoc(hint) && hint.size === 0)) return undefined
  if (isDoc(hint) && hint.has('$natural')) return (toNumber(hint.get('$natural')) ?? 1) < 0 ? -1 : 1
  const index = collection.indexes.find(({ name, spec }) =>
    typeof hint === 'string' ? name === hint : isDoc(hint) && isSameKey(spec.get('key') as Doc, hint),
  )
  if (!index) {
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
  }
  return index
}

/** A hint to a partial index is only good for filters that stay within it. */
export function checkHinted(index: Index, filter: Filter): void {
  const partial = index.spec.get('partialFilterExpression')
  if (!isDoc(partial) || implies(filter.conditions, partial)) return
  throw new StoreError(
    291,
    'NoQueryExecutionPlans',
    'error processing query: the hinted partial index does not hold every matching document',
  )
}
