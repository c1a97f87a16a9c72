import { decode } from '../bson/decode.ts'
import type { Doc } from '../values.ts'
import { Catalogue } from './catalogue.ts'
import type { Environment } from './environment.ts'
import { RECORDS, wholeRange } from './keys.ts'
import { Records } from './records.ts'
import { namespaceOf, type Collection } from './shapes.ts'

/** What a check has found. */
export interface Findings {
  readonly collections: number
  readonly documents: number
  readonly entries: number
  /** One sentence each; empty when all is whole. */
  readonly problems: readonly string[]
}

/** More problems than this say nothing new. */
const MAX_PROBLEMS = 100

/**
 * Compares every index with the documents: each document has exactly the entries its fields ask for, unique values occur
 * once, and there is no entry more than that. Tells how many documents have been looked at, and how many there are.
 */
export async function check(env: Environment, progress?: (done: number, all: number) => void): Promise<Findings> {
  const collections = new Catalogue(env).all()
  const problems: string[] = []
  const report = (collection: Collection, problem: string): void => {
    problems.push(`${namespaceOf(collection)}: ${problem}`)
  }
  // Writes note arrays and cut keys in the catalogue at once; what is news now was forgotten then.
  const records = new Records(env, (collection) => report(collection, '索引的特征没有记全'))

  /** How many entries the document asks for in each index. */
  const checkDocument = (collection: Collection, rid: number, bytes: Buffer): number[] => {
    const doc = readable(bytes)
    if (!doc) report(collection, `第 ${rid} 号文档无法读取`)
    return collection.indexes.map((index) => {
      const wanted = doc ? [...records.entriesOf(collection, index, doc, rid).values()] : []
      const missing = wanted.filter(({ key }) => (index.isUnique ? env.getRid(key) !== rid : !env.has(key)))
      if (missing.length > 0) report(collection, `第 ${rid} 号文档在索引 ${index.name} 中缺少条目`)
      return wanted.length
    })
  }

  const all = collections.reduce((sum, { id }) => sum + env.count(wholeRange(id, RECORDS)), 0)
  let documents = 0
  let entries = 0
  for (const collection of collections) {
    const wanted = collection.indexes.map(() => 0)
    for (const group of env.records(wholeRange(collection.id, RECORDS))) {
      for (const [rid, bytes] of group) {
        checkDocument(collection, rid, bytes).forEach((count, i) => (wanted[i]! += count))
      }
      documents += group.length
      progress?.(documents, all)
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (const [i, { id, name }] of collection.indexes.entries()) {
      const count = env.count(wholeRange(collection.id, id))
      entries += count
      if (count > wanted[i]!) report(collection, `索引 ${name} 多出 ${count - wanted[i]!} 个条目，文档中没有对应的值`)
    }
  }
  const more = problems.length > MAX_PROBLEMS ? [`……共 ${problems.length} 处`] : []
  return {
    collections: collections.length,
    documents,
    entries,
    problems: [...problems.slice(0, MAX_PROBLEMS), ...more],
  }
}

function readable(bytes: Buffer): Doc | undefined {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}
