import { Int32, type Doc, type Value } from '../values.ts'
import { show } from '../bson/show.ts'
import type { Index } from '../storage/shapes.ts'
import { TYPE } from '../storage/key-bytes.ts'
import type { End, Interval } from './intervals.ts'
import type { Plan } from './planner.ts'
import type { IndexScan } from './scan.ts'
import { SORT_MEMORY } from './sort-reader.ts'

/** What happens to the results of a scan. */
export interface Steps {
  readonly sort?: Doc | undefined
  readonly skip?: number
  readonly limit?: number
  readonly projection?: Doc | undefined
  /** The stage above all: COUNT, UPDATE, DELETE. */
  readonly top?: string
  /** Only index keys are counted. */
  readonly isKeysOnly?: boolean
  /** The index whose distinct values are jumped through. */
  readonly jumping?: Index | undefined
}

export interface Described {
  readonly plan: Doc
  /** The same with the counts of an execution. */
  withCounts(counts: { returned: number; keys: number; documents: number }): Doc
}

const doc = (fields: Record<string, Value>): Doc => new Map(Object.entries(fields))

/** A plan as explain shows it: MongoDB's stages, from the last to the first. */
export function describePlan(plan: Plan, filter: Doc, steps: Steps): Described {
  const build = (counts?: { returned: number; keys: number; documents: number }): Doc => {
    const counted = (stage: string, more: Record<string, Value> = {}): Doc =>
      doc({
        stage,
        ...(counts && { nReturned: new Int32(counts.returned) }),
        ...(counts && (stage === 'COLLSCAN' || stage === 'FETCH') && { docsExamined: new Int32(counts.documents) }),
        ...(counts && stage === 'IXSCAN' && { keysExamined: new Int32(counts.keys) }),
        ...more,
      })
    return stagesAbove(scanStage(plan, filter, steps, counted), steps, counted)
  }
  return { plan: build(), withCounts: build }
}

type Stage = (stage: string, more?: Record<string, Value>) => Doc

function scanStage({ scan }: Plan, filter: Doc, steps: Steps, stage: Stage): Doc {
  const rest: Record<string, Value> = filter.size > 0 ? { filter } : {}
  if (steps.jumping) return stage('DISTINCT_SCAN', indexFields(steps.jumping, 1, openBounds(steps.jumping)))
  switch (scan.kind) {
    case 'nothing':
      return stage('EOF')
    case 'collection':
      return stage('COLLSCAN', { ...rest, direction: scan.isReverse ? 'backward' : 'forward' })
    case 'index': {
      if (steps.isKeysOnly) return stage('COUNT_SCAN', indexFields(scan.index, 1, boundsOf(scan)))
      const input = stage('IXSCAN', indexFields(scan.index, scan.isReverse ? -1 : 1, boundsOf(scan)))
      return stage('FETCH', { ...(scan.isExact ? {} : rest), inputStage: input })
    }
    case 'or': {
      const inputs = scan.scans.map((each) => stage('IXSCAN', indexFields(each.index, 1, boundsOf(each))))
      return stage('FETCH', { ...rest, inputStage: stage('OR', { inputStages: inputs }) })
    }
  }
}

function stagesAbove(scan: Doc, steps: Steps, stage: Stage): Doc {
  let plan = scan
  const { sort, skip = 0, limit = 0, projection, top } = steps
  if (sort) {
    plan = stage('SORT', {
      sortPattern: sort,
      memLimit: new Int32(SORT_MEMORY),
      ...(limit > 0 && { limitAmount: new Int32(skip + limit) }),
      type: 'simple',
      inputStage: plan,
    })
  }
  if (skip > 0) plan = stage('SKIP', { skipAmount: new Int32(skip), inputStage: plan })
  if (limit > 0 && !sort) plan = stage('LIMIT', { limitAmount: new Int32(limit), inputStage: plan })
  if (projection) plan = stage('PROJECTION_SIMPLE', { transformBy: projection, inputStage: plan })
  return top ? stage(top, { inputStage: plan }) : plan
}

