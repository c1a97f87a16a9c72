import type { Condition, Filter } from '../query/filter.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import { isDoc, type Maybe } from '../values.ts'
import { readHint } from './hint.ts'
import { implies, impliesExistence } from './implies.ts'
import { boundsOf, type Interval } from './intervals.ts'
import { MAX_RANGES, rangesOf } from './ranges.ts'
import type { IndexScan, Scan } from './scan.ts'

export interface SortKey {
  readonly path: string
  readonly direction: 1 | -1
}

export interface Request {
  readonly filter: Filter
  readonly sort?: readonly SortKey[] | undefined
  /** An index's name or keys, or {$natural: ±1}. */
  readonly hint?: Maybe
}

export interface Plan {
  readonly scan: Scan
  /** The scan gives the documents in the order asked for. */
  readonly isSorted: boolean
}

/**
 * Chooses how to find documents, by rules and without statistics, so that the same query always runs the same way:
 * 1. the index with the longest run of leading fields fixed by equality or $in;
 * 2. among those, one that gives the documents in the order of the sort;
 * 3. then one whose next field is bounded by a range;
 * 4. then the one with fewer fields, then the older one.
 * An $or whose branches all find an index is used when no index serves the rest of the filter. Otherwise all documents
 * are looked at.
 */
export function planFor(collection: Collection, request: Request): Plan {
  const sort = request.sort ?? []
  const natural = sort.length === 1 && sort[0]!.path === '$natural' ? sort[0]!.direction : undefined
  const hinted = readHint(collection, request.hint)
  if (natural !== undefined || typeof hinted === 'number') {
    const isReverse = (natural ?? hinted) === -1
    return { scan: { kind: 'collection', isReverse }, isSorted: natural !== undefined || sort.length === 0 }
  }
  const { conditions, isCovered } = request.filter
  if (hinted) {
    const candidate = candidateOf(collection, hinted, conditions, sort, isCovered)
    return { scan: candidate.scan, isSorted: candidate.isSorted }
  }
  const best = bestOf(collection, conditions, sort, isCovered)
  if (best && (best.points > 0 || best.isBounded)) return { scan: best.scan, isSorted: best.isSorted }
  const parts = scansOfOr(collection, conditions, isCovered)
  if (parts) return { scan: parts, isSorted: sort.length === 0 }
  if (best?.isSorted && sort.length > 0) return { scan: best.scan, isSorted: true }
  return { scan: { kind: 'collection', isReverse: false }, isSorted: sort.length === 0 }
}

interface Candidate {
  readonly scan: IndexScan
  /** Leading fields fixed to single values. */
  readonly points: number
  readonly isSorted: boolean
  /** The field after those has a range. */
  readonly isBounded: boolean
}

function bestOf(
  collection: Collection,
  conditions: readonly Condition[],
  sort: readonly SortKey[],
  isCovered: boolean,
): Candidate | undefined {
  let best: Candidate | undefined
  for (const index of collection.indexes) {
    if (!isUsable(index, conditions)) continue
    const candidate = candidateOf(collection, index, conditions, sort, isCovered)
    if (!best || rank(candidate, best) > 0) best = candidate
  }
  return best
}

function rank(a: Candidate, b: Candidate): number {
  return (
    a.points - b.points ||
    Number(a.isSorted) - Number(b.isSorted) ||
    Number(a.isBounded) - Number(b.isBounded) ||
    b.scan.index.fields.length - a.scan.index.fields.length
  )
}

/** A sparse or partial index lacks documents: it serves only what cannot match those. */
function isUsable(index: Index, conditions: readonly Condition[]): boolean {
  if (index.isBuilding) return false
  const { isSparse, fields, spec } = index
  if (isSparse) {
    const isThere = (condition: Condition) =>
      condition.op !== 'or' && fields.some(({ path }) => path === condition.path) && impliesExistence(condition)
    if (!conditions.some(isThere)) return false
  }
  const partial = spec.get('partialFilterExpression')
  return !isDoc(partial) || implies(conditions, partial)
}

function candidateOf(
  collection: Collection,
  index: Index,
  conditions: readonly Condition[],
  sort: readonly SortKey[],
  isCovered: boolean,
): Candidate {
  const { bounds, applied, points } = fieldBounds(index, conditions)
  const direction = sortDirection(index, bounds, sort)
  const isReverse = direction === -1
  const { ranges, isCut } = rangesOf(collection, index, bounds, isReverse)
  const isExact =
    isCovered &&
    !isCut &&
    !index.isCut &&
    !index.isSparse &&
    conditions.every((condition) => condition.exact && applied.has(condition))
  const isOnThere = index.isSparse && index.fields.length === 1 && bounds.length === 0
  return {
    scan: { kind: 'index', index, ranges, isReverse, isExact, bounds },
    points,
    isSorted: sort.length === 0 || direction !== undefined,
    isBounded: bounds.length > points || isOnThere,
  }
}

const POSITION = /(^|\.)\d+(\.|$)/

/** The intervals of the leading fields: values for as long as there are any, then at most one range. */
function fieldBounds(
  index: Index,
  conditions: readonly Condition[],
): { bounds: (readonly Interval[])[]; applied: Set<Condition>; points: number } {
  const bounds: (readonly Interval[])[] = []
  const applied = new Set<Condition>()
  let combinations = 1
  let points = 0
  let element: number | undefined
  let hasArray = false
  for (const [i, { path }] of index.fields.entries()) {
    // "a.0" may mean a position or a name; entries and filter do not always agree on which.
    if (POSITION.test(path)) break
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
    if (!found.intervals.every((interval) => interval.isPoint)) break
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
function sortDirection(
  index: Index,
  bounds: readonly (readonly Interval[])[],
  sort: readonly SortKey[],
): 1 | -1 | undefined {
  if (sort.length === 0 || index.isCut) return undefined
  const isSingle = (i: number) => bounds[i]?.length === 1 && bounds[i][0]?.isPoint === true
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
function scansOfOr(collection: Collection, conditions: readonly Condition[], isCovered: boolean): Scan | undefined {
  for (const either of conditions) {
    if (either.op !== 'or') continue
    const others = conditions.filter((condition) => condition !== either)
    const scans: IndexScan[] = []
    for (const branch of either.branches) {
      const best = bestOf(collection, [...branch, ...others], [], isCovered && either.exact)
      if (!best || (best.points === 0 && !best.isBounded)) break
      scans.push(best.scan)
    }
    if (scans.length === either.branches.length) return { kind: 'or', scans }
  }
  return undefined
}
