import { toNumber } from '../bson/numbers.ts'
import { failedToParse } from '../errors.ts'
import { compileProjection } from '../query/projection.ts'
import { docOf, Int32, type Doc, type Value } from '../values.ts'
import { ok } from './answers.ts'
import { command, targetOf } from './call.ts'
import { insertInto } from './documents.ts'
import { removalOf, updateOf, workOnFirst, type Watcher } from './jobs.ts'
import { reader } from './options.ts'
import { contextOf } from './selection.ts'
import { runStatements, statementOf, statementsIn } from './statements.ts'

const WRITE = { any: 'ordered', document: 'let', ignored: 'bypassDocumentValidation' } as const

const insert = command({ documents: 'documents', ...WRITE }, (call, { documents = [], ordered }) => {
  const { name } = targetOf(call)
  const given: readonly (Buffer | Doc)[] = call.sequences.get('documents') ?? documents
  return runStatements(call, ordered, given, (document, outcome) => ({
    one() {
      insertInto(call, name, document)
      outcome.n++
    },
  }))
})

const readUpdate = reader({ document: 'q! c', any: 'u! hint', documents: 'arrayFilters', bool: 'upsert multi' })

const updateCommand = command({ documents: 'updates', ...WRITE }, (call, { updates, ordered, let: variables }) => {
  const { name } = targetOf(call)
  return runStatements(call, ordered, statementsIn(call, 'updates', updates), (given, outcome, index) => {
    const { q: filter, u, c = variables, ...rest } = readUpdate('update.updates', given)
    const done = (isChanged: boolean, id?: Value): void => {
      outcome.n++
      if (isChanged) outcome.nModified++
      if (id !== undefined) outcome.upserted.push(docOf({ index: new Int32(index), _id: id }))
    }
    const wanted = { filter, update: u, let: c, ...rest }
    return statementOf(call, name, rest.multi, () => updateOf(call, name, wanted, { done }))
  })
})

const readDelete = reader({ document: 'q!', any: 'limit! hint' })

const deleteCommand = command({ documents: 'deletes', ...WRITE }, (call, { deletes, ordered, let: variables }) => {
  const { name } = targetOf(call)
  return runStatements(call, ordered, statementsIn(call, 'deletes', deletes), (given, outcome) => {
    const { q: filter, limit, hint } = readDelete('delete.deletes', given)
    const number = toNumber(limit)
    if (number !== 0 && number !== 1) throw failedToParse(`The limit of a delete must be 0 or 1. Got ${number}`)
    const wanted = { filter, hint, let: variables }
    const done = (): void => void outcome.n++
    return statementOf(call, name, number === 0, () => removalOf(call, wanted, { done }))
  })
})

const FIND_AND_MODIFY = {
  document: 'query sort fields let',
  documents: 'arrayFilters',
  any: 'update hint',
  bool: 'remove upsert new',
  ignored: 'bypassDocumentValidation',
} as const

const findAndModify = command(FIND_AND_MODIFY, async (call, options) => {
  const { query: filter, remove, update, new: wantsNew, fields, ...rest } = options
  if (remove === (update !== undefined)) throw failedToParse('Either an update or remove=true must be specified')
  if (remove && (rest.upsert || wantsNew))
    throw failedToParse('Cannot specify upsert=true or new=true with remove=true')
  const { name } = targetOf(call)
  const projection = fields && compileProjection(fields, contextOf(call.now, rest.let))
  let value: Doc | null = null
  let n = 0
  let upserted: Value | undefined
  const watcher: Watcher = {
    // Projected before anything is put: where that fails, nothing is changed.
    look(before, after) {
      const shown = wantsNew ? after : before
      if (shown) value = projection ? projection.apply(shown) : shown
    },
    done(_isChanged, _id) {
      n = 1
      upserted = _id
    },
  }
  const wanted = { filter, update, ...rest }
  await call.engine.write(() =>
    workOnFirst(call, name, remove ? removalOf(call, wanted, watcher) : updateOf(call, name, wanted, watcher)),
  )
  const last: Record<string, Value> = { n: new Int32(n) }
  if (!remove) last['updatedExisting'] = n > 0 && upserted === undefined
  if (upserted !== undefined) last['upserted'] = upserted
  return ok({ lastErrorObject: docOf(last), value })
})

export const writeCommands = {
  insert,
  update: updateCommand,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
}
