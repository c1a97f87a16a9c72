import { splitHead } from '../aggregate/head.ts'
import { failedToParse, refuse } from '../errors.ts'
import type { IndexScan, Scan } from '../plan/planner.ts'
import { docOf, Int32, isDoc, type Doc, type Value } from '../values.ts'
import { AGGREGATE, readAggregate } from './aggregate.ts'
import { ok } from './answers.ts'
import { command, sentIn, targetOf, type Call } from './call.ts'
import { reader } from './options.ts'
import { docsWith, FOUND, open, RIDS, select, type Make, type Selection } from './selection.ts'

const readAggregateFields = reader(AGGREGATE)
/** What find, count and distinct read by. */
const readReading = reader({
  document: 'filter query sort let',
  count: 'skip limit',
  any: 'hint',
  ignored: 'projection key fields batchSize singleBatch allowDiskUse allowPartialResults',
})

type Fields = Record<string, Value>

/** How a command is carried out, and on demand how many keys and documents it looks at (nothing is written). */
export const explain = command({ text: 'verbosity' }, async (call, { verbosity }) => {
  if (!isDoc(call.value)) throw failedToParse('explain command requires a nested object')
  const inner = { ...call, ...sentIn(call.value) }
  const isExecuted = verbosity !== 'queryPlanner'
  const explained = await (inner.name === 'aggregate' ? explainAggregate : explainReading)(inner, isExecuted)
  return ok({ explainVersion: '1', ...explained, command: call.value })
})

async function explainReading(call: Call, isExecuted: boolean): Promise<Fields> {
  const { name, fields } = call
  if (!['find', 'count', 'distinct'].includes(name)) refuse(`explain of ${name}`)
  const { query, filter = query, ...wanted } = readReading(name, fields)
  const selection = select(call, targetOf(call).name, { ...wanted, filter })
  return sections(call, selection, name === 'count' ? RIDS : FOUND, isExecuted)
}

/** The part of a pipeline that is a find is explained like one; the stages after it follow as they were given. */
async function explainAggregate(call: Call, isExecuted: boolean): Promise<Fields> {
  const options = readAggregateFields('aggregate', call.fields)
  const { pipeline, selection } = readAggregate(call, options)
  const cursor = await sections(call, selection, docsWith(pipeline.fields), isExecuted)
  return { stages: [docOf({ $cursor: docOf(cursor) }), ...splitHead(options.pipeline as Doc[]).rest] }
}

async function sections(call: Call, selection: Selection, make: Make<unknown>, isExecuted: boolean): Promise<Fields> {
  const winningPlan = planOf(selection, make.ofEntry !== undefined)
  const queryPlanner = docOf({ namespace: targetOf(call).namespace, winningPlan, rejectedPlans: [] })
  if (!isExecuted) return { queryPlanner }
  const start = performance.now()
  let returned = 0
  for await (const piece of call.deadline.between(open(selection, make))) returned += piece.length
  const { keys, documents } = selection.examined
  const executionStats = docOf({
    executionSuccess: true,
    nReturned: new Int32(returned),
    executionTimeMillis: new Int32(Math.round(performance.now() - start)),
    totalKeysExamined: new Int32(keys),
    totalDocsExamined: new Int32(documents),
  })
  return { queryPlanner, executionStats }
}

/** A plan in MongoDB's stages, from the last to the first. */
function planOf({ plan, sort, skip, limit }: Selection, isEntryEnough: boolean): Doc {
  const scan = plan ? scanOf(plan.scan, isEntryEnough) : docOf({ stage: 'EOF' })
  const above = [sort && 'SORT', skip && 'SKIP', limit && 'LIMIT']
  return above.reduce((input, stage) => (stage ? docOf({ stage, inputStage: input }) : input), scan)
}

function scanOf(scan: Scan, isEntryEnough: boolean): Doc {
  if (scan.kind === 'collection') return docOf({ stage: 'COLLSCAN', direction: directionOf(scan) })
  if (scan.kind === 'index' && scan.isExact && isEntryEnough) return indexScanOf(scan)
  const input =
    scan.kind === 'index' ? indexScanOf(scan) : docOf({ stage: 'OR', inputStages: scan.scans.map(indexScanOf) })
  return docOf({ stage: 'FETCH', inputStage: input })
}

const indexScanOf = (scan: IndexScan): Doc =>
  docOf({
    stage: 'IXSCAN',
    keyPattern: scan.index.spec.get('key')!,
    indexName: scan.index.name,
    isMultiKey: scan.index.multikey.size > 0,
    direction: directionOf(scan),
  })

const directionOf = ({ isReverse }: { isReverse: boolean }): string => (isReverse ? 'backward' : 'forward')
