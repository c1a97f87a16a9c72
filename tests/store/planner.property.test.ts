import { serialize } from 'bson'
import fc from 'fast-check'
import { Decimal128, Double, Int32, Long, type Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decode } from '../../api/embedded/store/bson/decode.ts'
import { compileSort } from '../../api/embedded/store/query/sort.ts'
import { openTestStore, type TestStore } from './support/store.ts'

/** Whatever index is used, the answer must be the one a look at all documents gives. */

/** Other cases than the usual ones: STORE_PROPERTY_SEED=1000 STORE_PROPERTY_RUNS=1000. */
const SHIFT = Number(process.env['STORE_PROPERTY_SEED'] ?? 0)

const scalar = fc.constantFrom<unknown>(
  null,
  1,
  2,
  3,
  2.5,
  new Double(2),
  Long.fromString('9007199254740993'),
  Decimal128.fromString('2'),
  Decimal128.fromString('2.50'),
  Number.NaN,
  Infinity,
  '',
  'a',
  'ab',
  'b',
  'x'.repeat(2100),
  `${'x'.repeat(2100)}y`,
  true,
  new Date(0),
  new Date(1000),
)
const inner = fc.record({ b: scalar, c: scalar }, { requiredKeys: [] })
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: inner },
  { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
)
const plainDoc = fc.record({ a: scalar, d: scalar, e: scalar }, { requiredKeys: [] })
const anyDoc = fc.record({ a: value, d: scalar, e: value }, { requiredKeys: [] })

const comparison = fc
  .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), scalar)
  .map(([operator, operand]): Document => ({ [operator]: operand }))
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 3, arbitrary: comparison },
  { weight: 2, arbitrary: fc.tuple(comparison, comparison).map(([one, other]) => ({ ...one, ...other })) },
  { weight: 2, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list) => ({ $in: list })) },
  { weight: 1, arbitrary: fc.boolean().map(($exists) => ({ $exists })) },
  { weight: 1, arbitrary: fc.constantFrom(/^a/, /^ab/, /b/, /^x/).map(($regex) => ({ $regex })) },
  { weight: 1, arbitrary: comparison.map(($elemMatch) => ({ $elemMatch })) },
  { weight: 1, arbitrary: fc.tuple(scalar, comparison).map(([b, c]) => ({ $elemMatch: { b, c } })) },
  { weight: 1, arbitrary: comparison.map(($not) => ({ $not })) },
)
const field = fc.constantFrom('a', 'a.b', 'a.c', 'd', 'e')
const conjunction = fc
  .uniqueArray(fc.tuple(field, condition), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map((parts): Document => Object.fromEntries(parts))
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: conjunction },
  { weight: 1, arbitrary: fc.array(conjunction, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(conjunction, fc.array(conjunction, { minLength: 2, maxLength: 2 }))
      .map(([all, $or]) => ({ ...all, $or })),
  },
)
const keys = fc
  .uniqueArray(fc.tuple(field, fc.constantFrom(1, -1)), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map((parts): Document => Object.fromEntries(parts))
/** Only one of them ever holds arrays: two side by side cannot be sorted by. */
const sort = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'd'), fc.constantFrom(1, -1)), {
    maxLength: 2,
    selector: ([name]) => name,
  })
  .map((parts): Document => Object.fromEntries(parts))
const index = fc.tuple(
  keys,
  fc.constantFrom<Document>(
    {},
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { d: { $exists: true } } },
    { partialFilterExpression: { a: { $gt: 1 } } },
  ),
)

/** Each document may stand before the next one. */
function isSorted(found: readonly Document[], order: Document): boolean {
  const { keyOf, compareKeys } = compileSort(decode(serialize(order)))
  const sortKeys = found.map((doc) => keyOf(decode(serialize(doc))))
  return sortKeys.every((key, i) => i === 0 || compareKeys(sortKeys[i - 1]!, key) <= 0)
}

const ids = (list: Document[]) => list.map((doc) => doc['_id'] as number).sort((a, b) => a - b)

describe('any plan', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.stop())

  it.each([
    ['documents without arrays', plainDoc, 101 + SHIFT],
    ['documents with arrays', anyDoc, 202 + SHIFT],
  ])('finds what a full scan finds: %s', { timeout: 600_000 }, async (_name, documents, seed) => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(documents, { minLength: 5, maxLength: 25 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, sort), { minLength: 10, maxLength: 20 }),
        async (docs, indexes, queries) => {
          const collection = store.client.db(store.db).collection(`any_${seed}_${round++}`)
          await collection.insertMany(docs.map((doc, i) => ({ _id: new Int32(i) as never, ...doc })))
          for (const [key, options] of indexes) {
            // Arrays beside arrays cannot be indexed, and the same index twice is refused with other options.
            await collection.createIndex(key, options).catch(() => {})
          }
          for (const [where, order] of queries) {
            const found = await collection.find(where, { sort: order }).toArray()
            const expected = await collection.find(where, { sort: order, hint: { $natural: 1 } }).toArray()
            expect(ids(found)).toEqual(ids(expected))
            expect(isSorted(found, order)).toBe(true)
            expect(await collection.countDocuments(where)).toBe(expected.length)
          }
          await collection.drop()
        },
      ),
      { numRuns: Number(process.env['STORE_PROPERTY_RUNS'] ?? 40), seed },
    )
  })
})
