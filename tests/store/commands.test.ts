import { Timestamp, type Db, type Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from './support/store.ts'

/** The embedded store refuses things by name that other servers have. */
const isEmbedded = process.env['STORE_TEST_URI'] === undefined

let store: TestStore
let db: Db
beforeAll(async () => {
  store = await openTestStore()
  db = store.client.db(store.db)
  await db.collection('things').insertMany([{ _id: 1 }, { _id: 2, a: 'x' }, { _id: 3, a: ['x', 'y'] }] as never[])
})
afterAll(() => store.stop())

interface Case {
  name: string
  command: Document
  /** On the admin database. */
  admin?: boolean
  reply?: Document
  code?: number
}

const answered: Case[] = [
  { name: 'ping', command: { ping: 1 }, reply: { ok: 1 } },
  {
    name: 'buildInfo has a version',
    command: { buildInfo: 1 },
    reply: { version: expect.stringMatching(/^\d+\.\d+\.\d+/), bits: 64 },
  },
  {
    name: 'connectionStatus: nobody signs in',
    command: { connectionStatus: 1 },
    reply: { authInfo: { authenticatedUsers: [] } },
  },
  { name: 'count', command: { count: 'things', query: { a: 'x' } }, reply: { n: 2 } },
  { name: 'count with a limit below zero', command: { count: 'things', limit: -2 }, reply: { n: 2 } },
  { name: 'count of what is not there', command: { count: 'nothing' }, reply: { n: 0 } },
  { name: 'distinct takes elements', command: { distinct: 'things', key: 'a' }, reply: { values: ['x', 'y'] } },
  {
    name: 'some with a field, some without, some with null',
    command: { insert: 'nulls', documents: [{}, { a: 2 }, { a: null }, { a: 1 }, {}, { a: 2 }] },
    reply: { n: 6 },
  },
  {
    name: 'distinct counts null, but not a missing field',
    command: { distinct: 'nulls', key: 'a' },
    reply: { values: expect.toSatisfy((values: unknown[]) => new Set(values).size === 3 && values.length === 3) },
  },
  { name: 'distinct of what is not there', command: { distinct: 'nothing', key: 'a' }, reply: { values: [] } },
  { name: 'find of what is not there', command: { find: 'nothing' }, reply: { cursor: { firstBatch: [] } } },
  {
    name: 'insert tells how many',
    command: { insert: 'inserted', documents: [{ _id: 1 }, { _id: 2 }] },
    reply: { n: 2, ok: 1 },
  },
  {
    name: 'update tells matched and modified',
    command: {
      update: 'inserted',
      updates: [
        { q: {}, u: { $set: { a: 1 } }, multi: true },
        { q: { _id: 1 }, u: { $set: { a: 1 } } },
      ],
    },
    reply: { n: 3, nModified: 2 },
  },
  {
    name: 'update tells what it added',
    command: { update: 'inserted', updates: [{ q: { _id: 9 }, u: { $set: { a: 1 } }, upsert: true }] },
    reply: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 9 }] },
  },
  { name: 'delete one', command: { delete: 'inserted', deletes: [{ q: { a: 1 }, limit: 1 }] }, reply: { n: 1 } },
  { name: 'delete all', command: { delete: 'inserted', deletes: [{ q: {}, limit: 0 }] }, reply: { n: 2 } },
  {
    name: 'findAndModify adds, and gives nothing before',
    command: { findAndModify: 'found', query: { _id: 1 }, update: { $inc: { n: 1 } }, upsert: true },
    reply: { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 1 } },
  },
  {
    name: 'findAndModify gives what is after',
    command: { findAndModify: 'found', query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true },
    reply: { value: { _id: 1, n: 2 }, lastErrorObject: { n: 1, updatedExisting: true } },
  },
  {
    name: 'findAndModify in an order, with some fields',
    command: { findAndModify: 'things', query: {}, sort: { _id: -1 }, update: { $set: { b: 1 } }, fields: { _id: 1 } },
    reply: { value: { _id: 3 } },
  },
  {
    name: 'findAndModify with arrayFilters',
    command: {
      findAndModify: 'things',
      query: { _id: 3 },
      update: { $set: { 'a.$[e]': 'z' } },
      arrayFilters: [{ e: 'y' }],
      new: true,
    },
    reply: { value: { _id: 3, a: ['x', 'z'], b: 1 } },
  },
  {
    name: 'findAndModify removes',
    command: { findAndModify: 'found', query: { _id: 1 }, remove: true },
    reply: { value: { _id: 1, n: 2 }, lastErrorObject: { n: 1 } },
  },
  {
    name: 'findAndModify finds nothing',
    command: { findAndModify: 'found', query: { _id: 1 }, remove: true },
    reply: { value: null, lastErrorObject: { n: 0 } },
  },
  { name: 'create', command: { create: 'made' }, reply: { ok: 1 } },
  { name: 'create once more', command: { create: 'made' }, reply: { ok: 1 } },
  { name: 'drop', command: { drop: 'made' }, reply: { ns: expect.stringMatching(/\.made$/), nIndexesWas: 1 } },
  { name: 'drop of what is not there', command: { drop: 'made' }, reply: { ok: 1 } },
  {
    name: 'createIndexes makes the collection, too',
    command: { createIndexes: 'indexed', indexes: [{ key: { a: 1 }, name: 'a_1' }] },
    reply: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true },
  },
  {
    name: 'createIndexes of what is there',
    command: { createIndexes: 'indexed', indexes: [{ key: { a: 1 }, name: 'a_1' }] },
    reply: { numIndexesBefore: 2, numIndexesAfter: 2, note: 'all indexes already exist' },
  },
  {
    name: 'listIndexes',
    command: { listIndexes: 'indexed' },
    reply: {
      cursor: {
        firstBatch: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1 }, name: 'a_1' },
        ],
      },
    },
  },
  { name: 'dropIndexes by keys', command: { dropIndexes: 'indexed', index: { a: 1 } }, reply: { nIndexesWas: 2 } },
  { name: 'dropIndexes of all', command: { dropIndexes: 'indexed', index: '*' }, reply: { nIndexesWas: 1 } },
  {
    name: 'listCollections by name',
    command: { listCollections: 1, filter: { name: 'things' }, nameOnly: true },
    reply: { cursor: { firstBatch: [{ name: 'things', type: 'collection' }] } },
  },
  { name: 'collStats', command: { collStats: 'things' }, reply: { count: 3, nindexes: 1, capped: false } },
  { name: 'dbStats', command: { dbStats: 1 }, reply: { ok: 1 } },
  { name: 'getParameter', admin: true, command: { getParameter: 1, featureCompatibilityVersion: 1 }, reply: { ok: 1 } },
  { name: 'endSessions', admin: true, command: { endSessions: [] }, reply: { ok: 1 } },
  {
    name: 'writeConcern majority, as a standalone takes it',
    command: { insert: 'w', documents: [{}], writeConcern: { w: 'majority', j: true, wtimeout: 100 } },
    reply: { n: 1 },
  },
  { name: 'readConcern majority', command: { find: 'w', readConcern: { level: 'majority' } }, reply: { ok: 1 } },
  { name: 'a comment of any kind', command: { find: 'w', comment: { a: 1 } }, reply: { ok: 1 } },
  { name: 'the simple collation', command: { find: 'w', collation: { locale: 'simple' } }, reply: { ok: 1 } },
  {
    name: 'let',
    command: { find: 'things', filter: { $expr: { $eq: ['$_id', '$$which'] } }, let: { which: 2 } },
    reply: { cursor: { firstBatch: [{ _id: 2, a: 'x' }] } },
  },
]

