import { StoreError } from '../errors.ts'
import type { Doc } from '../values.ts'
import type { Engine } from './engine.ts'
import type { KeyRange } from './environment.ts'
import { RECORDS, wholeRange } from './keys.ts'
import type { Collection, Index } from './shapes.ts'

/** So many documents are indexed in one transaction. */
const GROUP = 500

/**
 * Adds indexes to a collection (which is made if need be). From the first moment writes keep them up to date; the
 * documents that were there before are added group by group; only then do queries see them. A build that fails, by a
 * duplicate key, say, takes its indexes away again.
 */
export async function buildIndexes(
  engine: Engine,
  db: string,
  name: string,
  choose: (collection: Collection) => Doc[],
): Promise<number> {
  const { catalogue, records } = engine
  const { id, indexes } = await engine.write(() => {
    const existing = engine.find(db, name)
    const collection = existing ?? catalogue.create(db, name, new Map())
    const isEmpty = records.countOf(collection) === 0
    const added = choose(collection).map((spec) => catalogue.addIndex(collection, spec, !isEmpty))
    return { id: collection.id, indexes: added.map((index) => ({ id: index.id, isBuilding: index.isBuilding })) }
  })
  const building = new Set(indexes.filter((index) => index.isBuilding).map((index) => index.id))
  if (building.size === 0) return indexes.length
  const there = (): { collection: Collection; found: Index[] } => {
    const collection = engine.find(db, name)
    if (collection?.id !== id || engine.isClosing) {
      throw new StoreError(276, 'IndexBuildAborted', `index build on ${db}.${name} was interrupted`)
    }
    return { collection, found: collection.indexes.filter((index) => building.has(index.id)) }
  }
  try {
    let range: KeyRange | undefined = wholeRange(id, RECORDS)
    while (range) {
      const from: KeyRange = range
      range = await engine.write(() => {
        const { collection, found } = there()
        return indexGroup(engine, collection, found, from)
      })
    }
    await engine.write(() => {
      const { collection, found } = there()
      for (const index of found) index.isBuilding = false
      catalogue.save(collection)
    })
  } catch (error) {
    if (!engine.isClosing) await engine.write(() => dropBuilding(engine, db, name, building))
    engine.clearLeftovers()
    throw error
  }
  return indexes.length
}

/** Inside a write: the next documents; gives back the range that remains. */
function indexGroup(engine: Engine, collection: Collection, indexes: Index[], range: KeyRange): KeyRange | undefined {
  const group: [number, Buffer][] = []
  const rest = engine.env.visitRecords(range, false, GROUP, (rid, bytes) => {
    group.push([rid, Buffer.from(bytes.subarray(0, bytes.length))])
    return true
  })
  for (const [rid, bytes] of group) {
    for (const index of indexes) engine.records.addToIndex(collection, index, rid, bytes)
  }
  return rest
}

function dropBuilding(engine: Engine, db: string, name: string, building: ReadonlySet<number>): void {
  const collection = engine.find(db, name)
  if (!collection) return
  for (const index of collection.indexes.filter(({ id, isBuilding }) => isBuilding && building.has(id))) {
    engine.catalogue.dropIndex(collection, index)
  }
}

/** Builds that a process which died had under way are given up; whoever asked for them got no answer. */
export async function dropUnfinished(engine: Engine): Promise<void> {
  const { catalogue } = engine
  const collections = catalogue.databases().flatMap((db) => catalogue.collections(db))
  const unfinished = collections.filter(({ indexes }) => indexes.some((index) => index.isBuilding))
  if (unfinished.length === 0) return
  await engine.write(() => {
    for (const collection of unfinished) {
      for (const index of collection.indexes.filter(({ isBuilding }) => isBuilding))
        catalogue.dropIndex(collection, index)
    }
  })
}
