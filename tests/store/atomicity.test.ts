import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from './support/store.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.stop())

const collectionOf = (name: string) => store.client.db(store.db).collection(name)
const times = <T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)))

describe('writes of one document', () => {
  it('lose nothing: 25 at a time add one each', async () => {
    const counters = collectionOf('counters')
    await counters.insertOne({ _id: 'n' as never, n: 0, log: [] })
    for (let round = 0; round < 20; round++) {
      await times(25, () => counters.updateOne({ _id: 'n' as never }, { $inc: { n: 1 } }))
    }
    expect(await counters.findOne({ _id: 'n' as never })).toMatchObject({ n: 500 })
  })

  it('lose nothing when each reads what it found, and no two see the same number', async () => {
    const counters = collectionOf('serials')
    await counters.insertOne({ _id: 's' as never, next: 0 })
    const seen = await times(200, async () => {
      const doc = await counters.findOneAndUpdate(
        { _id: 's' as never },
        { $inc: { next: 1 } },
        { returnDocument: 'after' },
      )
      return doc!['next'] as number
    })
    expect(new Set(seen).size).toBe(200)
    expect(Math.max(...seen)).toBe(200)
  })

  it('give each waiting task to one taker', async () => {
    const tasks = collectionOf('tasks')
    await tasks.insertMany(Array.from({ length: 100 }, (_, i) => ({ _id: i as never, state: 'waiting', at: i })))
    await tasks.createIndex({ state: 1, at: 1 })
    const taken = await times(150, (i) =>
      tasks.findOneAndUpdate({ state: 'waiting' }, { $set: { state: 'taken', by: i } }, { sort: { at: 1 } }),
    )
    const ids = taken.filter((task) => task !== null).map((task) => task['_id'])
    expect(ids).toHaveLength(100)
    expect(new Set(ids).size).toBe(100)
  })

  it('compare and set: only one of many with the same version wins', async () => {
    const tickets = collectionOf('versions')
    await tickets.insertOne({ _id: 1 as never, version: 1 })
    const results = await times(25, (i) =>
      tickets.updateOne({ _id: 1 as never, version: 1 }, { $set: { by: i }, $inc: { version: 1 } }),
    )
    expect(results.filter((result) => result.modifiedCount === 1)).toHaveLength(1)
  })

  it('make one document of many upserts of a new key', async () => {
    const visits = collectionOf('visits')
    await visits.createIndex({ key: 1 }, { unique: true })
    await times(50, () => visits.updateOne({ key: 'k' }, { $inc: { n: 1 } }, { upsert: true }))
    expect(await visits.find().toArray()).toMatchObject([{ key: 'k', n: 50 }])
  })

  it('keep a unique key unique, whoever comes first', async () => {
    const numbers = collectionOf('numbers')
    await numbers.createIndex({ no: 1 }, { unique: true })
    const results = await times(50, (i) =>
      numbers.insertOne({ no: i % 10 }).then(
        () => true,
        () => false,
      ),
    )
    expect(results.filter(Boolean)).toHaveLength(10)
    expect(await numbers.countDocuments()).toBe(10)
  })

  it('change nothing at all when they fail', async () => {
    const pairs = collectionOf('pairs')
    await pairs.createIndex({ a: 1 }, { unique: true })
    await pairs.createIndex({ b: 1 }, { unique: true })
    await pairs.insertMany([
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ])
    await expect(pairs.updateOne({ a: 2 }, { $set: { a: 3, b: 1 } })).rejects.toThrow(/index: b_1 dup key: { b: 1 }/)
    await expect(pairs.insertOne({ a: 4, b: 2 })).rejects.toThrow(/index: b_1/)
    expect(await pairs.find({ a: { $in: [3, 4] } }).toArray()).toEqual([])
    expect(await pairs.find({}, { projection: { _id: 0 }, sort: { a: 1 } }).toArray()).toEqual([
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ])
  })
})

describe('writes and reads side by side', () => {
  it('a read never sees half of a write', async () => {
    const accounts = collectionOf('accounts')
    await accounts.insertOne({ _id: 1 as never, left: 0, right: 0 })
    await accounts.createIndex({ left: 1 })
    const writing = { isOver: false }
    const reader = (async () => {
      let reads = 0
      while (!writing.isOver) {
        const doc = await accounts.findOne({ left: { $gte: 0 } })
        expect(doc!['left']).toBe(doc!['right'])
        reads++
      }
      return reads
    })()
    for (let i = 1; i <= 100; i++) await accounts.updateOne({ _id: 1 as never }, { $set: { left: i, right: i } })
    writing.isOver = true
    expect(await reader).toBeGreaterThan(10)
  })

  it('what is acknowledged is what the next read sees, on any connection', async () => {
    const notes = collectionOf('notes')
    for (let i = 0; i < 50; i++) {
      await notes.insertOne({ _id: i as never })
      const seen = await times(5, () => notes.findOne({ _id: i as never }))
      expect(seen.every((doc) => Number(doc?.['_id']) === i)).toBe(true)
    }
  })
})

describe('many statements in one command', () => {
  it('stop at the first error where they are ordered', async () => {
    const list = collectionOf('ordered')
    const failed = list.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[])
    await expect(failed).rejects.toMatchObject({ code: 11000 })
    expect(await list.countDocuments()).toBe(1)
  })

  it('go on where they are not, and tell every error', async () => {
    const list = collectionOf('unordered')
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 3 }] as never[]
    const error = await list
      .insertMany(docs, { ordered: false })
      .catch((thrown: { writeErrors: { index: number }[] }) => thrown)
    expect((error as { writeErrors: { index: number }[] }).writeErrors.map(({ index }) => index)).toEqual([1, 3])
    expect(await list.countDocuments()).toBe(3)
  })

  it('see what the ones before them did', async () => {
    const list = collectionOf('mixed')
    const result = await list.bulkWrite([
      { insertOne: { document: { _id: 1 as never, n: 1 } } },
      { updateOne: { filter: { n: 1 }, update: { $inc: { n: 1 } } } },
      { updateMany: { filter: { n: 2 }, update: { $set: { m: 1 } } } },
      { updateOne: { filter: { n: 9 }, update: { $set: { n: 9 } }, upsert: true } },
      { deleteOne: { filter: { m: 1 } } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 })
    expect(await list.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ n: 9 }])
  })
})
