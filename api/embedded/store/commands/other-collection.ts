import type { MergeOptions, Source } from '../aggregate/context.ts'
import { StoreError } from '../errors.ts'
import { duplicateKey } from '../storage/records.ts'
import { checkName } from './fields.ts'
import type { Doc, Value } from '../values.ts'
import type { Call } from './call.ts'
import { readUpdate } from './change.ts'
import { changeFound } from './change.ts'
import { prepare } from './documents.ts'
import { contextOf, firstOf, openDocs, openFound, select } from './selection.ts'
import { collectionFor } from './writing.ts'

/** So many documents are merged in one transaction. */
const GROUP = 200

/** Another collection as the stages $lookup and $merge see it. */
export function otherCollection(call: Call, name: string): Source {
  const { engine, db, now, deadline } = call
  const context = contextOf(now)
  return {
    async findEqual(path, values) {
      const filter: Doc = new Map([[path, new Map([['$in', [...values]]])]])
      const reader = openDocs(engine, select(engine.find(db, name), { filter }, context), 'all')
      const docs: Doc[] = []
      for (let more = reader.read(Infinity); more; more = reader.read(Infinity)) {
        docs.push(...more)
        await deadline.breathe()
      }
      return docs
    },
    async prepareMerge(options) {
      checkName(db, name)
      checkUnique(call, name, options.on)
      return async (docs) => {
        for (let at = 0; at < docs.length; at += GROUP) {
          const group = docs.slice(at, at + GROUP)
          await engine.write(() => {
            for (const doc of group) mergeOne(call, name, doc, options)
          })
        }
      }
    },
  }
}

function checkUnique(call: Call, name: string, on: readonly string[]): void {
  if (on.length === 1 && on[0] === '_id') return
  const indexes = call.engine.find(call.db, name)?.indexes ?? []
  const isKey = indexes.some(
    ({ fields, isUnique, isSparse, partial, isBuilding }) =>
      isUnique &&
      !isSparse &&
      !partial &&
      !isBuilding &&
      fields.length === on.length &&
      fields.every(({ path }) => on.includes(path)),
  )
  if (isKey) return
  throw new StoreError(51183, 'Location51183', 'Cannot find index to verify that join fields will be unique')
}

/** Inside a write: brings one result of a $merge into the collection. */
function mergeOne(call: Call, name: string, doc: Doc, options: MergeOptions): void {
  const { engine, db, now } = call
  const context = contextOf(now)
  const filter: Doc = new Map(options.on.map((path) => [path, new Map([['$eq', valueAt(doc, path)]])]))
  const selection = select(engine.find(db, name), { filter }, context)
  const found = firstOf(openFound(engine, selection, 1))
  if (!found) {
    if (options.whenNotMatched === 'discard') return
    if (options.whenNotMatched === 'fail') {
      throw new StoreError(
        13113,
        'MergeStageNoMatchingDocument',
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      )
    }
    const { doc: whole, bytes } = prepare(doc, now)
    engine.records.insert(collectionFor(engine, db, name), whole, bytes)
    return
  }
  if (options.whenMatched === 'keepExisting') return
  const collection = selection.collection!
  if (options.whenMatched === 'fail') {
    const index = collection.indexes.find(({ fields }) => fields.every(({ path }) => options.on.includes(path)))!
    throw duplicateKey(
      collection,
      index,
      index.fields.map(({ path }) => valueAt(doc, path)),
    )
  }
  const spec = options.whenMatched === 'replace' ? doc : new Map<string, Value>([['$set', doc]])
  changeFound(engine, collection, found, selection.filter, readUpdate(spec, [], context), now)
}

function valueAt(doc: Doc, path: string): Value {
  let value: Value | undefined = doc
  for (const name of path.split('.')) value = value instanceof Map ? value.get(name) : undefined
  return value ?? null
}
