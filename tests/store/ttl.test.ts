import type { Collection } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeExpired } from '../../api/embedded/store/commands/ttl.ts'
import { openClockedStore, type ClockedStore } from './support/clocked.ts'

let store: ClockedStore
beforeAll(async () => {
  store = await openClockedStore()
})
afterAll(() => store.stop())

const HOUR = 3_600_000
const expire = () => removeExpired(store.serving.server.engine)

describe('documents with a time to live', () => {
  let sessions: Collection
  beforeAll(() => {
    sessions = store.client.db('ttl').collection('sessions')
  })
  const left = async () => (await sessions.find({}, { sort: { _id: 1 } }).toArray()).map((doc) => doc['_id'] as unknown)

  it('go when their date is that long ago, and no sooner', async () => {
    const { clock } = store
    await sessions.createIndex({ at: 1 }, { expireAfterSeconds: 3600 })
    const at = new Date(clock.time)
    const dates = [at, new Date(clock.time - HOUR - 1), new Date(clock.time - HOUR), new Date(clock.time - HOUR + 1)]
    await sessions.insertMany(dates.map((date, i) => ({ _id: i as never, at: date })))
    expect(await expire()).toBe(2)
    expect(await left()).toEqual([0, 3])
    clock.time += HOUR
    expect(await expire()).toBe(2)
    expect(await left()).toEqual([])
  })

  it('stay where the field is no date', async () => {
    await sessions.insertMany([{ _id: 'none' }, { _id: 'text', at: '2000' }, { _id: 'number', at: 1 }] as never[])
    expect(await expire()).toBe(0)
    await sessions.deleteMany({})
  })

  it('go by the earliest date of an array', async () => {
    const { time } = store.clock
    await sessions.insertMany([
      { _id: 'old' as never, at: [new Date(time), new Date(time - 2 * HOUR)] },
      { _id: 'new' as never, at: [new Date(time)] },
    ])
    await expire()
    expect(await left()).toEqual(['new'])
  })

  it('go at a time of their own where nothing is added to it', async () => {
    const tokens = store.client.db('ttl').collection('tokens')
    await tokens.createIndex({ until: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { kind: 'guest' } })
    const until = new Date(store.clock.time + 1000)
    await tokens.insertMany([
      { kind: 'guest', until },
      { kind: 'staff', until },
    ])
    expect(await expire()).toBe(0)
    store.clock.time += 1000
    expect(await expire()).toBe(1)
    expect(await tokens.find().toArray()).toMatchObject([{ kind: 'staff' }])
  })
})
