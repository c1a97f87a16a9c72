import { decode } from '../bson/decode.ts'
import { failedToParse } from '../errors.ts'
import { compileProjection, type Projection } from '../query/projection.ts'
import { Int32, type Doc, type Value } from '../values.ts'
import { docOf, ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { changeFound, insertUpsert, readUpdate, removeFound } from './change.ts'
import { boolField, checkCollation, collectionField, docField, docsField } from './fields.ts'
import { contextOf, firstOf, openFound, select } from './selection.ts'

const EMPTY: Doc = new Map()

/** What happened to the one document. */
interface Result {
  readonly value: Doc | null
  readonly n: number
  readonly upserted?: Value
}

export const findAndModify: Command = {
  fields: [
    'query sort remove update new fields upsert hint arrayFilters collation let',
    'bypassDocumentValidation',
  ].flatMap((line) => line.split(' ')),
  async run(call) {
    checkCollation(call)
    const isRemove = boolField(call, 'remove')
    const spec = call.body.get('update')
    if (isRemove && spec !== undefined) throw failedToParse('Cannot specify both an update and remove=true')
    if (isRemove && boolField(call, 'upsert')) throw failedToParse('Cannot specify both upsert=true and remove=true')
    if (isRemove && boolField(call, 'new')) {
      throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document")
    }
    if (!isRemove && spec === undefined) throw failedToParse('Either an update or remove=true must be specified')
    const context = contextOf(call.now, docField(call, 'let'))
    const projection = compileProjection(docField(call, 'fields') ?? EMPTY, context)
    const { value, n, upserted } = await call.engine.write(() => modify(call, isRemove, projection))
    const last: Record<string, Value> = { n: new Int32(n) }
    if (!isRemove) last['updatedExisting'] = n > 0 && upserted === undefined
    if (upserted !== undefined) last['upserted'] = upserted
    return ok({ lastErrorObject: docOf(last), value })
  },
}

/** Inside a write: finds the first match in the order asked for and changes it. */
function modify(call: Call, isRemove: boolean, projection: Projection | undefined): Result {
  const { engine, db, body, now } = call
  const name = collectionField(call, db)
  const filter = docField(call, 'query') ?? EMPTY
  const variables = docField(call, 'let')
  const context = contextOf(now, variables)
  const collection = engine.find(db, name)
  const wanted = { filter, sort: docField(call, 'sort'), hint: body.get('hint') }
  const selection = select(collection, wanted, context)
  projection?.checkFilter(selection.filter)
  // Projected before anything is put: where that fails, nothing is changed.
  let value: Doc | null = null
  const show = (doc: Doc, position?: number) => {
    value = projection ? projection.apply(doc, position) : doc
  }
  const found = firstOf(openFound(engine, selection, 1))
  if (isRemove) {
    if (!found) return { value, n: 0 }
    const doc = decode(found.bytes)
    show(doc, selection.filter.positionOf(doc))
    removeFound(engine, collection!, found)
    return { value, n: 1 }
  }
  const wantsNew = boolField(call, 'new')
  const change = readUpdate(body.get('update'), docsField(call, 'arrayFilters') ?? [], context, variables)
  if (found) {
    changeFound(engine, collection!, found, selection.filter, change, now, (before, after) =>
      show(wantsNew ? after : before, selection.filter.positionOf(before)),
    )
    return { value, n: 1 }
  }
  if (!boolField(call, 'upsert')) return { value, n: 0 }
  const look = wantsNew ? (doc: Doc) => show(doc) : undefined
  const doc = insertUpsert(engine, db, name, filter, change, now, look)
  return { value, n: 1, upserted: doc.get('_id')! }
}
