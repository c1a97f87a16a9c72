import { Dependencies } from '../aggregate/dependencies.ts'
import { compileExpression } from '../aggregate/expression.ts'
import { decode, decodeFields } from '../bson/decode.ts'
import { planFor, type Plan } from '../plan/planner.ts'
import { read, sorted, window, type Examined, type ScanTask } from '../plan/read.ts'
import { compileFilter, type Filter, type QueryContext } from '../query/filter.ts'
import { compileSort, type Sort } from '../query/sort.ts'
import type { Environment } from '../storage/environment.ts'
import type { Collection } from '../storage/shapes.ts'
import { docOf, type Doc, type Fields, type Maybe } from '../values.ts'
import type { Call } from './call.ts'

/** What a command wants of a collection. */
export interface Wanted {
  readonly filter?: Doc | undefined
  readonly sort?: Doc | undefined
  readonly hint?: Maybe
  readonly skip?: number | undefined
  /** 0: all. */
  readonly limit?: number | undefined
  /** What the command's expressions read as `$$name`. */
  readonly let?: Doc | undefined
}

/** The same, read and with a way to get at it. */
export interface Selection {
  readonly env: Environment
  readonly collection: Collection | undefined
  readonly filter: Filter
  /** Undefined when the order does not matter or the scan gives it already. */
  readonly sort: Sort | undefined
  readonly skip: number
  readonly limit: number
  readonly plan: Plan | undefined
  readonly examined: Examined
}

/** Where and when something is looked for. */
export type Place = Pick<Call, 'engine' | 'db' | 'now' | 'deadline'>

/** Expressions in filters, projections and updates; `variables` are the command's `let`. */
export function contextOf(now: Date, variables?: Doc): QueryContext {
  if (!variables || variables.size === 0) return { evaluate: compileExpression, now }
  return { now, evaluate: (spec) => compileExpression(docOf({ $let: docOf({ vars: variables, in: spec }) })) }
}

/** Reads what is wanted and chooses a plan. A collection that does not exist is an empty one. */
export function select({ engine, db, now }: Place, name: string, wanted: Wanted): Selection {
  const { filter: given = NOTHING, sort: order = NOTHING, hint, skip = 0, limit = 0 } = wanted
  const { env } = engine
  const collection = engine.find(db, name)
  const filter = compileFilter(given, contextOf(now, wanted.let))
  const isNatural = order.has('$natural')
  const sort = order.size > 0 && !isNatural ? compileSort(order) : undefined
  const query = { ...filter, sort: sort?.keys ?? [] }
  const plan = collection && planFor(collection, query, isNatural ? order : hint)
  const examined = { keys: 0, documents: 0 }
  return { env, collection, filter, sort: plan?.isSorted ? undefined : sort, skip, limit, plan, examined }
}

/** The union of what several readers need. */
export function fieldsOf(...parts: readonly (Fields | 'all')[]): Fields | 'all' {
  const all = new Dependencies()
  for (const part of parts) all.include(part)
  return all.fields
}

const NOTHING: Doc = new Map()

/** Decodes what is needed of a document. */
export function decoderOf(fields: Fields | 'all'): (bytes: Buffer) => Doc {
  if (fields === 'all') return (bytes) => decode(bytes)
  return fields.size === 0 ? () => NOTHING : (bytes) => decodeFields(bytes, fields)
}

/** Every document is meant. */
export const isEverything = (filter: Filter): boolean => filter.isCovered && filter.conditions.length === 0

/** What becomes of a matching document. */
export interface Make<T> {
  /** What of the document must be decoded. */
  readonly fields: Fields | 'all'
  of(rid: number, bytes: Buffer, doc: Doc): T
  /** Where its index entry is enough. */
  readonly ofEntry?: ((rid: number) => T) | undefined
}

const NO_FIELDS: Fields = new Map()

/** The record id alone. */
export const RIDS: Make<number> = { fields: NO_FIELDS, of: (rid) => rid, ofEntry: (rid) => rid }

/** The size in bytes. */
export const SIZES: Make<number> = { fields: NO_FIELDS, of: (_rid, bytes) => bytes.length }

/** A stored document with its place. */
export interface Found {
  readonly rid: number
  readonly bytes: Buffer
}
export const FOUND: Make<Found> = {
  fields: NO_FIELDS,
  of: (rid, bytes) => ({ rid, bytes: Buffer.from(bytes.subarray(0, bytes.length)) }),
}

/** The document, decoded at least as far as `fields` says. */
export const docsWith = (fields: Fields | 'all'): Make<Doc> => ({
  fields,
  of: (_rid, _bytes, doc) => doc,
  ofEntry: fields !== 'all' && fields.size === 0 ? () => NOTHING : undefined,
})

/** What is wanted, piece by piece and in the order asked for. */
export function open<T>(selection: Selection, { fields, of, ofEntry }: Make<T>): Iterable<T[]> {
  const { env, collection, filter, sort, skip, limit, plan, examined } = selection
  if (!collection || !plan) return []
  const needed = limit === 0 ? Infinity : skip + limit
  const all = isEverything(filter)
  const matchFields = all ? fields : fieldsOf(filter.fields, fields)
  const decoded = decoderOf(sort ? fieldsOf(matchFields, sort.fields) : matchFields)
  const decodedExact = sort ? decoded : decoderOf(fields)
  const scan = <R>(make: (rid: number, bytes: Buffer, doc: Doc) => R, more: Partial<ScanTask<R>>) => {
    const take = (rid: number, bytes: Buffer, isExact: boolean): R | undefined => {
      const doc = (isExact ? decodedExact : decoded)(bytes)
      return isExact || all || filter.test(doc) ? make(rid, bytes, doc) : undefined
    }
    return read({ env, collection, examined, take, wanted: Infinity, ...more }, plan.scan)
  }
  if (!sort) return window(scan(of, { takeEntry: ofEntry, wanted: needed }), skip, limit)
  const sortable = (rid: number, bytes: Buffer, doc: Doc) => ({
    result: of(rid, bytes, doc),
    key: sort.keyOf(doc),
    size: bytes.length,
  })
  return window(sorted(scan(sortable, {}), sort, needed), skip, limit)
}

/** The first result. */
export function firstOf<T>(pieces: Iterable<T[]>): T | undefined {
  for (const [first] of pieces) if (first !== undefined) return first
  return undefined
}
