import type { Collection, Db, Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from './store.ts'
import { AS_STORED, codeOf, exact, numbered } from './tables.ts'

/** Expressions over one document: `value` is what comes out, types and all; `missing` where nothing does. */
export interface ExpressionTable {
  readonly about: string
  readonly doc?: Document
  readonly cases: readonly ExpressionCase[]
}

export interface ExpressionCase {
  readonly name: string
  /** Instead of the table's. */
  readonly doc?: Document
  readonly expression: unknown
  readonly value?: unknown
  readonly missing?: true
  readonly code?: number
  /** An error, of whatever code. */
  readonly fails?: true
}

/** Pipelines over the same documents. Without an `_id` they are numbered from 1. */
export interface PipelineTable {
  readonly about: string
  readonly docs: readonly Document[]
  /** Other collections, by name; each case has them afresh. */
  readonly others?: Readonly<Record<string, readonly Document[]>>
  readonly cases: readonly PipelineCase[]
}

/** `expect` in this order unless `anyOrder`; `after` is what another collection holds afterwards, by `_id`. */
export interface PipelineCase {
  readonly name: string
  /** Instead of the table's. */
  readonly docs?: readonly Document[]
  readonly pipeline: readonly Document[]
  readonly expect?: readonly Document[]
  readonly anyOrder?: true
  readonly after?: { readonly collection: string; readonly holds: readonly Document[] }
  readonly code?: number
  /** An error, of whatever code. */
  readonly fails?: true
}

/** Runs the tables through the driver, in a database of its own. */
export function describePipelines(tables: {
  readonly expressions?: readonly ExpressionTable[]
  readonly pipelines?: readonly PipelineTable[]
}): void {
  let store: TestStore
  let db: Db

  beforeAll(async () => {
    store = await openTestStore()
    db = store.client.db(store.db)
  })
  afterAll(async () => {
    await db.dropDatabase()
    await store.stop()
  })

  for (const table of tables.expressions ?? []) {
    describe(table.about, () => {
      for (const each of table.cases) it(each.name, () => checkExpression(db, table, each))
    })
  }
  for (const table of tables.pipelines ?? []) {
    describe(table.about, () => {
      for (const each of table.cases) it(each.name, () => checkPipeline(db, table, each))
    })
  }
}

async function checkExpression(db: Db, table: ExpressionTable, each: ExpressionCase): Promise<void> {
  const collection = await filled(db, 'documents', [each.doc ?? table.doc ?? {}])
  const expected = each.missing ? {} : { result: each.value }
  await checkResults(collection, [{ $replaceWith: { result: each.expression } }], { ...each, expect: [expected] })
}

async function checkPipeline(db: Db, table: PipelineTable, each: PipelineCase): Promise<void> {
  const collection = await filled(db, 'documents', each.docs ?? table.docs)
  for (const [name, docs] of Object.entries(table.others ?? {})) await filled(db, name, docs)
  await checkResults(collection, each.pipeline, each)
  if (!each.after) return
  const holds = await db.collection(each.after.collection).find({}, AS_STORED).sort({ _id: 1 }).toArray()
  expect(holds.map(exact)).toEqual(each.after.holds.map(exact))
}

async function filled(db: Db, name: string, docs: readonly Document[]): Promise<Collection> {
  const collection = db.collection(name)
  await collection.deleteMany({})
  if (docs.length > 0) await collection.insertMany(numbered(docs))
  return collection
}

async function checkResults(
  collection: Collection,
  pipeline: readonly Document[],
  wanted: Pick<PipelineCase, 'expect' | 'anyOrder' | 'code' | 'fails'>,
): Promise<void> {
  const results = collection.aggregate([...pipeline], AS_STORED).toArray()
  if (wanted.code !== undefined) {
    await expect(results.catch(codeOf)).resolves.toBe(wanted.code)
    return
  }
  if (wanted.fails) {
    await expect(results.catch(codeOf)).resolves.toBeTypeOf('number')
    return
  }
  const found = (await results).map(exact)
  const expected = (wanted.expect ?? []).map(exact)
  expect(wanted.anyOrder ? found.toSorted() : found).toEqual(wanted.anyOrder ? expected.toSorted() : expected)
}
