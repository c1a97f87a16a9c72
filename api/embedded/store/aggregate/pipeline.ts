import { fault, refuse, typeMismatch } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { type Doc, type Fields, type Value, isDoc } from '../values.ts'
import { chainOf } from './chain.ts'
import type { PipelineContext } from './context.ts'
import { compileExpression } from './expression.ts'
import { type Head, splitHead } from './head.ts'
import { variablesAt, wrongType } from './operator.ts'
import { facet } from './stages/facet.ts'
import { group } from './stages/group.ts'
import { lookup } from './stages/lookup.ts'
import { MAP_STAGES } from './stages/maps.ts'
import { merge } from './stages/merge.ts'
import { sort } from './stages/sort.ts'
import type { Chain, MapPlan, StageContext, StagePlan } from './stages/stage.ts'
import { unwind } from './stages/unwind.ts'
import { count, limit, limitOf, skip, skipOf } from './stages/window.ts'

export type { MergeOptions, PipelineContext, Source } from './context.ts'
export type { Head } from './head.ts'

/** What comes to a pipeline: documents, or lists of them where they are read asynchronously. */
export type Documents = Iterable<Doc> | AsyncIterable<readonly Doc[]>

export interface Pipeline {
  /** What a find can do before the rest: filter, then sort, then skip, then limit. `run` does not do it again. */
  readonly head: Head
  /** What the rest reads of a source document (the head's own fields are not among them). */
  readonly fields: Fields | 'all'
  /** The pipeline ends in $merge: it writes, and gives no document. */
  readonly writes: boolean
  /** The rest of the pipeline over what the head found. */
  run(source: Documents): AsyncGenerator<Doc, void, undefined>
}

const STAGES: ReadonlyMap<string, (spec: Value, context: StageContext) => StagePlan> = new Map([
  ['$count', count],
  ['$facet', facet],
  ['$group', group],
  ['$limit', limit],
  ['$lookup', lookup],
  ['$match', match],
  ['$merge', merge],
  ['$skip', skip],
  ['$unwind', unwind],
])

/** Stages MongoDB has and the store has not. */
const REFUSED = new Set(
  [
    '$bucket $bucketAuto $changeStream $changeStreamSplitLargeEvent $collStats $currentOp $densify $documents $fill',
    '$geoNear $graphLookup $indexStats $listClusterCatalog $listLocalSessions $listSampledQueries $listSearchIndexes',
    '$listSessions $out $planCacheStats $querySettings $queryStats $rankFusion $redact $sample $scoreFusion $search',
    '$searchMeta $setWindowFields $shardedDataDistribution $sortByCount $unionWith $vectorSearch',
  ].flatMap((line) => line.split(' ')),
)

/** How many documents go through the stages at once. */
const BATCH = 128

/**
 * Compiles the stages of an aggregate command. Throws 40324 for a stage nobody knows, 115 for one the store has not,
 * and MongoDB's codes for what a stage cannot read.
 */
export function compilePipeline(stages: readonly Value[], pipeline: PipelineContext): Pipeline {
  const { head, rest } = splitHead(stages.map(stageOf))
  const query = { evaluate: compileExpression, now: pipeline.now }
  const chain = compileChain(rest, { pipeline, query, variables: variablesAt(pipeline.now), compileChain })
  return {
    head,
    fields: chain.fields,
    writes: rest.some((stage) => stage.has('$merge')),
    run: (source) => run(chain, source),
  }
}

/** One stage of a pipeline: a document with one field. */
export function stageOf(stage: Value): Doc {
  if (!isDoc(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object")
  if (stage.size !== 1) throw fault(40323, 'A pipeline stage specification object must contain exactly one field.')
  return stage
}

function compileChain(stages: readonly Value[], context: StageContext): Chain {
  const list = stages.map(stageOf)
  return chainOf(list.map((stage, i) => compileStage(stage, list.slice(i + 1), context)))
}

function compileStage(stage: Doc, following: readonly Doc[], context: StageContext): StagePlan | MapPlan {
  const [name, spec] = [...stage][0]!
  if (name === '$merge' && following.length > 0) {
    throw fault(40601, '$merge can only be the final stage in the pipeline')
  }
  if (name === '$sort') return sort(spec, limitAfter(following))
  const map = MAP_STAGES.get(name)
  if (map) return map(spec, context.query)
  const compile = STAGES.get(name)
  if (compile) return compile(spec, context)
  if (REFUSED.has(name)) return refuse(name)
  throw fault(40324, `Unrecognized pipeline stage name: '${name}'`)
}

function match(spec: Value, { query }: StageContext): StagePlan {
  if (!isDoc(spec)) throw wrongType(15959, '$match', spec)
  const { test, fields } = compileFilter(spec, query)
  return { needs: fields, isExhaustive: false, start: () => ({ push: (docs) => docs.filter((doc) => test(doc)) }) }
}

/** How many sorted documents the stages right after can use: a $limit, and the $skip before it on top. */
function limitAfter(following: readonly Doc[]): number | undefined {
  let skipped = 0
  for (const stage of following) {
    if (stage.has('$limit')) return skipped + limitOf(stage.get('$limit')!)
    if (!stage.has('$skip')) return undefined
    skipped += skipOf(stage.get('$skip')!)
  }
  return undefined
}

async function* run(chain: Chain, source: Documents): AsyncGenerator<Doc, void, undefined> {
  const running = chain.start()
  for await (const docs of batches(source)) {
    yield* await running.push(docs)
    if (running.isFull) break
  }
  yield* await running.end()
}

/** The source in lists of documents; a plain iterable is not made to wait for each of them. */
async function* batches(source: Documents): AsyncGenerator<readonly Doc[], void, undefined> {
  if (Symbol.asyncIterator in source) return yield* source
  let batch: Doc[] = []
  for (const doc of source) {
    batch.push(doc)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
