import type { Db } from '../../schema/kernel/db.ts'

type Row = Record<string, unknown> & { _id: string }

/**
 * As much of the store as one turn of a dialogue asks for, in plain objects: what is measured with it is understanding
 * and deciding, not storing. Filters are equality on top-level fields; anything else throws.
 */
export function memoryDb(): { db: Db; size(collection: string): number; clear(): void } {
  const collections = new Map<string, Map<string, Row>>()
  const rows = (name: string) => {
    const known = collections.get(name) ?? new Map<string, Row>()
    collections.set(name, known)
    return known
  }
  const of = ({ collection }: { collection: string }) => memoryCollection(rows(collection))
  return {
    db: { of } as unknown as Db,
    size: (collection) => rows(collection).size,
    clear: () => collections.clear(),
  }
}

function memoryCollection(rows: Map<string, Row>) {
  const find = (filter: Record<string, unknown>): Row[] => {
    const wanted = Object.entries(filter).filter(([field]) => field !== 'heard.id')
    const named = filter['_id']
    const among = typeof named === 'string' ? [rows.get(named)].filter((row) => row !== undefined) : [...rows.values()]
    return among.filter((row) => wanted.every(([field, value]) => row[field] === value))
  }
  const change = (filter: Record<string, unknown>, update: Record<string, unknown>, upsert: boolean) => {
    const [found] = find(filter)
    if (!found && !upsert) return { upsertedCount: 0, row: null }
    const row: Row = found ?? { _id: String(filter['_id']) }
    if (!found) rows.set(row._id, Object.assign(row, update['$setOnInsert']))
    Object.assign(row, update['$set'], update['$max'])
    for (const [field, by] of Object.entries(update['$inc'] ?? {})) row[field] = Number(row[field] ?? 0) + Number(by)
    for (const field of Object.keys(update['$unset'] ?? {})) delete row[field]
    for (const [field, value] of Object.entries(update['$push'] ?? {})) {
      const added = (value as { $each?: unknown[] }).$each ?? [value]
      row[field] = [...((row[field] as unknown[] | undefined) ?? []), ...added]
    }
    return { upsertedCount: found ? 0 : 1, row }
  }
  return {
    findOne: async (filter: Record<string, unknown>) => find(filter)[0] ?? null,
    insertOne: async (row: Row) => void rows.set(row._id, row),
    updateOne: async (
      filter: Record<string, unknown>,
      update: Record<string, unknown>,
      options?: { upsert?: boolean },
    ) => change(filter, update, options?.upsert === true),
    findOneAndUpdate: async (
      filter: Record<string, unknown>,
      update: Record<string, unknown>,
      options?: { upsert?: boolean },
    ) => change(filter, update, options?.upsert === true).row,
    find: (filter: Record<string, unknown>) => ({
      sort: () => ({ limit: (first: number) => ({ toArray: async () => find(filter).toReversed().slice(0, first) }) }),
    }),
  }
}
