import { Long, type Document } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { IDLE_TIME } from '../../api/embedded/store/commands/cursors.ts'
import { openClockedStore, type ClockedStore } from './support/clocked.ts'

let store: ClockedStore
beforeAll(async () => {
  store = await openClockedStore()
})
afterAll(() => store.stop())

const db = () => store.client.db('cursors')
const open = () => store.serving.server.cursors
const find = (options: Document = {}) => db().command({ find: 'numbers', filter: {}, batchSize: 10, ...options })
const getMore = (id: unknown, options: Document = {}) =>
  db().command({ getMore: Long.fromBigInt(BigInt(String(id))), collection: 'numbers', ...options })

describe('a cursor', () => {
  beforeAll(async () => {
    await db()
      .collection('numbers')
      .insertMany(Array.from({ length: 100 }, (_, i) => ({ _id: i as never, n: i })))
    await db().collection('numbers').createIndex({ n: 1 })
  })
  beforeEach(() => expect(open().size).toBe(0))

  it.each([
    ['in the order stored', {}],
    ['by an index', { filter: { n: { $gte: 0 } }, sort: { n: 1 } }],
    ['backwards by an index', { sort: { n: -1 } }],
    ['sorted in memory', { sort: { n: 1 }, hint: { $natural: 1 } }],
    ['after some and up to a limit', { sort: { n: 1 }, skip: 5, limit: 83 }],
  ])('gives everything in batches: %s', async (_name, options) => {
    const all = (await db().command({ find: 'numbers', filter: {}, batchSize: 1000, ...options }))['cursor'].firstBatch
    const seen: Document[] = []
    let { cursor } = await find({ ...options, batchSize: 7 })
    seen.push(...cursor.firstBatch)
    expect(cursor.firstBatch).toHaveLength(7)
    while (String(cursor.id) !== '0') {
      ;({ cursor } = await getMore(cursor.id, { batchSize: 7 }))
      seen.push(...cursor.nextBatch)
    }
    expect(seen).toEqual(all)
  })

  it('is not kept where all fits into the first batch, or only one batch is wanted', async () => {
    expect(String((await find({ batchSize: 101 }))['cursor'].id)).toBe('0')
    expect(String((await find({ singleBatch: true }))['cursor'].id)).toBe('0')
    expect(String((await find({ limit: 10 }))['cursor'].id)).toBe('0')
  })

  it('may begin with an empty batch', async () => {
    const { cursor } = await find({ batchSize: 0 })
    expect(cursor.firstBatch).toEqual([])
    expect((await getMore(cursor.id))['cursor'].nextBatch).toHaveLength(100)
  })

  it('ends when it is killed', async () => {
    const { cursor } = await find()
    const killed = await db().command({ killCursors: 'numbers', cursors: [cursor.id, Long.fromNumber(4)] })
    expect(killed).toMatchObject({ cursorsKilled: [cursor.id], cursorsNotFound: [Long.fromNumber(4).toNumber()] })
    await expect(getMore(cursor.id)).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' })
  })

  it('ends after ten minutes without use, not sooner', async () => {
    const { cursor } = await find()
    store.clock.time += IDLE_TIME - 1
    open().sweep()
    await getMore(cursor.id, { batchSize: 10 })
    store.clock.time += IDLE_TIME
    open().sweep()
    await expect(getMore(cursor.id)).rejects.toMatchObject({ code: 43 })
  })

  it('belongs to its collection', async () => {
    const { cursor } = await find()
    const other = db().command({ getMore: cursor.id, collection: 'others' })
    await expect(other).rejects.toMatchObject({ code: 13 })
    await db().command({ killCursors: 'numbers', cursors: [cursor.id] })
  })

  it('outlives what is written meanwhile: what was not touched comes once', async () => {
    const tasks = db().collection('tasks')
    await tasks.insertMany(Array.from({ length: 2000 }, (_, i) => ({ _id: i as never, n: i })))
    const cursor = tasks.find({}, { batchSize: 100 })
    const seen = new Set<number>()
    for (let i = 0; i < 100; i++) seen.add(Number((await cursor.next())!['_id']))
    await tasks.deleteMany({ _id: { $gte: 100, $lt: 1000 } as never })
    await tasks.updateMany({ n: { $gte: 1500 } }, { $set: { late: true } })
    for await (const doc of cursor) {
      expect(seen.has(Number(doc['_id']))).toBe(false)
      seen.add(Number(doc['_id']))
    }
    for (let i = 1000; i < 2000; i++) expect(seen.has(i)).toBe(true)
  })

  it('says so when its collection is dropped', async () => {
    const gone = db().collection('gone')
    await gone.insertMany(Array.from({ length: 1500 }, () => ({})))
    const cursor = gone.find({}, { batchSize: 10 })
    await cursor.next()
    await gone.drop()
    await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 })
  })

  it('gives no more than 16 MB at once, but at least one document', async () => {
    const large = db().collection('large')
    for (let i = 0; i < 5; i++) await large.insertOne({ text: 'x'.repeat(7_000_000) })
    const { cursor } = await db().command({ find: 'large', filter: {}, batchSize: 5 })
    expect(cursor.firstBatch).toHaveLength(2)
    expect((await db().command({ getMore: cursor.id, collection: 'large' }))['cursor'].nextBatch).toHaveLength(2)
    await db().command({ killCursors: 'large', cursors: [cursor.id] })
  })

  it('of an aggregation works the same', async () => {
    const docs = await db()
      .collection('numbers')
      .aggregate([{ $match: { n: { $gte: 10 } } }, { $project: { n: 1 } }], { batchSize: 7 })
      .toArray()
    expect(docs).toHaveLength(90)
  })
})

describe('maxTimeMS', () => {
  it('ends what takes longer', async () => {
    const many = db().collection('many')
    await many.insertMany(Array.from({ length: 5000 }, (_, i) => ({ n: i })))
    const { clock } = store
    const now = clock.now
    // Every look at the clock costs a second.
    clock.now = () => (clock.time += 1000)
    await expect(many.find({ n: -1 }, { maxTimeMS: 2000 }).toArray()).rejects.toMatchObject({
      code: 50,
      codeName: 'MaxTimeMSExpired',
    })
    await expect(many.countDocuments({ n: -1 }, { maxTimeMS: 2000 })).rejects.toMatchObject({ code: 50 })
    clock.now = now
  })

  it('does not count the time the client takes between two batches', async () => {
    const stages = [{ $match: { n: { $gte: 0 } } }, { $project: { n: 1 } }]
    for (const cursor of [
      db().collection('many').find({}, { maxTimeMS: 2000, batchSize: 10 }),
      db().collection('many').aggregate(stages, { maxTimeMS: 2000, batchSize: 10 }),
    ]) {
      await cursor.next()
      store.clock.time += 60_000
      expect(await cursor.toArray()).toHaveLength(4999)
    }
  })
})
