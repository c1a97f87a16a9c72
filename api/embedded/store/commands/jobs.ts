import { compileUpdatePipeline } from '../aggregate/update-pipeline.ts'
import { decode } from '../bson/decode.ts'
import { encodeStored } from '../bson/encode.ts'
import { failedToParse, refuse, typeMismatch } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import type { Collection } from '../storage/shapes.ts'
import { compileUpdate, seedFromFilter, type Update } from '../update/update.ts'
import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import type { Call } from './call.ts'
import { insertInto } from './documents.ts'
import { contextOf, firstOf, FOUND, open, RIDS, select, type Found, type Place, type Wanted } from './selection.ts'

/** Something to do to documents. Both run inside a write. */
export interface Job {
  readonly wanted: Wanted
  /** To one that matches. */
  work(collection: Collection, found: Found, filter: Filter): void
  /** Where none matches. */
  otherwise?: (() => void) | undefined
}

/** Inside a write: does it to the first match. */
export function workOnFirst(place: Place, name: string, job: Job): void {
  const selection = select(place, name, { ...job.wanted, limit: 1 })
  const found = firstOf(open(selection, FOUND))
  if (found) job.work(selection.collection!, found, selection.filter)
  else job.otherwise?.()
}

/** So many documents are written in one transaction at most. */
const GROUP = 200

/**
 * Does it to every match: each one atomically, all of them not as a whole, as in MongoDB. The matches are found first,
 * while others read and write; then each is looked at again inside the transaction that changes it, so that only
 * documents that still match are touched, each once.
 */
export async function workOnAll(place: Place, name: string, job: Job): Promise<void> {
  const { engine, db, deadline } = place
  const selection = select(place, name, job.wanted)
  const { collection, filter } = selection
  const rids: number[] = []
  for await (const piece of deadline.between(open(selection, RIDS))) rids.push(...piece)
  let isNone = true
  for (let at = 0; at < rids.length; at += GROUP) {
    await deadline.breathe()
    await engine.write(() => {
      const current = engine.find(db, name)
      if (current?.id !== collection?.id) return
      for (const rid of rids.slice(at, at + GROUP)) {
        const bytes = engine.records.get(current!, rid)
        if (!bytes || !filter.test(decode(bytes))) continue
        job.work(current!, { rid, bytes }, filter)
        isNone = false
      }
    })
  }
  // Nothing matched a moment ago; if something does by now, it is one document at most that came in between.
  if (isNone && job.otherwise) await engine.write(() => workOnFirst(place, name, job))
}

/** Who wants to know what a job does. */
export interface Watcher {
  /** Sees a document as it was and as it is going to be, where there is one; what it throws is the job's failure. */
  look?(before: Doc | undefined, after: Doc | undefined): void
  done?(isChanged: boolean, upserted?: Value): void
}

/** An update as commands give it: operators, a whole document, or a pipeline. */
export interface UpdateSpec extends Wanted {
  readonly update: Maybe
  readonly arrayFilters?: readonly Doc[] | undefined
  readonly upsert?: boolean
  readonly multi?: boolean
}

export function updateOf(call: Call, name: string, wanted: UpdateSpec, watcher: Watcher): Job {
  const { engine, now } = call
  const update = readUpdate(wanted, now)
  const insert = (): void => {
    const seed = seedFromFilter(wanted.filter ?? new Map(), update.replacement)
    const made = update.apply(seed, now, undefined, true).doc
    const doc = insertInto(call, name, made, (after) => watcher.look?.(undefined, after))
    watcher.done?.(false, doc.get('_id'))
  }
  return {
    wanted,
    work(collection, { rid, bytes }, filter) {
      const before = decode(bytes)
      const position = update.needsPosition ? filter.positionOf(before) : undefined
      const { doc: after, changed } = update.apply(before, now, position)
      watcher.look?.(before, after)
      if (changed) engine.records.update(collection, rid, before, after, encodeStored(after))
      watcher.done?.(changed)
    },
    otherwise: wanted.upsert ? insert : undefined,
  }
}

function readUpdate({ update, arrayFilters = [], let: variables, multi }: UpdateSpec, now: Date): Update {
  const context = contextOf(now, variables)
  const evaluatePipeline = (stages: readonly Doc[]) => compileUpdatePipeline(stages, context)
  if (Array.isArray(update)) {
    if (variables && variables.size > 0) refuse('let in pipeline updates')
    if (!update.every(isDoc)) throw typeMismatch('Each element of an update pipeline must be an object')
  } else if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array')
  const compiled = compileUpdate(update, { arrayFilters, evaluatePipeline })
  if (!multi || !compiled.replacement) return compiled
  throw failedToParse('multi update is not supported for replacement-style update')
}

export const removalOf = ({ engine }: Pick<Call, 'engine'>, wanted: Wanted, watcher: Watcher): Job => ({
  wanted,
  work(collection, { rid, bytes }) {
    const doc = decode(bytes)
    watcher.look?.(doc, undefined)
    engine.records.remove(collection, rid, doc)
    watcher.done?.(true)
  },
})
