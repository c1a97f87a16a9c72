import { compilePipeline } from '../aggregate/pipeline.ts'
import { encode } from '../bson/encode.ts'
import { failedToParse } from '../errors.ts'
import type { Doc } from '../values.ts'
import { answerFirst, cursorAnswer } from './answers.ts'
import { command, targetOf, type Call } from './call.ts'
import { Cursor } from './cursors.ts'
import { reader, type Options } from './options.ts'
import { otherCollection } from './other-collection.ts'
import { docsWith, open, select } from './selection.ts'

export const AGGREGATE = {
  list: 'pipeline!',
  document: 'cursor',
  any: 'hint',
  ignored: 'allowDiskUse bypassDocumentValidation',
} as const

const readCursor = reader({ count: 'batchSize' })

/** An aggregate command as it is carried out (explain asks for the same): the find it begins with, and what follows. */
export function readAggregate(call: Call, { pipeline: stages, hint }: Options<typeof AGGREGATE>) {
  const { db, now } = call
  const pipeline = compilePipeline(stages, { db, now, source: (other) => otherCollection(call, other) })
  const { name, namespace } = targetOf(call)
  return { namespace, pipeline, selection: select(call, name, { ...pipeline.head, hint }) }
}

/** An answer is made of so many bytes or documents at a time. */
const PIECE_BYTES = 1024 * 1024
const PIECE = 512

async function* encoded(results: AsyncIterable<Doc>): AsyncGenerator<Buffer[], void, undefined> {
  let piece: Buffer[] = []
  let bytes = 0
  for await (const doc of results) {
    const document = encode(doc)
    piece.push(document)
    bytes += document.length
    if (piece.length < PIECE && bytes < PIECE_BYTES) continue
    yield piece
    piece = []
    bytes = 0
  }
  yield piece
}

export const aggregate = command(AGGREGATE, async (call, options) => {
  if (!options.cursor) throw failedToParse("The 'cursor' option is required")
  const { batchSize } = readCursor('aggregate.cursor', options.cursor)
  const { pipeline, namespace, selection } = readAggregate(call, options)
  const results = pipeline.run(call.deadline.between(open(selection, docsWith(pipeline.fields))))
  if (pipeline.writes) {
    await results.next()
    return cursorAnswer('firstBatch', [], 0n, namespace)
  }
  return answerFirst(call, new Cursor(namespace, encoded(results), call.deadline), batchSize)
})