const failing: Case[] = [
  { name: 'a command nobody knows', command: { makeCoffee: 1 }, code: 59 },
  { name: 'a field nobody knows', command: { find: 'things', filtr: {} }, code: 40415 },
  { name: 'a filter that is none', command: { find: 'things', filter: 1 }, code: 14 },
  { name: 'a limit below zero', command: { find: 'things', limit: -1 }, code: 51024 },
  { name: 'a time limit below zero', command: { find: 'things', maxTimeMS: -1 }, code: 2 },
  { name: 'a collection without name', command: { find: '' }, code: 73 },
  { name: 'a collection with a zero in its name', command: { insert: 'a\0b', documents: [{}] }, code: 73 },
  { name: 'no documents', command: { insert: 'things', documents: [] }, code: 16 },
  {
    name: 'a write concern of another world',
    command: { insert: 'things', documents: [{}], writeConcern: { w: 2 } },
    code: 2,
  },
  { name: 'a read concern of another world', command: { find: 'things', readConcern: { level: 'soon' } }, code: 9 },
  { name: 'a cursor that is not there', command: { getMore: 99n, collection: 'things' }, code: 43 },
  { name: 'an aggregate without cursor', command: { aggregate: 'things', pipeline: [] }, code: 9 },
  { name: 'indexes of what is not there', command: { listIndexes: 'nothing' }, code: 26 },
  {
    name: 'an index without keys',
    command: { createIndexes: 'things', indexes: [{ key: {}, name: 'none' }] },
    code: 67,
  },
  {
    name: 'an index in no direction',
    command: { createIndexes: 'things', indexes: [{ key: { a: 0 }, name: 'zero' }] },
    code: 67,
  },
  {
    name: 'an option no index has',
    command: { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a', colour: 1 }] },
    code: 197,
  },
  { name: 'dropping the index of _id', command: { dropIndexes: 'things', index: '_id_' }, code: 72 },
  { name: 'dropping an index that is not there', command: { dropIndexes: 'things', index: 'nothing_1' }, code: 27 },
  { name: 'findAndModify with nothing to do', command: { findAndModify: 'things', query: {} }, code: 9 },
  {
    name: 'findAndModify with too much to do',
    command: { findAndModify: 'things', query: {}, update: {}, remove: true },
    code: 9,
  },
  { name: 'a delete of two', command: { delete: 'things', deletes: [{ q: {}, limit: 2 }] }, code: 9 },
  { name: 'an admin command elsewhere', command: { listDatabases: 1 }, code: 13 },
]

const writeErrors: Case[] = [
  { name: 'an _id twice', command: { insert: 'things', documents: [{ _id: 1 }] }, code: 11000 },
  { name: 'an _id that is an array', command: { insert: 'things', documents: [{ _id: [1] }] }, code: 53 },
  { name: 'an _id with a dollar', command: { insert: 'things', documents: [{ _id: { $a: 1 } }] }, code: 52 },
  {
    name: 'changing the _id',
    command: { update: 'things', updates: [{ q: { _id: 1 }, u: { $set: { _id: 2 } } }] },
    code: 66,
  },
  { name: 'many replacements', command: { update: 'things', updates: [{ q: {}, u: { a: 1 }, multi: true }] }, code: 9 },
  {
    name: 'adding to a text',
    command: { update: 'things', updates: [{ q: { _id: 2 }, u: { $inc: { a: 1 } } }] },
    code: 14,
  },
]

const run = ({ command, admin }: Case) => (admin ? store.client.db('admin') : db).command(command)

describe('commands', () => {
  it.each(answered)('$name', async (each) => {
    expect(await run(each)).toMatchObject(each.reply!)
  })
  it.each(failing)('refuse $name', async (each) => {
    await expect(run(each)).rejects.toMatchObject({ code: each.code })
  })
  it.each(writeErrors)('tell as a write error: $name', async (each) => {
    expect((await run(each))['writeErrors']).toMatchObject([{ index: 0, code: each.code }])
  })
})

const refused: { what: string; command: Document }[] = [
  { what: 'transactions', command: { commitTransaction: 1 } },
  { what: 'transactions', command: { abortTransaction: 1 } },
  { what: '$changeStream', command: { aggregate: 'things', pipeline: [{ $changeStream: {} }], cursor: {} } },
  { what: '$text', command: { find: 'things', filter: { $text: { $search: 'a' } } } },
  { what: 'text indexes', command: { createIndexes: 'things', indexes: [{ key: { a: 'text' }, name: 't' }] } },
  { what: '2dsphere indexes', command: { createIndexes: 'things', indexes: [{ key: { a: '2dsphere' }, name: 'g' }] } },
  { what: '$geoWithin', command: { find: 'things', filter: { a: { $geoWithin: {} } } } },
  { what: '$where', command: { find: 'things', filter: { $where: 'true' } } },
  { what: 'timeseries in create', command: { create: 'c', timeseries: { timeField: 't' } } },
  { what: 'capped in create', command: { create: 'c', capped: true, size: 1 } },
  { what: 'validator in create', command: { create: 'c', validator: { a: 1 } } },
  { what: 'viewOn in create', command: { create: 'c', viewOn: 'things', pipeline: [] } },
  { what: 'users and roles', command: { createUser: 'u', pwd: 'p', roles: [] } },
  { what: 'users and roles', command: { saslStart: 1, mechanism: 'PLAIN', payload: '' } },
  { what: '$search', command: { createSearchIndexes: 'things', indexes: [] } },
  { what: 'map-reduce', command: { mapReduce: 'things' } },
  { what: 'collation', command: { find: 'things', collation: { locale: 'zh' } } },
  {
    what: 'collation',
    command: { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'c', collation: { locale: 'zh' } }] },
  },
  { what: 'tailable in find', command: { find: 'things', tailable: true } },
  {
    what: 'hidden in an index',
    command: { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'h', hidden: true }] },
  },
  { what: 'wildcard indexes', command: { createIndexes: 'things', indexes: [{ key: { '$**': 1 }, name: 'w' }] } },
  { what: 'collMod', command: { collMod: 'things' } },
  { what: 'noCursorTimeout in find', command: { find: 'things', noCursorTimeout: true } },
  { what: 'let in aggregate', command: { aggregate: 'things', pipeline: [], cursor: {}, let: { a: 1 } } },
  { what: '$collStats', command: { aggregate: 'things', pipeline: [{ $collStats: {} }], cursor: {} } },
  { what: 'explain of update', command: { explain: { update: 'things', updates: [] } } },
  {
    what: '$or in partial filters',
    command: { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'p', partialFilterExpression: { $or: [] } }] },
  },
]

