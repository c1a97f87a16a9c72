import { badValue, StoreError } from '../errors.ts'
import { toNumber } from '../bson/numbers.ts'
import { equals } from '../bson/order.ts'
import type { Condition, Filter } from '../query/filter.ts'
import type { KeyRange } from '../storage/environment.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import { isDoc, type Maybe } from '../values.ts'
import { implies, impliesExistence } from './implies.ts'
import { boundsOf, type Interval } from './intervals.ts'
import { rangesOf } from './ranges.ts'

/** Beyond this many combinations of $in lists the later list is left to the filter. */
const MAX_RANGES = 10_000

/** One way to get at documents. */
export type Scan =
  /** All documents in the order they were stored. */
  | { readonly kind: 'collection'; readonly isReverse: boolean }
  | IndexScan
  /** The parts of an $or, one after the other, each document once. */
  | { readonly kind: 'or'; readonly scans: readonly IndexScan[] }

export interface IndexScan {
  readonly kind: 'index'
  readonly index: Index
  /** In the order they are read. */
  readonly ranges: readonly ScanRange[]
  readonly isReverse: boolean
  /** A document matches exactly when it has an entry in the ranges. */
  readonly isExact: boolean
}

export interface ScanRange extends KeyRange {
  /** One whole key of a unique index: there is at most one entry. */
  readonly isPoint: boolean
}

export interface Plan {
  readonly scan: Scan
  /** The scan gives the documents in the order asked for. */
  readonly isSorted: boolean
}

/** What is asked of a collection. */
interface Query extends Pick<Filter, 'conditions' | 'isCovered'> {
  readonly sort: readonly { readonly path: string; readonly direction: 1 | -1 }[]
}

/**
 * Chooses how to find documents, by rules and without statistics, so that the same query always runs the same way:
 * 1. the index with the longest run of leading fields fixed by equality or $in;
 * 2. among those, one that gives the documents in the order of the sort;
 * 3. then one whose next field is bounded by a range;
 * 4. then the one with fewer fields, then the older one.
 * An $or whose branches all find an index is used when no index serves the rest of the filter. Otherwise all documents
 * are looked at. A hint (an index's name or keys, or {$natural: ±1}) decides instead.
 */
export function planFor(collection: Collection, query: Query, hint: Maybe): Plan {
  const hinted = readHint(collection, hint)
  const isSorted = query.sort.length === 0
  if (typeof hinted === 'number') return { scan: { kind: 'collection', isReverse: hinted === -1 }, isSorted }
  if (hinted) {
    if (holdsAll(hinted, query.conditions)) return planOf(collection, candidateOf(hinted, query), query)
    const message = 'the hinted partial index does not hold every matching document'
    throw new StoreError(291, 'NoQueryExecutionPlans', message)
  }
  const best = bestOf(collection, query)
  if (best && (best.points > 0 || best.isBounded)) return planOf(collection, best, query)
  const scans = scansOfOr(collection, query)
  if (scans) return { scan: { kind: 'or', scans }, isSorted }
  if (best?.isSorted && !isSorted) return planOf(collection, best, query)
  return { scan: { kind: 'collection', isReverse: false }, isSorted }
}

/** The index meant, or the direction of a $natural; undefined without a hint. Throws 2 for an index that is not there. */
function readHint(collection: Collection, hint: Maybe): Index | 1 | -1 | undefined {
  if (hint === undefined || (isDoc(hint) && hint.size === 0)) return undefined
  if (isDoc(hint) && hint.has('$natural')) return (toNumber(hint.get('$natural')) ?? 1) < 0 ? -1 : 1
  const index = collection.indexes.find(({ name, spec }) =>
    isDoc(hint) ? equals(spec.get('key')!, hint) : name === hint,
  )
  if (!index) throw badValue('hint provided does not correspond to an existing index')
  return index
}

/** What an index could do for a query. */
interface Candidate {
  readonly index: Index
  /** The intervals of the leading fields, and which conditions they express. */
  readonly bounds: Bounds
  readonly applied: ReadonlySet<Condition>
  /** Leading fields fixed to single values. */
  readonly points: number
  /** The field after those has a range. */
  readonly isBounded: boolean
  readonly isSorted: boolean
  readonly isReverse: boolean
}

type Bounds = readonly (readonly Interval[])[]

function bestOf(collection: Collection, query: Query): Candidate | undefined {
  let best: Candidate | undefined
  for (const index of collection.indexes) {
    if (!isUsable(index, query.conditions)) continue
    const candidate = candidateOf(index, query)
    if (!best || rank(candidate, best) > 0) best = candidate
  }
  return best
}

function rank(a: Candidate, b: Candidate): number {
  return (
    a.points - b.points ||
    Number(a.isSorted) - Number(b.isSorted) ||
    Number(a.isBounded) - Number(b.isBounded) ||
    b.index.fields.length - a.index.fields.length
  )
}

