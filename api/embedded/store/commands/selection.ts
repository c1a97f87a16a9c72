import { Dependencies } from '../aggregate/dependencies.ts'
import { compileExpression } from '../aggregate/expression.ts'
import { decode, decodeFields } from '../bson/decode.ts'
import { compileFilter, type Filter, type QueryContext } from '../query/filter.ts'
import { compileSort, type Sort } from '../query/sort.ts'
import { checkHinted } from '../plan/hint.ts'
import { planFor, type Plan } from '../plan/planner.ts'
import { openScan, type Examined, type Reader, type Take } from '../plan/readers.ts'
import { SortReader, type Sortable } from '../plan/sort-reader.ts'
import type { Engine } from '../storage/engine.ts'
import type { Collection } from '../storage/shapes.ts'
import type { Doc, Fields, Maybe } from '../values.ts'
import { docOf } from './answers.ts'

/** What a command wants of a collection. */
export interface Wanted {
  readonly filter: Doc
  readonly sort?: Doc | undefined
  readonly hint?: Maybe
}

/** The same, read and with a way to get at it. */
export interface Selection {
  readonly collection: Collection | undefined
  readonly filter: Filter
  /** Undefined when the order does not matter or the scan gives it already. */
  readonly sort: Sort | undefined
  readonly plan: Plan
  readonly examined: Examined
}

/**
 * Expressions in filters, projections and updates; `variables` are the command's `let`, which they read as `$$name`.
 */
export function contextOf(now: Date, variables?: Doc): QueryContext {
  if (!variables || variables.size === 0) return { evaluate: compileExpression, now }
  return {
    now,
    evaluate: (spec) => compileExpression(docOf({ $let: docOf({ vars: variables, in: spec }) })),
  }
}

/** Reads filter and sort and chooses a plan. A collection that does not exist is an empty one. */
export function select(collection: Collection | undefined, wanted: Wanted, context: QueryContext): Selection {
  const filter = compileFilter(wanted.filter, context)
  const isNatural = wanted.sort?.has('$natural') === true
  const sort = wanted.sort && wanted.sort.size > 0 && !isNatural ? compileSort(wanted.sort) : undefined
  const examined = { keys: 0, documents: 0 }
  if (!collection) {
    return { collection, filter, sort: undefined, plan: { scan: { kind: 'nothing' }, isSorted: true }, examined }
  }
  const hint = isNatural ? wanted.sort : wanted.hint
  const plan = planFor(collection, { filter, sort: sort?.keys, hint })
  if (plan.scan.kind === 'index' && wanted.hint !== undefined) checkHinted(plan.scan.index, filter)
  return { collection, filter, sort: plan.isSorted ? undefined : sort, plan, examined }
}

/** The union of what several readers need. */
export function fieldsOf(...parts: readonly (Fields | 'all')[]): Fields | 'all' {
  const all = new Dependencies()
  for (const part of parts) all.include(part)
  return all.fields
}

/** Decodes what is needed of a document. */
export const decoderOf = (fields: Fields | 'all'): ((bytes: Buffer) => Doc) =>
  fields === 'all' ? (bytes) => decode(bytes) : (bytes) => decodeFields(bytes, fields)

/** Every document is meant. */
export const isEverything = (filter: Filter): boolean => filter.isCovered && filter.conditions.length === 0

const copyOf = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length))

/** A stored document with its place. */
export interface Found {
  readonly rid: number
  readonly bytes: Buffer
}

/** The matching documents in the order asked for; `limit` (0: none) is how many of them count. */
export function openFound(engine: Engine, selection: Selection, limit: number): Reader<Found> {
  const { filter, sort } = selection
  const all = isEverything(filter)
  if (!sort) {
    const read = decoderOf(filter.fields)
    return open(engine, selection, (rid, bytes, isExact) =>
      isExact || all || filter.test(read(bytes)) ? { rid, bytes: copyOf(bytes) } : undefined,
    )
  }
  const read = decoderOf(fieldsOf(filter.fields, sort.fields))
  const take: Take<Found & Sortable> = (rid, bytes) => {
    const doc = read(bytes)
    return all || filter.test(doc) ? { rid, bytes: copyOf(bytes), key: sort.keyOf(doc), size: bytes.length } : undefined
  }
  return new SortReader(open(engine, selection, take), sort, limit)
}

/** The matching documents, decoded as far as `fields` says, in the order asked for. */
export function openDocs(engine: Engine, selection: Selection, fields: Fields | 'all', limit = 0): Reader<Doc> {
  const { filter, sort } = selection
  const all = isEverything(filter)
  if (sort) {
    const read = decoderOf(fieldsOf(filter.fields, fields, sort.fields))
    const take: Take<Sortable & { doc: Doc }> = (_rid, bytes) => {
      const doc = read(bytes)
      return all || filter.test(doc) ? { doc, key: sort.keyOf(doc), size: bytes.length } : undefined
    }
    const sorted = new SortReader(open(engine, selection, take), sort, limit)
    return { read: (max) => sorted.read(max)?.map(({ doc }) => doc) }
  }
  const exact = decoderOf(fields)
  const read = all ? exact : decoderOf(fieldsOf(filter.fields, fields))
  const take: Take<Doc> = (_rid, bytes, isExact) => {
    if (isExact) return exact(bytes)
    const doc = read(bytes)
    return all || filter.test(doc) ? doc : undefined
  }
  // Where nothing of a document is needed, its index entry is enough.
  const isNothing = fields !== 'all' && fields.size === 0
  return open(engine, selection, take, isNothing ? () => NOTHING : undefined)
}

const NOTHING: Doc = new Map()

/** The record ids of the matching documents, in no particular order. */
export function openRids(engine: Engine, selection: Selection): Reader<number> {
  const { filter } = selection
  const all = isEverything(filter)
  const read = decoderOf(filter.fields)
  const take: Take<number> = (rid, bytes, isExact) => (isExact || all || filter.test(read(bytes)) ? rid : undefined)
  return open(engine, selection, take, (rid) => rid)
}

function open<T>(engine: Engine, selection: Selection, take: Take<T>, ofEntry?: (rid: number) => T): Reader<T> {
  const { collection, plan, examined } = selection
  if (!collection) return { read: () => undefined }
  return openScan({ env: engine.env, collection, take, ofEntry, examined }, plan.scan)
}

/** The first result. */
export function firstOf<T>(reader: Reader<T>): T | undefined {
  for (let found = reader.read(1); found; found = reader.read(1)) if (found.length > 0) return found[0]
  return undefined
}
