import type { Engine } from '../storage/engine.ts'
import type { Index } from '../storage/shapes.ts'
import { isDoc, type Doc, type Value } from '../values.ts'
import { Deadline } from './deadline.ts'
import { removalOf, workOnAll } from './jobs.ts'

/** Removes the documents whose date in a TTL index is that many seconds ago. Resolves with their number. */
export async function removeExpired(engine: Engine): Promise<number> {
  const now = new Date(engine.clock.now())
  const deadline = new Deadline(engine.clock, undefined)
  let removed = 0
  for (const { db, name, indexes } of engine.catalogue.all()) {
    for (const index of indexes) {
      if (index.expireAfterSeconds === undefined) continue
      const filter = expiredBy(index, now.getTime() - index.expireAfterSeconds * 1000)
      const job = removalOf({ engine }, { filter }, { done: () => void removed++ })
      await workOnAll({ engine, db, deadline, now }, name, job)
    }
  }
  return removed
}

function expiredBy({ fields, spec }: Index, time: number): Doc {
  const isOld: Doc = new Map([[fields[0]!.path, new Map([['$lte', new Date(time)]])]])
  const partial = spec.get('partialFilterExpression')
  return isDoc(partial) ? new Map<string, Value>([['$and', [isOld, partial]]]) : isOld
}
