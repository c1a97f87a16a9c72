import type { Collection, Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from './support/store.ts'

let store: TestStore
let count = 0
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.stop())

const fresh = (): Collection => store.client.db(store.db).collection(`c${count++}`)
const nameOf = (error: Document) => [error['code'], error['keyPattern'], error['keyValue']] as const

const ids = (docs: Document[]) => docs.map((doc) => Number(doc['_id'])).sort((a, b) => a - b)

describe('unique indexes', () => {
  const twice: { name: string; key: Document; first: Document; second: Document; told: string; keyValue: Document }[] =
    [
      {
        name: 'a text',
        key: { a: 1 },
        first: { a: 'x' },
        second: { a: 'x' },
        told: '{ a: "x" }',
        keyValue: { a: 'x' },
      },
      { name: 'a number', key: { a: 1 }, first: { a: 1 }, second: { a: 1 }, told: '{ a: 1 }', keyValue: { a: 1 } },
      {
        name: 'a missing field',
        key: { a: 1 },
        first: {},
        second: { b: 1 },
        told: '{ a: null }',
        keyValue: { a: null },
      },
      {
        name: 'two fields',
        key: { a: 1, 'b.c': -1 },
        first: { a: 1, b: { c: true } },
        second: { a: 1, b: { c: true } },
        told: '{ a: 1, b.c: true }',
        keyValue: { a: 1, 'b.c': true },
      },
      {
        name: 'an element',
        key: { a: 1 },
        first: { a: [1, 2] },
        second: { a: [2, 3] },
        told: '{ a: 2 }',
        keyValue: { a: 2 },
      },
      {
        name: 'a long text',
        key: { a: 1 },
        first: { a: 'x'.repeat(3000) },
        second: { a: 'x'.repeat(3000) },
        told: 'xxx',
        keyValue: {},
      },
    ]
  it.each(twice)('refuse $name a second time', async ({ key, first, second, told, keyValue }) => {
    const collection = fresh()
    await collection.createIndex(key, { unique: true })
    await collection.insertOne(first)
    const error = (await collection.insertOne(second).catch((thrown: Document) => thrown)) as Document
    expect(error['code']).toBe(11000)
    expect(error['message']).toMatch(/^E11000 duplicate key error collection: \S+ index: \S+ dup key: \{ /)
    expect(error['message']).toContain(told)
    expect(error['keyPattern']).toEqual(key)
    expect(error['keyValue']).toMatchObject(keyValue)
  })

  it('tell long texts apart that begin the same', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 }, { unique: true })
    const long = 'x'.repeat(3000)
    await collection.insertMany([{ a: `${long}1` }, { a: `${long}2` }, { a: long }])
    expect(await collection.countDocuments({ a: `${long}2` })).toBe(1)
    expect(await collection.countDocuments({ a: { $gt: long } })).toBe(2)
    expect(
      (
        await collection
          .find({ a: { $gte: 'x' } })
          .sort({ a: -1 })
          .toArray()
      ).map((doc) => (doc['a'] as string).slice(3000)),
    ).toEqual(['2', '1', ''])
  })

  it('let one document have the same value twice', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 }, { unique: true })
    await collection.insertOne({ a: [1, 1] })
    expect(await collection.countDocuments({ a: 1 })).toBe(1)
  })

  it('let go of a value with its document', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 }, { unique: true })
    await collection.insertMany([{ a: 1 }, { a: 2 }])
    await collection.updateOne({ a: 1 }, { $set: { a: 3 } })
    await collection.deleteOne({ a: 2 })
    await collection.insertMany([{ a: 1 }, { a: 2 }])
    expect(new Set(await collection.distinct('a'))).toEqual(new Set([1, 2, 3]))
  })

  it('cannot be built over what is there twice, and leave nothing of the attempt', async () => {
    const collection = fresh()
    await collection.insertMany([{ a: 1 }, { a: 2 }, { a: 1 }])
    const error = (await collection
      .createIndex({ a: 1 }, { unique: true })
      .catch((thrown: Document) => thrown)) as Document
    expect(nameOf(error)).toEqual([11000, { a: 1 }, { a: 1 }])
    expect(await collection.indexes()).toHaveLength(1)
    await collection.insertOne({ a: 1 })
  })

  it('where sparse, know nothing of documents without the field', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true })
    await collection.insertMany([{}, {}, { a: null }])
    await expect(collection.insertOne({ a: null })).rejects.toMatchObject({ code: 11000 })
  })

  it('where partial, know only what is in their filter', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { open: true } })
    await collection.insertMany([{ a: 1 }, { a: 1 }, { a: 1, open: true }])
    await expect(collection.insertOne({ a: 1, open: true })).rejects.toMatchObject({ code: 11000 })
    await collection.updateOne({ open: true }, { $set: { open: false } })
    await collection.insertOne({ a: 1, open: true })
  })
})

