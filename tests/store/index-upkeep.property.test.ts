import fc from 'fast-check'
import type { Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check } from '../../api/embedded/store/storage/check.ts'
import { openClockedStore, type ClockedStore } from './support/clocked.ts'

/** Whatever is written, every index has exactly the entries its documents ask for. */

const RUNS = Number(process.env['STORE_PROPERTY_RUNS'] ?? 60)

const scalar = fc.constantFrom<unknown>(null, 1, 2, 3, 'a', 'b', 'x'.repeat(2500), new Date(0), true)
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ b: scalar, c: scalar }, { requiredKeys: [] }),
  fc.array(fc.record({ b: scalar, c: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
)
const doc = fc.record({ a: value, d: scalar, e: scalar }, { requiredKeys: [] })
const path = fc.constantFrom('a', 'a.b', 'a.0', 'a.1.c', 'd', 'e', 'f')
const id = fc.nat(11)

const update: fc.Arbitrary<Document> = fc.oneof(
  fc.tuple(path, value).map(([name, to]) => ({ $set: { [name]: to } })),
  path.map((name) => ({ $unset: { [name]: 1 } })),
  fc.tuple(path, scalar).map(([name, item]) => ({ $push: { [name]: item } })),
  fc.tuple(path, scalar).map(([name, item]) => ({ $pull: { [name]: item } })),
  path.map((name) => ({ $inc: { [name]: 1 } })),
  fc.tuple(path, path).map(([from, to]) => ({ $rename: { [from]: to } })),
  fc.tuple(path, value).map(([name, to]) => ({ $set: { 'a.$[].b': to }, $unset: { [name]: 1 } })),
)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(id, doc).map(([_id, rest]) => ({ insertOne: { document: { _id, ...rest } } })) },
  { weight: 6, arbitrary: fc.tuple(id, update).map(([_id, to]) => ({ updateOne: { filter: { _id }, update: to } })) },
  { weight: 2, arbitrary: fc.tuple(scalar, update).map(([d, to]) => ({ updateMany: { filter: { d }, update: to } })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(id, doc)
      .map(([_id, to]) => ({ replaceOne: { filter: { _id }, replacement: to, upsert: true } })),
  },
  { weight: 1, arbitrary: id.map((_id) => ({ deleteOne: { filter: { _id } } })) },
  { weight: 1, arbitrary: scalar.map((e) => ({ deleteMany: { filter: { e } } })) },
)
const INDEXES: { key: Record<string, 1 | -1>; options: Document }[] = [
  { key: { a: 1 }, options: {} },
  { key: { 'a.b': -1, d: 1 }, options: {} },
  { key: { e: 1 }, options: { unique: true, sparse: true } },
  { key: { d: 1 }, options: { partialFilterExpression: { e: { $exists: true } } } },
  { key: { f: 1, a: 1 }, options: { sparse: true } },
]

let store: ClockedStore
beforeAll(async () => {
  store = await openClockedStore()
})
afterAll(() => store.stop())

async function problems(): Promise<readonly string[]> {
  const findings = await check(store.serving.server.engine.env)
  return findings.problems
}

describe('indexes', () => {
  it('stay whole under any writes', { timeout: 600_000 }, async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 60 }),
        fc.subarray(INDEXES, { minLength: 1 }),
        fc.nat(20),
        async (steps, indexes, builtAt) => {
          const collection = store.client.db('upkeep').collection(`c${round++}`)
          const build = async () => {
            // Over what is there already a unique index or one on two arrays may not be possible.
            for (const { key, options } of indexes) await collection.createIndex(key, options).catch(() => {})
          }
          for (const [i, each] of steps.entries()) {
            if (i === builtAt) await build()
            await collection.bulkWrite([each as never], { ordered: false }).catch(() => {})
          }
          expect(await problems()).toEqual([])
          await collection.drop()
        },
      ),
      { numRuns: RUNS, seed: 4711 },
    )
  })
})
