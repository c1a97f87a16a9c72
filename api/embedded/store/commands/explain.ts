import { hostname } from 'node:os'
import { splitHead } from '../aggregate/head.ts'
import { compileProjection } from '../query/projection.ts'
import { failedToParse, StoreError } from '../errors.ts'
import { describePlan, type Described } from '../plan/describe.ts'
import { WindowReader } from '../plan/readers.ts'
import { Int32, type Doc, type Value } from '../values.ts'
import { docOf, ok } from './answers.ts'
import { openHead, readAggregate } from './aggregate.ts'
import type { Call, Command } from './call.ts'
import { isCountedByIndex, readCount } from './count.ts'
import { readDelete } from './delete.ts'
import { indexOfValues, readDistinct } from './distinct.ts'
import { collectionField, docField, docsField, type Origin } from './fields.ts'
import { openFind, readFind } from './find.ts'
import { contextOf, openFound, openRids, select, type Selection } from './selection.ts'
import { readStatement } from './update.ts'

const EMPTY: Doc = new Map()
const LEVELS = ['queryPlanner', 'executionStats', 'allPlansExecution']

/** How a command would be carried out, and a way to do it for counting (nothing is ever written). */
interface Explained {
  readonly namespace: string
  readonly selection: Selection
  readonly described: Described
  readonly filter: Doc
  /** Reads all results; gives back their number. */
  execute(): Promise<number>
}

export const explain: Command = {
  fields: ['verbosity'],
  async run(call) {
    const body = docField(call, 'explain')
    if (!body) throw failedToParse('explain command requires a nested object')
    const level = call.body.get('verbosity') ?? 'allPlansExecution'
    if (typeof level !== 'string' || !LEVELS.includes(level)) {
      throw failedToParse("verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}")
    }
    const name = body.keys().next().value ?? ''
    const origin = { name, body }
    if (name === 'aggregate') return explainAggregate(call, origin, level)
    const explained = explainedBy(call, origin)
    return ok({ explainVersion: '1', ...(await sections(call, explained, level)), ...footer(body) })
  },
}

function explainedBy(call: Call, origin: Origin): Explained {
  switch (origin.name) {
    case 'find':
      return explainFind(call, origin)
    case 'count':
      return explainCount(call, origin)
    case 'distinct':
      return explainDistinct(call, origin)
    case 'update': {
      const [first] = docsField(origin, 'updates') ?? []
      const { filter, hint, isMulti } = readStatement(first ?? EMPTY)
      return explainWrite(call, origin, { filter, hint }, 'UPDATE', isMulti)
    }
    case 'delete': {
      const [first] = docsField(origin, 'deletes') ?? []
      const { filter, hint, isMulti } = readDelete(first ?? EMPTY)
      return explainWrite(call, origin, { filter, hint }, 'DELETE', isMulti)
    }
    case 'findAndModify':
    case 'findandmodify': {
      const wanted = {
        filter: docField(origin, 'query') ?? EMPTY,
        sort: docField(origin, 'sort'),
        hint: origin.body.get('hint'),
      }
      return explainWrite(call, origin, wanted, origin.body.get('remove') === true ? 'DELETE' : 'UPDATE', false)
    }
    default:
      throw new StoreError(59, 'CommandNotFound', `Explain failed due to unknown command: ${origin.name}`)
  }
}

function explainFind(call: Call, origin: Origin): Explained {
  const find = readFind(call, origin)
  const { selection, skip, limit } = find
  const projection = docField(origin, 'projection') ?? EMPTY
  const sort = docField(origin, 'sort')
  const described = describePlan(selection.plan, docField(origin, 'filter') ?? EMPTY, {
    sort: selection.sort ? sort : undefined,
    skip,
    limit,
    projection: compileProjection(projection, contextOf(call.now)) ? projection : undefined,
  })
  return {
    namespace: find.namespace,
    selection,
    described,
    filter: docField(origin, 'filter') ?? EMPTY,
    execute: () => drain(call, openFind(call, find)),
  }
}

