import type { Db } from '../kernel/db.ts'
import { type ImportRecord, importRecord } from './exchange.model.ts'

export async function findImport(db: Db, file: string): Promise<ImportRecord | null> {
  return db.of(importRecord).findOne({ _id: file })
}

/** Notes how far an import has got; the tickets up to there are stored. */
export async function saveImport(db: Db, { _id, ...rest }: ImportRecord): Promise<void> {
  await db.of(importRecord).replaceOne({ _id }, rest, { upsert: true })
}

/** Every column that imported tables had and no field stands for, in the order they first came. */
export async function extraColumns(db: Db): Promise<string[]> {
  const names = new Set<string>()
  for await (const { extraColumns: own } of db
    .of(importRecord)
    .find({ startedAt: { $gte: new Date(0) } })
    .sort({ startedAt: 1 })) {
    for (const name of own) names.add(name)
  }
  return [...names]
}
