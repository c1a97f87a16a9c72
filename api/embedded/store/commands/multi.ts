import { decode } from '../bson/decode.ts'
import type { Filter, QueryContext } from '../query/filter.ts'
import type { Collection } from '../storage/shapes.ts'
import type { Call } from './call.ts'
import { openRids, select, type Found, type Wanted } from './selection.ts'

/** So many documents are written in one transaction at most. */
const GROUP = 200

/**
 * Works on every match of a filter. The matches are found first, while others read and write; then each is looked at
 * again inside the transaction that changes it, so that only documents that still match are touched, each once.
 */
export async function forEachMatch(
  call: Pick<Call, 'engine' | 'db' | 'deadline'>,
  name: string,
  wanted: Wanted,
  context: QueryContext,
  work: (collection: Collection, found: Found, filter: Filter) => void,
): Promise<void> {
  const { engine, db, deadline } = call
  const selection = select(engine.find(db, name), wanted, context)
  const { collection, filter } = selection
  if (!collection) return
  const rids: number[] = []
  const reader = openRids(engine, selection)
  for (let more = reader.read(Infinity); more; more = reader.read(Infinity)) {
    rids.push(...more)
    await deadline.breathe()
  }
  for (let at = 0; at < rids.length; at += GROUP) {
    deadline.check()
    await engine.write(() => {
      const current = engine.find(db, name)
      if (current?.id !== collection.id) return
      for (const rid of rids.slice(at, at + GROUP)) {
        const bytes = engine.records.get(current, rid)
        if (bytes && filter.test(decode(bytes))) work(current, { rid, bytes }, filter)
      }
    })
  }
}