/** A sparse or partial index lacks documents: it serves only what cannot match those. */
function isUsable(index: Index, conditions: readonly Condition[]): boolean {
  if (!holdsAll(index, conditions)) return false
  const isThere = (condition: Condition) =>
    condition.op !== 'or' && index.fields.some(({ path }) => path === condition.path) && impliesExistence(condition)
  return !index.isSparse || conditions.some(isThere)
}

/** Every matching document is within the filter of the index, if it has one. */
function holdsAll({ spec }: Index, conditions: readonly Condition[]): boolean {
  const partial = spec.get('partialFilterExpression')
  return !isDoc(partial) || implies(conditions, partial)
}

function candidateOf(index: Index, { conditions, sort }: Query): Candidate {
  const { bounds, applied, points } = boundsOfFields(index, conditions)
  const direction = sortDirection(index, bounds, sort)
  const isOnThere = index.isSparse && index.fields.length === 1 && bounds.length === 0
  return {
    index,
    bounds,
    applied,
    points,
    isBounded: bounds.length > points || isOnThere,
    isSorted: sort.length === 0 || direction !== undefined,
    isReverse: direction === -1,
  }
}

function planOf(collection: Collection, candidate: Candidate, { conditions, isCovered }: Query) {
  const { index, bounds, applied, isSorted, isReverse } = candidate
  const { ranges, isCut } = rangesOf(collection, index, bounds, isReverse)
  const isWhole = isCovered && !isCut && !index.isCut && !index.isSparse
  const isExact = isWhole && conditions.every((condition) => condition.exact && applied.has(condition))
  const scan: IndexScan = { kind: 'index', index, ranges, isReverse, isExact }
  return { scan, isSorted }
}

/** What bounds the leading fields: values for as long as there are any, then at most one range. */
function boundsOfFields(index: Index, conditions: readonly Condition[]) {
  const bounds: (readonly Interval[])[] = []
  const applied = new Set<Condition>()
  let combinations = 1
  let points = 0
  let element: number | undefined
  let hasArray = false
  for (const [i, { path }] of index.fields.entries()) {
    let usable = conditions.filter((condition) => condition.op !== 'or' && condition.path === path)
    if (index.multikey.has(i)) {
      // Only conditions on one and the same element may be put together.
      if (hasArray && element === undefined) break
      usable = hasArray ? usable.filter((each) => elementOf(each) === element) : sameElement(usable)
      if (usable.length > 0) {
        hasArray = true
        element = elementOf(usable[0]!)
      }
    }
    const found = boundsOf(usable)
    if (!found) break
    combinations *= found.intervals.length
    if (i > 0 && combinations > MAX_RANGES) break
    bounds.push(found.intervals)
    for (const condition of found.applied) applied.add(condition)
    if (found.intervals.some(({ end }) => end)) break
    points++
  }
  return { bounds, applied, points }
}

const elementOf = (condition: Condition): number | undefined => (condition.op === 'or' ? undefined : condition.element)

/** On an array, the conditions of one $elemMatch together or one condition alone: an equality if there is one. */
function sameElement(conditions: readonly Condition[]): Condition[] {
  const first =
    conditions.find(({ op }) => op === 'eq') ??
    conditions.find(({ op }) => op === 'in') ??
    conditions.find(({ op }) => op !== 'exists')
  if (!first) return []
  const element = elementOf(first)
  return element === undefined ? [first] : conditions.filter((each) => elementOf(each) === element)
}

/**
 * The direction in which the index gives the order asked for, if it does: fields fixed to one value may be passed over,
 * all others must follow each other as in the sort, all with or all against it.
 */
function sortDirection(index: Index, bounds: Bounds, sort: Query['sort']): 1 | -1 | undefined {
  if (sort.length === 0 || index.isCut) return undefined
  const isSingle = (i: number) => bounds[i]?.length === 1 && !bounds[i][0]?.end
  const isFixed = (i: number) => !index.multikey.has(i) && isSingle(i)
  const fixed = new Set(index.fields.filter((_field, i) => isFixed(i)).map(({ path }) => path))
  let direction: 1 | -1 | undefined
  let at = 0
  for (const key of sort) {
    if (fixed.has(key.path)) continue
    while (at < index.fields.length && isSingle(at) && index.fields[at]!.path !== key.path) at++
    const field = index.fields[at]
    if (field?.path !== key.path || index.multikey.has(at)) return undefined
    const turn = field.direction === key.direction ? 1 : -1
    if (direction !== undefined && direction !== turn) return undefined
    direction = turn
    at++
  }
  return direction ?? 1
}

/** One index for each branch of an $or, or nothing. */
function scansOfOr(collection: Collection, { conditions, isCovered }: Query): IndexScan[] | undefined {
  for (const either of conditions) {
    if (either.op !== 'or') continue
    const others = conditions.filter((condition) => condition !== either)
    const scans: IndexScan[] = []
    for (const branch of either.branches) {
      const part = { conditions: [...branch, ...others], isCovered: isCovered && either.exact, sort: [] }
      const best = bestOf(collection, part)
      if (!best || (best.points === 0 && !best.isBounded)) break
      scans.push(planOf(collection, best, part).scan)
    }
    if (scans.length === either.branches.length) return scans
  }
  return undefined
}
