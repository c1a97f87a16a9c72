import type { AnyBulkWriteOperation } from 'mongodb'
import type { Db, RecordType } from './db.ts'

/** Puts documents in place of those with the same id, in one round trip; leaves others alone. Safe to repeat. */
export async function upsertAll<T extends { _id: string }>(
  db: Db,
  type: RecordType<T>,
  documents: readonly T[],
): Promise<void> {
  if (documents.length === 0) return
  const operations = documents.map(({ _id, ...replacement }) => ({
    replaceOne: { filter: { _id }, replacement, upsert: true },
  }))
  await db.of(type).bulkWrite(operations as unknown as AnyBulkWriteOperation<T>[])
}

/** Adds the documents whose id is not there yet and leaves the others as they are. Safe to repeat. */
export async function insertMissing<T extends { _id: string }>(
  db: Db,
  type: RecordType<T>,
  documents: readonly T[],
): Promise<void> {
  if (documents.length === 0) return
  const operations = documents.map(({ _id, ...fields }) => ({
    updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
  }))
  await db.of(type).bulkWrite(operations as unknown as AnyBulkWriteOperation<T>[])
}
