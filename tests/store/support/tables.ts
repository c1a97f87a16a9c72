import { deserialize, EJSON, serialize } from 'bson'
import { MongoServerError, type Collection, type Db, type Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from './store.ts'

/** Documents, and what finds which of them. Without an `_id` they are numbered from 1. */
export interface FindTable {
  readonly about: string
  readonly docs: readonly Document[]
  readonly cases: readonly FindCase[]
}

/** `ids` in any order unless it sorts; `docs` as they come back; `code` of the error. */
export interface FindCase {
  readonly name: string
  readonly filter?: Document
  readonly projection?: Document
  readonly sort?: Document
  readonly ids?: readonly number[]
  readonly docs?: readonly Document[]
  readonly code?: number
  /** An error, of whatever code. */
  readonly fails?: true
}

/** One document (null: none, so it is an upsert), an update, and what is there afterwards. */
export interface UpdateCase {
  readonly name: string
  readonly before: Document | null
  readonly filter?: Document
  readonly update: Document | readonly Document[]
  readonly arrayFilters?: readonly Document[]
  readonly after?: Document
  readonly code?: number
  /** Whether the server says it changed something; true unless said. */
  readonly modified?: boolean
}

export interface UpdateTable {
  readonly about: string
  readonly cases: readonly UpdateCase[]
}

/** Types as they are: neither side may turn a long into a number or an expression into a RegExp. */
export const AS_STORED = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

/** A text that differs where two documents differ in a type or in the order of fields. */
export const exact = (doc: Document): string =>
  EJSON.stringify(deserialize(serialize(doc), AS_STORED), undefined, undefined, { relaxed: false })

export const numbered = (docs: readonly Document[]): Document[] =>
  docs.map((doc, i) => ('_id' in doc ? doc : { _id: i + 1, ...doc }))

/** Runs tables of finds and updates through the driver, each table on a collection of its own. */
export function describeTables(tables: { finds?: readonly FindTable[]; updates?: readonly UpdateTable[] }): void {
  let store: TestStore
  let db: Db

  beforeAll(async () => {
    store = await openTestStore()
    db = store.client.db(store.db)
  })
  afterAll(() => store.stop())

  tables.finds?.forEach((table, i) => {
    describe(table.about, () => {
      const name = `finds_${i}`
      beforeAll(async () => {
        await db.collection(name).insertMany(numbered(table.docs))
      })
      for (const each of table.cases) it(each.name, () => checkFind(db.collection(name), each))
    })
  })
  tables.updates?.forEach((table, i) => {
    describe(table.about, () => {
      for (const each of table.cases) it(each.name, () => checkUpdate(db.collection(`updates_${i}`), each))
    })
  })
}

export async function checkFind(
  collection: Collection,
  { filter = {}, projection, sort, ...expected }: FindCase,
): Promise<void> {
  const found = collection.find(filter, { projection, sort: sort && Object.entries(sort), ...AS_STORED }).toArray()
  if (expected.code !== undefined) {
    await expect(found.catch(codeOf)).resolves.toBe(expected.code)
  } else if (expected.fails) {
    await expect(found.catch(codeOf)).resolves.toBeTypeOf('number')
  } else if (expected.docs) {
    expect((await found).map(exact)).toEqual(expected.docs.map(exact))
  } else {
    const ids = (await found).map(({ _id }) => Number(_id))
    const wanted = [...(expected.ids ?? [])]
    expect(sort ? ids : ids.sort(byNumber)).toEqual(sort ? wanted : wanted.sort(byNumber))
  }
}

const byNumber = (a: number, b: number): number => a - b

export function codeOf(error: unknown): unknown {
  if (error instanceof MongoServerError) return Number(error.code)
  throw error
}

export async function checkUpdate(collection: Collection, each: UpdateCase): Promise<void> {
  await collection.deleteMany({})
  const before = each.before && numbered([each.before])[0]!
  if (before) await collection.insertOne(before)
  const { code, changed } = await update(collection, each)
  const after = await collection.findOne({}, AS_STORED)
  if (each.code !== undefined) {
    expect(code).toBe(each.code)
    // What failed left nothing behind.
    expect(after && exact(after)).toBe(before && exact(before))
    return
  }
  expect(code).toBeUndefined()
  expect(after && exact(after)).toBe(exact(numbered([each.after!])[0]!))
  expect(changed).toBe(each.before === null || (each.modified ?? true))
}

/** As a plain command: the driver's own methods would check updates before the server sees them. */
async function update(collection: Collection, { before, filter = {}, update: u, arrayFilters }: UpdateCase) {
  const one = { q: filter, u, upsert: before === null, ...(arrayFilters && { arrayFilters }) }
  try {
    const reply = await collection.db.command({ update: collection.collectionName, updates: [one] })
    const [error] = (reply['writeErrors'] ?? []) as { code: number }[]
    return { code: error?.code, changed: reply['nModified'] > 0 || reply['upserted'] !== undefined }
  } catch (error) {
    return { code: codeOf(error), changed: false }
  }
}
