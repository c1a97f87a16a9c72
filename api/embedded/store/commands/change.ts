import { decode } from '../bson/decode.ts'
import { encodeStored } from '../bson/encode.ts'
import type { Filter, QueryContext } from '../query/filter.ts'
import type { Engine } from '../storage/engine.ts'
import type { Collection } from '../storage/shapes.ts'
import { compileUpdate, seedFromFilter, type Update } from '../update/update.ts'
import { compileUpdatePipeline } from '../aggregate/update-pipeline.ts'
import { isDoc, type Doc, type Maybe, type Value } from '../values.ts'
import { failedToParse, refuse, StoreError } from '../errors.ts'
import { prepare } from './documents.ts'
import { collectionFor } from './writing.ts'
import type { Found } from './selection.ts'

/** Reads an update: operators, a whole document, or a pipeline (which may not read the command's `let`). */
export function readUpdate(spec: Maybe, arrayFilters: readonly Doc[], context: QueryContext, variables?: Doc): Update {
  if (Array.isArray(spec) && variables && variables.size > 0) refuse('let in pipeline updates')
  const options = {
    arrayFilters,
    evaluatePipeline: (stages: readonly Doc[]) => compileUpdatePipeline(stages, context),
  }
  if (isDoc(spec)) return compileUpdate(spec, options)
  if (Array.isArray(spec)) return compileUpdate(spec.map(stageOf), options)
  throw failedToParse('Update argument must be either an object or an array')
}

function stageOf(value: Value): Doc {
  if (isDoc(value)) return value
  throw new StoreError(14, 'TypeMismatch', 'Each element of an update pipeline must be an object')
}

/** Inside a write: puts the update of a document in its place, once `look` (which may throw) has seen it. */
export function changeFound(
  engine: Engine,
  collection: Collection,
  found: Found,
  filter: Filter,
  update: Update,
  now: Date,
  look?: (before: Doc, after: Doc) => void,
): { before: Doc; after: Doc; isChanged: boolean } {
  const before = decode(found.bytes)
  const position = update.needsPosition ? filter.positionOf(before) : undefined
  const { doc: after, changed } = update.apply(before, now, position)
  look?.(before, after)
  if (changed) {
    engine.records.update(collection, found.rid, before, after, encodeStored(after), found.bytes.length)
  }
  return { before, after, isChanged: changed }
}

/** Inside a write: adds the document an upsert makes when nothing matches, once `look` has seen it. */
export function insertUpsert(
  engine: Engine,
  db: string,
  name: string,
  filter: Doc,
  update: Update,
  now: Date,
  look?: (made: Doc) => void,
): Doc {
  const { doc: made } = update.apply(seedFromFilter(filter, update.replacement), now, undefined, true)
  const { doc, bytes } = prepare(made, now)
  look?.(doc)
  engine.records.insert(collectionFor(engine, db, name), doc, bytes)
  return doc
}

/** Inside a write: takes a document away. */
export function removeFound(engine: Engine, collection: Collection, { rid, bytes }: Found): Doc {
  const doc = decode(bytes)
  engine.records.remove(collection, rid, doc, bytes.length)
  return doc
}
