import { compilePipeline, type Pipeline } from '../aggregate/pipeline.ts'
import { encode } from '../bson/encode.ts'
import { failedToParse, StoreError } from '../errors.ts'
import { WindowReader, type Reader } from '../plan/readers.ts'
import type { Doc } from '../values.ts'
import { cursorAnswer } from './answers.ts'
import type { Call, Command } from './call.ts'
import { Cursor, type Source } from './cursors.ts'
import type { Deadline } from './deadline.ts'
import {
  boolField,
  checkCollation,
  collectionField,
  countField,
  docField,
  listField,
  missing,
  refuseUnless,
  type Origin,
} from './fields.ts'
import { explainAggregate } from './explain.ts'
import { answerFirst } from './find.ts'
import { otherCollection } from './other-collection.ts'
import { collStatsStage } from './stats.ts'
import { contextOf, openDocs, select, type Selection } from './selection.ts'

const EMPTY: Doc = new Map()

export const AGGREGATE_FIELDS =
  'pipeline cursor explain allowDiskUse bypassDocumentValidation hint collation let fromMongos'.split(' ')

/** An aggregate command as it is carried out; explain asks for the same. */
export interface Aggregation {
  readonly namespace: string
  readonly pipeline: Pipeline
  readonly selection: Selection
}

export function readAggregate(call: Call, origin: Origin): Aggregation {
  const { engine, db, now } = call
  checkCollation(origin)
  const stages = listField(origin, 'pipeline')
  if (!stages) throw missing(origin, 'pipeline')
  refuseUnless(origin, 'let', 'let in aggregate', (value) => value instanceof Map && value.size === 0)
  const pipeline = compilePipeline(stages, { db, now, source: (other) => otherCollection(call, other) })
  const target = origin.body.get('aggregate')
  if (typeof target !== 'string') {
    const message = `{aggregate: 1} is not valid for '${stages.length === 0 ? '' : [...(stages[0] as Doc).keys()][0]}'; a collection is required.`
    throw new StoreError(73, 'InvalidNamespace', message)
  }
  const name = collectionField(origin, db)
  const { filter = EMPTY, sort } = pipeline.head
  const wanted = { filter, sort, hint: origin.body.get('hint') }
  return {
    namespace: `${db}.${name}`,
    pipeline,
    selection: select(engine.find(db, name), wanted, contextOf(now)),
  }
}

/** What the pipeline starts from: found, sorted and cut by the find it begins with. */
export function openHead(call: Pick<Call, 'engine'>, { pipeline, selection }: Aggregation): Reader<Doc> {
  const { skip = 0, limit = 0 } = pipeline.head
  const docs = openDocs(call.engine, selection, pipeline.fields, limit === 0 ? 0 : skip + limit)
  return skip === 0 && limit === 0 ? docs : new WindowReader(docs, skip, limit)
}

/** A reader for those who wait: lets others have their turn between its pieces. */
export async function* breathing(reader: Reader<Doc>, deadline: Deadline): AsyncGenerator<readonly Doc[]> {
  for (let docs = reader.read(Infinity); docs; docs = reader.read(Infinity)) {
    if (docs.length > 0) yield docs
    if (deadline.isTurnOver) await deadline.breathe()
    else deadline.check()
  }
}

/** The results of an aggregation as BSON. */
class PipelineSource implements Source {
  readonly #results: AsyncGenerator<Doc, void, undefined>
  isDone = false

  constructor(results: AsyncGenerator<Doc, void, undefined>) {
    this.#results = results
  }

  async read(max: number): Promise<Buffer[] | undefined> {
    const documents: Buffer[] = []
    let bytes = 0
    while (documents.length < max && bytes < READ_AHEAD) {
      const { done, value } = await this.#results.next()
      if (done) {
        this.isDone = true
        return documents.length > 0 ? documents : undefined
      }
      const document = encode(value)
      bytes += document.length
      documents.push(document)
    }
    return documents
  }

  close(): void {
    void this.#results.return().catch(() => {})
  }
}

const READ_AHEAD = 1024 * 1024

export const aggregate: Command = {
  fields: AGGREGATE_FIELDS,
  async run(call) {
    if (boolField(call, 'explain')) return explainAggregate(call, call, 'queryPlanner')
    const options = docField(call, 'cursor')
    if (!options) throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
    const stats = collStatsStage(call, listField(call, 'pipeline') ?? [])
    if (stats) return stats
    const aggregation = readAggregate(call, call)
    const { pipeline, namespace } = aggregation
    const results = pipeline.run(breathing(openHead(call, aggregation), call.deadline))
    if (pipeline.writes) {
      for (let next = await results.next(); !next.done;) next = await results.next()
      return cursorAnswer('firstBatch', [], 0n, namespace)
    }
    const size = countField({ name: 'aggregate.cursor', body: options }, 'batchSize')
    return answerFirst(
      call,
      new Cursor(namespace, call.session, new PipelineSource(results), call.deadline),
      size,
      false,
      false,
    )
  },
}
