import { decode } from '../bson/decode.ts'
import type { Doc } from '../values.ts'
import { Catalogue } from './catalogue.ts'
import type { Environment, KeyRange } from './environment.ts'
import { RECORDS, RID, wholeRange } from './keys.ts'
import { rangeOf } from './leftovers.ts'
import { Records } from './records.ts'
import { namespaceOf, type Collection, type Index } from './shapes.ts'

/** What a check has found. */
export interface Findings {
  readonly collections: number
  readonly documents: number
  readonly entries: number
  /** One sentence each; empty when all is whole. */
  readonly problems: readonly string[]
}

/** So many keys are looked at between two reports of progress. */
const GROUP = 1000
/** More problems than this say nothing new. */
const MAX_PROBLEMS = 100

/**
 * Compares every index with the documents, in both directions: each document has exactly the entries its fields ask
 * for, each entry leads to a document that asks for it, unique values occur once, and no key belongs to nothing.
 * Yields the number of keys looked at so far and of all keys.
 */
export async function* check(env: Environment): AsyncGenerator<{ done: number; all: number }, Findings> {
  const checker = new Checker(env)
  for (const step of checker.run()) {
    yield step
    await new Promise((resolve) => setImmediate(resolve))
  }
  return checker.findings
}

const EVERYTHING: KeyRange = { start: Buffer.of(0), end: Buffer.alloc(5, 0xff) }

class Checker {
  readonly #env: Environment
  readonly #catalogue: Catalogue
  readonly #records: Records
  readonly #problems: string[] = []
  #documents = 0
  #entries = 0
  #collections = 0
  #done = 0

  constructor(env: Environment) {
    this.#env = env
    this.#catalogue = new Catalogue(env)
    // Writes note arrays and cut keys in the catalogue at once; what is news now was forgotten then.
    this.#records = new Records(env, (collection) => this.#report(`${namespaceOf(collection)}: 索引的特征没有记全`))
  }

  get findings(): Findings {
    const { length } = this.#problems
    const problems =
      length > MAX_PROBLEMS ? [...this.#problems.slice(0, MAX_PROBLEMS), `……共 ${length} 处`] : this.#problems
    return { collections: this.#collections, documents: this.#documents, entries: this.#entries, problems }
  }

  *run(): Generator<{ done: number; all: number }> {
    const all = this.#env.count(EVERYTHING)
    for (const db of this.#catalogue.databases()) {
      for (const collection of this.#catalogue.collections(db)) {
        this.#collections++
        for (const done of this.#collection(collection)) yield { done, all }
      }
    }
    let owned = this.#done
    for (const leftover of this.#catalogue.leftovers()) owned += this.#env.count(rangeOf(leftover))
    if (owned !== all) this.#report(`有 ${all - owned} 个键不属于任何集合或索引`)
  }

  *#collection(collection: Collection): Generator<number> {
    const expected = new Map<Index, number>()
    let range: KeyRange | undefined = wholeRange(collection.id, RECORDS)
    while (range) {
      const group: [number, Buffer][] = []
      range = this.#env.visitRecords(range, false, GROUP, (rid, bytes) => {
        group.push([rid, Buffer.from(bytes.subarray(0, bytes.length))])
        return true
      })
      for (const [rid, bytes] of group) this.#document(collection, rid, bytes, expected)
      this.#done += group.length
      this.#documents += group.length
      yield this.#done
    }
    for (const index of collection.indexes) {
      const whole = wholeRange(collection.id, index.id)
      const count = this.#env.count(whole)
      this.#entries += count
      this.#done += count
      if (!index.isBuilding && count !== (expected.get(index) ?? 0)) yield* this.#strayEntries(collection, index, whole)
      yield this.#done
    }
  }

  #document(collection: Collection, rid: number, bytes: Buffer, expected: Map<Index, number>): void {
    const doc = readable(bytes)
    if (!doc) return this.#report(`${namespaceOf(collection)}: 第 ${rid} 号文档无法读取`)
    for (const index of collection.indexes) {
      if (index.isBuilding) continue
      const { keys } = this.#records.entriesOf(collection, index, doc, rid)
      expected.set(index, (expected.get(index) ?? 0) + keys.length)
      for (const key of keys) {
        const isThere = index.isUnique ? this.#env.getRid(key) === rid : this.#env.has(key)
        if (!isThere) this.#report(`${namespaceOf(collection)}: 第 ${rid} 号文档在索引 ${index.name} 中缺少条目`)
      }
    }
  }

  /** The counts differ: which entries are there without a document that asks for them. */
  *#strayEntries(collection: Collection, index: Index, whole: KeyRange): Generator<number> {
    let range = whole
    for (;;) {
      const group = this.#env.entries(range, GROUP)
      for (const { key, value } of group) {
        const rid = index.isUnique ? value.readUIntBE(0, RID) : key.readUIntBE(key.length - RID, RID)
        const doc = readable(this.#records.get(collection, rid))
        const keys = doc ? this.#records.entriesOf(collection, index, doc, rid).keys : []
        if (keys.some((each) => each.equals(key))) continue
        this.#report(
          `${namespaceOf(collection)}: 索引 ${index.name} 的一个条目指向第 ${rid} 号文档，文档中没有对应的值`,
        )
      }
      if (group.length < GROUP) return
      range = { start: Buffer.concat([group.at(-1)!.key, Buffer.of(0)]), end: whole.end }
      yield this.#done
    }
  }

  #report(problem: string): void {
    this.#problems.push(problem)
  }
}

function readable(bytes: Buffer | undefined): Doc | undefined {
  try {
    return bytes && decode(bytes)
  } catch {
    return undefined
  }
}
