import type { Filter } from '../query/filter.ts'
import { isDoc, type Doc, type Value } from '../values.ts'
import type { Engine } from '../storage/engine.ts'
import type { Collection, Index } from '../storage/shapes.ts'
import { removeFound } from './change.ts'
import { Deadline } from './deadline.ts'
import { forEachMatch } from './multi.ts'
import { contextOf } from './selection.ts'

/** Removes the documents whose date in a TTL index is that many seconds ago. Resolves with their number. */
export async function removeExpired(engine: Engine): Promise<number> {
  let removed = 0
  for (const db of engine.catalogue.databases()) {
    for (const collection of engine.catalogue.collections(db)) {
      for (const index of collection.indexes) {
        if (index.expireAfterSeconds === undefined || index.isBuilding) continue
        await forEachMatch(...expiredBy(engine, collection, index), (current, found, _filter: Filter) => {
          removeFound(engine, current, found)
          removed++
        })
      }
    }
  }
  return removed
}

function expiredBy(engine: Engine, collection: Collection, index: Index) {
  const now = new Date(engine.clock.now())
  const oldest = new Date(now.getTime() - index.expireAfterSeconds! * 1000)
  const isOld: Doc = new Map([[index.fields[0]!.path, new Map([['$lte', oldest]])]])
  const partial = index.spec.get('partialFilterExpression')
  const filter: Doc = isDoc(partial) ? new Map<string, Value>([['$and', [isOld, partial]]]) : isOld
  const place = { engine, db: collection.db, deadline: new Deadline(engine.clock, undefined) }
  return [place, collection.name, { filter }, contextOf(now)] as const
}
