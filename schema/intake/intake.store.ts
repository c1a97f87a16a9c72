import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { type InboxRow, inboxRecord } from './intake.model.ts'

/** Inserts once; false when the message is there already. */
export async function insertInboxRow(db: Db, row: InboxRow): Promise<boolean> {
  try {
    await db.of(inboxRecord).insertOne(row)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

export async function findInboxRow(db: Db, id: string): Promise<InboxRow | null> {
  return db.of(inboxRecord).findOne({ _id: id })
}