function indexFields(index: Index, direction: 1 | -1, bounds: Doc): Record<string, Value> {
  const isMultiKey = index.multikey.size > 0
  return {
    keyPattern: index.spec.get('key')!,
    indexName: index.name,
    isMultiKey,
    multiKeyPaths: new Map(index.fields.map(({ path }, i) => [path, index.multikey.has(i) ? [path] : []])),
    isUnique: index.isUnique,
    isSparse: index.isSparse,
    isPartial: index.partial !== undefined,
    indexVersion: new Int32(2),
    direction: direction === 1 ? 'forward' : 'backward',
    indexBounds: bounds,
  }
}

const WHOLE = '[MinKey, MaxKey]'

const openBounds = (index: Index): Doc => new Map(index.fields.map(({ path }) => [path, [WHOLE]]))

function boundsOf({ index, bounds, isReverse }: IndexScan): Doc {
  const shown: Doc = new Map()
  index.fields.forEach(({ path, direction }, i) => {
    const isDescending = (direction === -1) !== isReverse
    const intervals = bounds[i]?.map((interval) => showInterval(interval, isDescending)) ?? [
      isDescending ? '[MaxKey, MinKey]' : WHOLE,
    ]
    shown.set(path, isDescending ? intervals.toReversed() : intervals)
  })
  return shown
}

function showInterval({ low, high }: Interval, isDescending: boolean): string {
  const from = `${isShownIn(low, false) ? '[' : '('}${showEnd(low, false)}`
  const to = `${showEnd(high, true)}${isShownIn(high, true) ? ']' : ')'}`
  if (!isDescending) return `${from}, ${to}`
  const open = isShownIn(high, true) ? '[' : '('
  const close = isShownIn(low, false) ? ']' : ')'
  return `${open}${showEnd(high, true)}, ${showEnd(low, false)}${close}`
}

/** The upper end of these brackets is named by the first value beyond it. */
const ENDS_AT_NEXT: ReadonlySet<number> = new Set([TYPE.string, TYPE.object, TYPE.binary])

/** All texts that begin so, not the one text. */
const isBeginning = ({ prefix, value }: End): boolean => typeof value === 'string' && prefix.at(-1) !== 0

const isShownIn = (end: End, isHigh: boolean): boolean =>
  end.isIn && !(isHigh && (isBeginning(end) || (end.value === undefined && ENDS_AT_NEXT.has(end.prefix[0]!))))

/** How MongoDB names the two ends of a type's bracket. */
const BRACKETS: ReadonlyMap<number, readonly [string, string]> = new Map([
  [TYPE.string, ['""', '{}']],
  [TYPE.object, ['{}', '[]']],
  [TYPE.binary, ['BinData(0, )', "ObjectId('000000000000000000000000')"]],
  [TYPE.objectId, ["ObjectId('000000000000000000000000')", "ObjectId('ffffffffffffffffffffffff')"]],
  [TYPE.bool, ['false', 'true']],
  [TYPE.date, ['new Date(-9223372036854775808)', 'new Date(9223372036854775807)']],
  [TYPE.timestamp, ['Timestamp(0, 0)', 'Timestamp(4294967295, 4294967295)']],
])

function showEnd(end: End, isHigh: boolean): string {
  if (end.value === undefined) return BRACKETS.get(end.prefix[0]!)?.[isHigh ? 1 : 0] ?? (isHigh ? 'MaxKey' : 'MinKey')
  if (isHigh && isBeginning(end)) return show(afterAll(end.value as string))
  if (end.value === Infinity) return 'inf.0'
  if (end.value === -Infinity) return '-inf.0'
  return show(end.value)
}

/** The first text after all that begin with this one. */
const afterAll = (text: string): string =>
  text.slice(0, -1) + String.fromCodePoint(text.charCodeAt(text.length - 1) + 1)
