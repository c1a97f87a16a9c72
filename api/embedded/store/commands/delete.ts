import { decode } from '../bson/decode.ts'
import { toNumber } from '../bson/numbers.ts'
import { StoreError } from '../errors.ts'
import type { Doc, Maybe } from '../values.ts'
import type { Call, Command } from './call.ts'
import { removeFound } from './change.ts'
import { checkCollation, collectionField, docField, missing } from './fields.ts'
import { forEachMatch } from './multi.ts'
import { contextOf, firstOf, openFound, select } from './selection.ts'
import { outcomeOf, statementsOf, type Outcome } from './writing.ts'

const STATEMENT = ['q', 'limit', 'hint', 'collation']

/** One statement of a delete command. */
export interface DeleteStatement {
  readonly filter: Doc
  readonly isMulti: boolean
  readonly hint: Maybe
}

export function readDelete(body: Doc): DeleteStatement {
  const origin = { name: 'delete.deletes', body }
  for (const field of body.keys()) {
    if (STATEMENT.includes(field)) continue
    throw new StoreError(40415, 'IDLUnknownField', `BSON field 'delete.deletes.${field}' is an unknown field.`)
  }
  checkCollation(origin)
  const filter = docField(origin, 'q')
  if (!filter) throw missing(origin, 'q')
  const limit = toNumber(body.get('limit'))
  if (limit === undefined) throw missing(origin, 'limit')
  if (limit !== 0 && limit !== 1) {
    throw new StoreError(9, 'FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`)
  }
  return { filter, isMulti: limit === 0, hint: body.get('hint') }
}

export const remove: Command = {
  fields: ['deletes', 'ordered', 'let', 'bypassDocumentValidation'],
  async run(call) {
    const name = collectionField(call, call.db)
    const statements = statementsOf(call, 'deletes', (bytes) => readDelete(decode(bytes)), readDelete)
    const variables = docField(call, 'let')
    const outcome = outcomeOf(call)
    for (const [index, statement] of statements.entries()) {
      if (outcome.isOver) break
      try {
        await deleteMatches(call, name, statement, outcome, variables)
      } catch (error) {
        outcome.fail(index, error)
      }
    }
    return outcome.answer()
  },
}

async function deleteMatches(
  call: Call,
  name: string,
  statement: DeleteStatement,
  outcome: Outcome,
  variables: Doc | undefined,
): Promise<void> {
  const { engine, db } = call
  const context = contextOf(call.now, variables)
  if (statement.isMulti) {
    await forEachMatch(call, name, statement, context, (collection, found) => {
      removeFound(engine, collection, found)
      outcome.n++
    })
    return
  }
  await engine.write(() => {
    const selection = select(engine.find(db, name), statement, context)
    const found = firstOf(openFound(engine, selection, 1))
    if (!found) return
    removeFound(engine, selection.collection!, found)
    outcome.n++
  })
}
