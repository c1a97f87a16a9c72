import { toNumber } from '../bson/numbers.ts'
import { Int32, type Doc } from '../values.ts'
import { WindowReader } from '../plan/readers.ts'
import { ok } from './answers.ts'
import type { Call, Command } from './call.ts'
import { checkCollation, collectionField, countField, docField, type Origin } from './fields.ts'
import { contextOf, isEverything, openRids, select, type Selection } from './selection.ts'

const EMPTY: Doc = new Map()

export const COUNT_FIELDS = ['query', 'limit', 'skip', 'hint', 'collation', 'fields']

export interface Count {
  readonly selection: Selection
  readonly skip: number
  readonly limit: number
}

export function readCount(call: Pick<Call, 'engine' | 'db' | 'now'>, origin: Origin): Count {
  const collection = call.engine.find(call.db, collectionField(origin, call.db))
  checkCollation(origin)
  const wanted = { filter: docField(origin, 'query') ?? EMPTY, hint: origin.body.get('hint') }
  return {
    selection: select(collection, wanted, contextOf(call.now)),
    skip: countField(origin, 'skip') ?? 0,
    // A negative limit means the same as a positive one.
    limit: Math.abs(toNumber(origin.body.get('limit')) ?? 0),
  }
}

/** All entries of the index belong to matching documents, one each: counting keys is enough. */
export function isCountedByIndex({ plan: { scan } }: Selection): boolean {
  return scan.kind === 'index' && scan.isExact && scan.index.multikey.size === 0
}

export const count: Command = {
  fields: COUNT_FIELDS,
  async run(call) {
    const { selection, skip, limit } = readCount(call, call)
    const n = await countMatches(call, selection, skip, limit)
    return ok({ n: new Int32(n) })
  },
}

async function countMatches(call: Call, selection: Selection, skip: number, limit: number): Promise<number> {
  const { engine, deadline } = call
  const { collection, filter, plan } = selection
  if (!collection) return 0
  const within = (n: number) => Math.min(Math.max(0, n - skip), limit || Infinity)
  if (isEverything(filter) && plan.scan.kind === 'collection') return within(engine.records.countOf(collection))
  if (plan.scan.kind === 'index' && isCountedByIndex(selection)) {
    let n = 0
    for (const range of plan.scan.ranges) {
      n += engine.env.count(range)
      await deadline.breathe()
    }
    return within(n)
  }
  const reader = new WindowReader(openRids(engine, selection), skip, limit)
  let n = 0
  for (let more = reader.read(Infinity); more; more = reader.read(Infinity)) {
    n += more.length
    await deadline.breathe()
  }
  return n
}
