import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kept } from './cases/types.cases.ts'
import { openTestStore, type TestStore } from './support/store.ts'
import { exact } from './support/tables.ts'

const AS_STORED = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

describe('a value comes back as it was written', () => {
  let store: TestStore
  const collection = () => store.client.db(store.db).collection('values')

  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.stop())

  it.each(kept)('%s', async (name, value) => {
    await collection().insertOne({ name, value })
    const written = await collection().findOne({ name }, AS_STORED)
    expect(exact({ value: written?.['value'] })).toBe(exact({ value }))
    await collection().updateOne({ name }, { $set: { beside: 1 } })
    const updated = await collection().findOne({ name }, AS_STORED)
    expect(exact({ value: updated?.['value'] })).toBe(exact({ value }))
  })
})