describe('indexes on arrays', () => {
  it('cannot be on two arrays side by side', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1, b: 1 })
    await expect(collection.insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 })
    await collection.insertOne({ a: [1], b: 2 })
    await expect(collection.updateOne({ b: 2 }, { $set: { b: [2] } })).rejects.toMatchObject({ code: 171 })
  })

  it('give each document once', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 })
    await collection.insertMany([{ a: [1, 2, 3] }, { a: 2 }, { a: [] }])
    expect(await collection.find({ a: { $in: [1, 2, 3] } }).toArray()).toHaveLength(2)
    expect(await collection.find({ a: { $gte: 1 } }).toArray()).toHaveLength(2)
    expect(await collection.countDocuments({ a: { $gte: 1 } })).toBe(2)
  })
})

describe('building an index', () => {
  it('takes in what is there, and what is written meanwhile', async () => {
    const collection = fresh()
    await collection.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: i as never, n: i })))
    const building = collection.createIndexes([{ key: { n: 1 } }, { key: { m: -1, n: 1 } }])
    const writing = (async () => {
      for (let i = 0; i < 50; i++) {
        await collection.insertOne({ _id: (5000 + i) as never, n: 5000 + i })
        await collection.updateOne({ _id: (i * 97) as never }, { $set: { n: -i - 1 } })
        await collection.deleteOne({ _id: (i * 89 + 1) as never })
      }
    })()
    await Promise.all([building, writing])
    const byIndex = await collection.find({ n: { $gte: -1000 } }, { hint: 'n_1', projection: { _id: 1 } }).toArray()
    const byScan = await collection
      .find({ n: { $gte: -1000 } }, { hint: { $natural: 1 }, projection: { _id: 1 } })
      .toArray()
    expect(ids(byIndex)).toEqual(ids(byScan))
    expect(await collection.countDocuments({ n: { $lt: 0 } }, { hint: 'n_1' })).toBe(
      await collection.countDocuments({ n: { $lt: 0 } }, { hint: { $natural: 1 } }),
    )
  })

  it('asked for by many at once is built once', async () => {
    const collection = fresh()
    await collection.insertMany(Array.from({ length: 2000 }, (_, i) => ({ n: i })))
    await Promise.all(Array.from({ length: 8 }, () => collection.createIndex({ n: 1 })))
    expect(await collection.indexes()).toHaveLength(2)
  })

  it('under another’s name or with other options is refused', async () => {
    const collection = fresh()
    await collection.createIndex({ a: 1 }, { name: 'first' })
    await expect(collection.createIndex({ a: 1 }, { name: 'second' })).rejects.toMatchObject({ code: 85 })
    await expect(collection.createIndex({ b: 1 }, { name: 'first' })).rejects.toMatchObject({ code: 86 })
    await expect(collection.createIndex({ a: 1 }, { name: 'first', unique: true })).rejects.toMatchObject({
      code: expect.toSatisfy((code: number) => [85, 86].includes(code)),
    })
  })
})

describe('a dropped collection', () => {
  it('can be made anew, without what was in it', async () => {
    const collection = fresh()
    await collection.createIndex({ n: 1 }, { unique: true })
    for (let round = 0; round < 3; round++) {
      await collection.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i as never, n: i })))
      await collection.drop()
      expect(await collection.countDocuments()).toBe(0)
    }
    await collection.insertOne({ n: 1 })
    expect(await collection.indexes()).toHaveLength(1)
  })

  it('goes with its database', async () => {
    const name = `${store.db}_gone`
    const db = store.client.db(name)
    await db.collection('a').insertOne({})
    await db.collection('b').insertOne({})
    await db.dropDatabase()
    const { databases } = await store.client.db('admin').admin().listDatabases()
    expect(databases.map((each) => each.name)).not.toContain(name)
  })
})