function explainCount(call: Call, origin: Origin): Explained {
  const { selection, skip, limit } = readCount(call, origin)
  const filter = docField(origin, 'query') ?? EMPTY
  const isKeysOnly = isCountedByIndex(selection)
  return {
    namespace: `${call.db}.${collectionField(origin, call.db)}`,
    selection,
    described: describePlan(selection.plan, filter, { skip, limit, top: 'COUNT', isKeysOnly }),
    filter,
    execute: () => drain(call, new WindowReader(openRids(call.engine, selection), skip, limit)),
  }
}

function explainDistinct(call: Call, origin: Origin): Explained {
  const wanted = readDistinct(call, origin)
  const filter = docField(origin, 'query') ?? EMPTY
  const jumping = indexOfValues(wanted)
  const { selection } = wanted
  return {
    namespace: `${call.db}.${collectionField(origin, call.db)}`,
    selection,
    described: describePlan(selection.plan, filter, { jumping }),
    filter,
    execute: () => drain(call, openRids(call.engine, selection)),
  }
}

function explainWrite(
  call: Call,
  origin: Origin,
  wanted: { filter: Doc; hint: Value | undefined; sort?: Doc | undefined },
  top: string,
  isMulti: boolean,
): Explained {
  const name = collectionField(origin, call.db)
  const selection = select(call.engine.find(call.db, name), wanted, contextOf(call.now))
  const limit = isMulti ? 0 : 1
  return {
    namespace: `${call.db}.${name}`,
    selection,
    described: describePlan(selection.plan, wanted.filter, { top, sort: selection.sort ? wanted.sort : undefined }),
    filter: wanted.filter,
    execute: () => drain(call, new WindowReader(openFound(call.engine, selection, limit), 0, limit)),
  }
}

/** The part of a pipeline that is a find is explained like one; the stages after it follow as they were given. */
export async function explainAggregate(call: Call, origin: Origin, level: string): Promise<Buffer> {
  const aggregation = readAggregate(call, origin)
  const { pipeline, selection, namespace } = aggregation
  const { filter = EMPTY, sort, skip = 0, limit = 0 } = pipeline.head
  const explained: Explained = {
    namespace,
    selection,
    described: describePlan(selection.plan, filter, { sort: selection.sort ? sort : undefined, skip, limit }),
    filter,
    execute: () => drain(call, openHead(call, aggregation)),
  }
  const { rest } = splitHead((origin.body.get('pipeline') as Doc[]).map((stage) => stage))
  const cursor = await sections(call, explained, level)
  if (rest.length === 0) return ok({ explainVersion: '1', ...cursor, ...footer(origin.body) })
  const stages: Doc[] = [docOf({ $cursor: docOf(cursor) }), ...rest]
  return ok({ explainVersion: '1', stages, ...footer(origin.body) })
}

async function sections(call: Call, explained: Explained, level: string): Promise<Record<string, Value>> {
  const { namespace, selection, described, filter } = explained
  const planner = docOf({
    namespace,
    parsedQuery: filter,
    indexFilterSet: false,
    winningPlan: described.plan,
    rejectedPlans: [],
  })
  if (level === 'queryPlanner') return { queryPlanner: planner }
  const start = performance.now()
  const returned = await explained.execute()
  const { keys, documents } = selection.examined
  const stats = docOf({
    executionSuccess: true,
    nReturned: new Int32(returned),
    executionTimeMillis: new Int32(Math.round(performance.now() - start)),
    totalKeysExamined: new Int32(keys),
    totalDocsExamined: new Int32(documents),
    executionStages: described.withCounts({ returned, keys, documents }),
  })
  return { queryPlanner: planner, executionStats: stats }
}

const footer = (command: Doc): Record<string, Value> => ({
  command,
  serverInfo: docOf({ host: hostname(), port: new Int32(0), version: '7.0.0', gitVersion: 'embedded store' }),
  serverParameters: new Map(),
})

async function drain(call: Call, reader: { read(max: number): unknown }): Promise<number> {
  let count = 0
  for (let more = reader.read(Infinity); more; more = reader.read(Infinity)) {
    count += (more as unknown[]).length
    await call.deadline.breathe()
  }
  return count
}
