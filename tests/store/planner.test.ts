import type { Collection, Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from './support/store.ts'

/** Other servers choose by trial, and their plans have other shapes. */
const isEmbedded = process.env['STORE_TEST_URI'] === undefined

let store: TestStore
let tickets: Collection

beforeAll(async () => {
  store = await openTestStore()
  tickets = store.client.db(store.db).collection('tickets')
  const states = ['open', 'dispatched', 'closed']
  await tickets.insertMany(
    Array.from({ length: 300 }, (_, i) => ({
      _id: i as never,
      no: `T${String(i).padStart(4, '0')}`,
      state: states[i % 3],
      street: `s${i % 10}`,
      at: new Date(i * 1000),
      tags: [`t${i % 5}`, `u${i % 7}`],
      ...(i % 50 === 0 && { rare: i }),
      ...(i % 4 === 0 && { urgent: true }),
      lines: [{ code: i % 6, n: i }],
    })),
  )
  await tickets.createIndexes([
    { key: { no: 1 }, unique: true },
    { key: { state: 1, street: 1, at: -1 } },
    { key: { at: 1 } },
    { key: { tags: 1, at: 1 } },
    { key: { rare: 1 }, sparse: true },
    { key: { street: 1 }, partialFilterExpression: { urgent: true }, name: 'urgent streets' },
    { key: { 'lines.code': 1, 'lines.n': 1 } },
  ])
})
afterAll(() => store.stop())

interface Stage {
  stage: string
  indexName?: string
  direction?: string
  indexBounds?: Document
  inputStage?: Stage
  inputStages?: Stage[]
}

/** The stages of a plan from the first to the last, with the indexes read. */
function stagesOf(plan: Stage): string {
  const inputs = plan.inputStages ?? (plan.inputStage ? [plan.inputStage] : [])
  const below = inputs.map(stagesOf).join(' | ')
  const name = plan.indexName ? `${plan.stage} ${plan.indexName}` : plan.stage
  return below ? `${below} > ${name}` : name
}

interface PlanCase {
  name: string
  filter: Document
  options?: Document
  plan: string
  /** Index keys and documents looked at. */
  keys?: number
  docs?: number
  direction?: string
}

const cases: PlanCase[] = [
  { name: 'the _id', filter: { _id: 7 }, plan: 'IXSCAN _id_ > FETCH', keys: 1, docs: 1 },
  { name: 'several _ids', filter: { _id: { $in: [1, 2, 999] } }, plan: 'IXSCAN _id_ > FETCH', keys: 2, docs: 2 },
  { name: 'a unique key', filter: { no: 'T0007' }, plan: 'IXSCAN no_1 > FETCH', keys: 1, docs: 1 },
  { name: 'nothing asked', filter: {}, plan: 'COLLSCAN', keys: 0, docs: 300 },
  { name: 'no index', filter: { other: 1 }, plan: 'COLLSCAN', keys: 0, docs: 300 },
  {
    name: 'the first field of three',
    filter: { state: 'open' },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH',
    keys: 100,
    docs: 100,
  },
  {
    name: 'two fields of three',
    filter: { street: 's3', state: 'open' },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH',
    keys: 10,
    docs: 10,
  },
  {
    name: 'two fields and a range',
    filter: { state: 'open', street: 's3', at: { $gte: new Date(100_000), $lt: new Date(200_000) } },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH',
    keys: 3,
    docs: 3,
  },
  {
    name: 'lists in two fields',
    filter: { state: { $in: ['open', 'closed'] }, street: { $in: ['s1', 's2'] } },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH',
    keys: 40,
    docs: 40,
  },
  { name: 'a range', filter: { at: { $gt: new Date(290_000) } }, plan: 'IXSCAN at_1 > FETCH', keys: 9, docs: 9 },
  { name: 'the beginning of a text', filter: { no: /^T000/ }, plan: 'IXSCAN no_1 > FETCH', keys: 10, docs: 10 },
  { name: 'the middle of a text', filter: { no: /007/ }, plan: 'COLLSCAN', docs: 300 },
  { name: 'a field the index does not begin with', filter: { street: 's3' }, plan: 'COLLSCAN' },
  {
    name: 'an order by index',
    filter: {},
    options: { sort: { at: 1 }, limit: 5 },
    plan: 'IXSCAN at_1 > FETCH > LIMIT',
    keys: 5,
    docs: 5,
  },
  {
    name: 'the order against the index',
    filter: {},
    options: { sort: { at: -1 }, limit: 5 },
    plan: 'IXSCAN at_1 > FETCH > LIMIT',
    keys: 5,
    docs: 5,
    direction: 'backward',
  },
  {
    name: 'an order behind fixed fields',
    filter: { state: 'open', street: 's3' },
    options: { sort: { at: -1 }, limit: 3 },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH > LIMIT',
    keys: 3,
    docs: 3,
    direction: 'forward',
  },
  {
    name: 'the same order turned round',
    filter: { state: 'open', street: 's3' },
    options: { sort: { at: 1 } },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH',
    direction: 'backward',
  },
  {
    name: 'an order with a fixed field in it',
    filter: { state: 'open' },
    options: { sort: { state: -1, street: 1, at: -1 } },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH',
  },
  {
    name: 'an order the index does not have',
    filter: { state: 'open' },
    options: { sort: { street: 1, at: 1 } },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH > SORT',
  },
  {
    name: 'an order behind a list',
    filter: { state: { $in: ['open', 'closed'] }, street: 's1' },
    options: { sort: { at: -1 } },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH > SORT',
  },
  { name: 'an order by a field with arrays', filter: {}, options: { sort: { tags: 1 } }, plan: 'COLLSCAN > SORT' },
  {
    name: 'an order behind a fixed element',
    filter: { tags: 't3' },
    options: { sort: { at: 1 } },
    plan: 'IXSCAN tags_1_at_1 > FETCH',
  },
  {
    name: 'two conditions on an array',
    filter: { tags: { $gte: 't3', $lt: 't4' } },
    plan: 'IXSCAN tags_1_at_1 > FETCH',
  },
  {
    name: 'one element with both',
    filter: { lines: { $elemMatch: { code: 3, n: { $gt: 200 } } } },
    plan: 'IXSCAN lines.code_1_lines.n_1 > FETCH',
    keys: 17,
    docs: 17,
  },
  {
    name: 'elements apart',
    filter: { 'lines.code': 3, 'lines.n': { $gt: 200 } },
    plan: 'IXSCAN lines.code_1_lines.n_1 > FETCH',
    keys: 50,
    docs: 50,
  },
  {
    name: 'a sparse index where the field must be there',
    filter: { rare: { $gte: 0 } },
    plan: 'IXSCAN rare_1 > FETCH',
    keys: 6,
    docs: 6,
  },
  {
    name: 'a sparse index for what has the field',
    filter: { rare: { $exists: true } },
    plan: 'IXSCAN rare_1 > FETCH',
    keys: 6,
    docs: 6,
  },
  { name: 'not where it may be missing', filter: { rare: null }, plan: 'COLLSCAN' },
  { name: 'nor for an order of all', filter: {}, options: { sort: { rare: 1 } }, plan: 'COLLSCAN > SORT' },
  {
    name: 'a partial index where the filter stays within it',
    filter: { street: 's4', urgent: true },
    plan: 'IXSCAN urgent streets > FETCH',
    keys: 15,
    docs: 15,
  },
  { name: 'not where it does not', filter: { street: 's4', urgent: { $ne: false } }, plan: 'COLLSCAN' },
  {
    name: 'either of two indexes',
    filter: { $or: [{ no: 'T0001' }, { at: new Date(5000) }] },
    plan: 'IXSCAN no_1 | IXSCAN at_1 > OR > FETCH',
    keys: 2,
    docs: 2,
  },
  { name: 'one of them without index', filter: { $or: [{ no: 'T0001' }, { other: 1 }] }, plan: 'COLLSCAN' },
  {
    name: 'either, with more to ask',
    filter: { street: 's1', $or: [{ no: 'T0001' }, { no: 'T0002' }] },
    plan: 'IXSCAN no_1 | IXSCAN no_1 > OR > FETCH',
    keys: 2,
    docs: 2,
  },
  {
    name: 'a hint by name',
    filter: { no: 'T0001' },
    options: { hint: 'at_1' },
    plan: 'IXSCAN at_1 > FETCH',
    keys: 300,
    docs: 300,
  },
  { name: 'a hint by keys', filter: { no: 'T0001' }, options: { hint: { at: 1 } }, plan: 'IXSCAN at_1 > FETCH' },
  {
    name: 'a hint not to use any',
    filter: { no: 'T0001' },
    options: { hint: { $natural: 1 } },
    plan: 'COLLSCAN',
    docs: 300,
  },
  {
    name: 'some skipped',
    filter: { state: 'open' },
    options: { skip: 2, limit: 2 },
    plan: 'IXSCAN state_1_street_1_at_-1 > FETCH > SKIP > LIMIT',
  },
]

describe.runIf(isEmbedded)('explain tells which index a find reads', () => {
  it.each(cases)('$name', async ({ filter, options = {}, plan, keys, docs, direction }) => {
    const explained = await tickets.find(filter, options).explain('executionStats')
    const { winningPlan } = explained['queryPlanner']
    expect(stagesOf(winningPlan)).toBe(plan)
    const stats = explained['executionStats']
    if (keys !== undefined) expect(stats.totalKeysExamined).toBe(keys)
    if (docs !== undefined) expect(stats.totalDocsExamined).toBe(docs)
    if (direction) expect(JSON.stringify(winningPlan)).toContain(`"direction":"${direction}"`)
    // And what it finds is what is there.
    expect(stats.nReturned).toBe((await tickets.find(filter, options).toArray()).length)
  })
})

const explain = (command: Document) =>
  store.client.db(store.db).command({ explain: command, verbosity: 'executionStats' })

describe.runIf(isEmbedded)('explain of other commands', () => {
  it('counting by index keys alone', async () => {
    const { queryPlanner, executionStats } = await explain({ count: 'tickets', query: { state: 'open' } })
    expect(stagesOf(queryPlanner.winningPlan)).toBe('IXSCAN state_1_street_1_at_-1')
    expect(executionStats.totalDocsExamined).toBe(0)
  })

  it('an aggregation: the find it begins with, then its stages', async () => {
    const explained = await tickets
      .aggregate([{ $match: { state: 'open' } }, { $group: { _id: '$street', n: { $sum: 1 } } }])
      .explain('executionStats')
    const [cursor, group] = explained['stages']
    expect(stagesOf(cursor.$cursor.queryPlanner.winningPlan)).toBe('IXSCAN state_1_street_1_at_-1 > FETCH')
    expect(cursor.$cursor.executionStats.totalDocsExamined).toBe(100)
    expect(group).toHaveProperty('$group')
  })

  it('countDocuments looks at no document where the index knows', async () => {
    const explained = await tickets
      .aggregate([{ $match: { state: 'open' } }, { $group: { _id: 1, n: { $sum: 1 } } }])
      .explain('executionStats')
    expect(explained['stages'][0].$cursor.executionStats).toMatchObject({
      totalKeysExamined: 100,
      totalDocsExamined: 0,
    })
  })

  it('a hint to an index that is not there is an error', async () => {
    await expect(tickets.find({}, { hint: 'none_1' }).toArray()).rejects.toMatchObject({ code: 2 })
  })
})

describe.runIf(isEmbedded)('sorting in memory', () => {
  it('has a bound, and says so', async () => {
    const large = store.client.db(store.db).collection('large')
    const text = 'x'.repeat(1_000_000)
    for (let i = 0; i < 11; i++)
      await large.insertMany(Array.from({ length: 10 }, (_, k) => ({ n: -(i * 10 + k), text })))
    await expect(large.find().sort({ n: 1 }).toArray()).rejects.toMatchObject({ code: 292 })
    const [first] = await large
      .find({}, { projection: { n: 1 } })
      .sort({ n: 1 })
      .limit(1)
      .toArray()
    expect(first).toMatchObject({ n: -109 })
    await large.createIndex({ n: 1 })
    expect(
      await large
        .find({}, { projection: { n: 1 } })
        .sort({ n: 1 })
        .toArray(),
    ).toHaveLength(110)
  })
})
