import { decode } from '../bson/decode.ts'
import { StoreError } from '../errors.ts'
import type { QueryContext } from '../query/filter.ts'
import type { Update } from '../update/update.ts'
import { Int32, type Doc, type Maybe } from '../values.ts'
import { docOf } from './answers.ts'
import type { Call, Command } from './call.ts'
import { changeFound, insertUpsert, readUpdate } from './change.ts'
import { boolField, checkCollation, collectionField, docField, docsField, missing } from './fields.ts'
import { forEachMatch } from './multi.ts'
import { contextOf, firstOf, openFound, select } from './selection.ts'
import { outcomeOf, runGrouped, statementsOf, type Outcome } from './writing.ts'

const STATEMENT = ['q', 'u', 'c', 'upsert', 'multi', 'hint', 'arrayFilters', 'collation']

/** One statement of an update command. */
export interface UpdateStatement {
  readonly filter: Doc
  readonly spec: Maybe
  readonly isMulti: boolean
  readonly isUpsert: boolean
  readonly hint: Maybe
  readonly arrayFilters: readonly Doc[]
  readonly variables: Doc | undefined
}

export function readStatement(body: Doc): UpdateStatement {
  const origin = { name: 'update.updates', body }
  for (const field of body.keys()) {
    if (STATEMENT.includes(field)) continue
    throw new StoreError(40415, 'IDLUnknownField', `BSON field 'update.updates.${field}' is an unknown field.`)
  }
  checkCollation(origin)
  const filter = docField(origin, 'q')
  if (!filter) throw missing(origin, 'q')
  if (!body.has('u')) throw missing(origin, 'u')
  return {
    filter,
    spec: body.get('u'),
    isMulti: boolField(origin, 'multi'),
    isUpsert: boolField(origin, 'upsert'),
    hint: body.get('hint'),
    arrayFilters: docsField(origin, 'arrayFilters') ?? [],
    variables: docField(origin, 'c'),
  }
}

export const update: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  async run(call) {
    const name = collectionField(call, call.db)
    const statements = statementsOf(call, 'updates', (bytes) => readStatement(decode(bytes)), readStatement)
    const variables = docField(call, 'let')
    const outcome = outcomeOf(call)
    for (let at = 0; at < statements.length && !outcome.isOver;) {
      const end = statements.findIndex((statement, i) => i >= at && statement.isMulti)
      if (end === at) {
        await updateMany(call, name, statements[at]!, at, outcome, variables)
        at++
      } else {
        const singles = statements.slice(at, end === -1 ? undefined : end)
        let index = at
        await runGrouped(call, outcome, singles, at, (statement) =>
          updateOne(call, name, statement, index++, outcome, variables),
        )
        at += singles.length
      }
    }
    return outcome.answer({ nModified: new Int32(outcome.nModified) })
  },
}

function prepared(
  call: Call,
  statement: UpdateStatement,
  variables: Doc | undefined,
): { context: QueryContext; change: Update } {
  const known = statement.variables ?? variables
  const context = contextOf(call.now, known)
  const change = readUpdate(statement.spec, statement.arrayFilters, context, known)
  if (statement.isMulti && change.replacement) {
    throw new StoreError(9, 'FailedToParse', 'multi update is not supported for replacement-style update')
  }
  return { context, change }
}

/** Inside a write. */
function updateOne(
  call: Call,
  name: string,
  statement: UpdateStatement,
  index: number,
  outcome: Outcome,
  variables: Doc | undefined,
): void {
  const { engine, db, now } = call
  const { context, change } = prepared(call, statement, variables)
  const collection = engine.find(db, name)
  const selection = select(collection, { filter: statement.filter, hint: statement.hint }, context)
  const found = firstOf(openFound(engine, selection, 1))
  if (found) {
    const { isChanged } = changeFound(engine, collection!, found, selection.filter, change, now)
    outcome.n++
    if (isChanged) outcome.nModified++
  } else if (statement.isUpsert) {
    const doc = insertUpsert(engine, db, name, statement.filter, change, now)
    outcome.n++
    outcome.upserted.push(docOf({ index: new Int32(index), _id: doc.get('_id')! }))
  }
}

/** Updates every match: each one atomically, all of them not as a whole, as in MongoDB. */
async function updateMany(
  call: Call,
  name: string,
  statement: UpdateStatement,
  index: number,
  outcome: Outcome,
  variables: Doc | undefined,
): Promise<void> {
  const { engine, now } = call
  try {
    const { context, change } = prepared(call, statement, variables)
    const wanted = { filter: statement.filter, hint: statement.hint }
    const before = outcome.n
    await forEachMatch(call, name, wanted, context, (collection, found, filter) => {
      const { isChanged } = changeFound(engine, collection, found, filter, change, now)
      outcome.n++
      if (isChanged) outcome.nModified++
    })
    if (outcome.n > before || !statement.isUpsert) return
    // Nothing matched a moment ago; if something does by now, it is one document at most that came in between.
    await engine.write(() => updateOne(call, name, statement, index, outcome, variables))
  } catch (error) {
    outcome.fail(index, error)
  }
}