describe.runIf(isEmbedded)('what the embedded store does not have is refused by name', () => {
  it.each(refused)('$what: $command', async ({ what, command }) => {
    const error = await db.command(command).catch((thrown: Document) => thrown)
    expect(error).toMatchObject({ code: 115, codeName: 'CommandNotSupported' })
    expect(error['message']).toMatch(/set MONGODB_URI to use /)
    expect(error['message']).toContain(what)
  })

  it('in a statement as its write error: an empty timestamp, which MongoDB makes the time', async () => {
    const answer = await db.command({ insert: 'things', documents: [{ at: new Timestamp({ t: 0, i: 0 }) }] })
    expect(answer['writeErrors']).toMatchObject([{ index: 0, code: 115 }])
  })

  it('transactions, in MongoDB’s own words for a standalone', async () => {
    const session = store.client.startSession()
    session.startTransaction()
    // The driver takes the code for a question of retryable writes, and keeps the server's words beside its own.
    await expect(db.collection('things').insertOne({}, { session })).rejects.toMatchObject({
      originalError: {
        code: 20,
        message: 'Transaction numbers are only allowed on a replica set member or mongos',
      },
    })
    await session.endSession()
  })

  it('and a field named like a prototype reaches none', async () => {
    const things = db.collection('prototypes')
    await things.insertOne({ _id: 1 as never })
    await things.updateOne(
      { _id: 1 as never },
      { $set: { 'constructor.prototype.polluted': 1, '__proto__.polluted': 1 } },
    )
    expect(({} as Document)['polluted']).toBeUndefined()
    expect(await things.countDocuments({ 'constructor.prototype.polluted': 1 })).toBe(1)
  })
})
