import type { Command } from './call.ts'
import { prepare } from './documents.ts'
import { collectionField } from './fields.ts'
import { collectionFor, outcomeOf, runGrouped, statementsOf } from './writing.ts'
import type { Doc } from '../values.ts'

export const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  async run(call) {
    const { engine, db, now } = call
    const name = collectionField(call, db)
    const documents = statementsOf<Buffer | Doc>(
      call,
      'documents',
      (bytes) => bytes,
      (doc) => doc,
    )
    const outcome = outcomeOf(call)
    await runGrouped(call, outcome, documents, 0, (document) => {
      const { doc, bytes } = prepare(document, now)
      engine.records.insert(collectionFor(engine, db, name), doc, bytes)
      outcome.n++
    })
    return outcome.answer()
  },
}
