import { bytesOf } from '../kernel/bytes.ts'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { type AttachmentRow, attachmentRecord } from './attachment.model.ts'
import type { AttachmentType } from './attachment.rules.ts'

/** What the rest of the house knows of an attachment. */
export interface StoredAttachment {
  /** Random; names it in URLs. */
  id: string
  type: AttachmentType
  contentType: string
  /** Of the stored form, in bytes. */
  size: number
}

/** Inserts once per source; false when that source has its attachment already. */
export async function insertAttachment(db: Db, row: AttachmentRow): Promise<boolean> {
  try {
    await db.of(attachmentRecord).insertOne(row)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

export async function findAttachmentBySource(db: Db, sourceKey: string): Promise<StoredAttachment | undefined> {
  const row = await db.of(attachmentRecord).findOne({ sourceKey }, { projection: { type: 1, contentType: 1, size: 1 } })
  return row ? { id: row._id, type: row.type, contentType: row.contentType, size: row.size } : undefined
}

export async function loadAttachmentBytes(
  db: Db,
  id: string,
): Promise<{ contentType: string; sealed: Uint8Array } | undefined> {
  const row = await db.of(attachmentRecord).findOne({ _id: id }, { projection: { contentType: 1, sealed: 1 } })
  return row ? { contentType: row.contentType, sealed: bytesOf(row.sealed) } : undefined
}

export async function loadThumbnail(db: Db, id: string): Promise<Uint8Array | undefined> {
  const row = await db.of(attachmentRecord).findOne({ _id: id }, { projection: { sealedThumbnail: 1 } })
  return row?.sealedThumbnail && bytesOf(row.sealedThumbnail)
}

/** Which ticket an attachment belongs to; undefined when it belongs to none, or does not exist. */
export async function ticketOfAttachment(db: Db, id: string): Promise<string | undefined> {
  return (await db.of(attachmentRecord).findOne({ _id: id }, { projection: { ticket: 1 } }))?.ticket
}

/** Gives the attachment to a ticket unless it has one; gives the ticket it belongs to from then on. */
export async function claimAttachment(db: Db, id: string, ticket: string): Promise<string | undefined> {
  const unclaimed = { _id: id, ticket: { $exists: false } }
  const claimed = await db.of(attachmentRecord).updateOne(unclaimed, { $set: { ticket } })
  return claimed.modifiedCount === 1 ? ticket : ticketOfAttachment(db, id)
}

/** The ticket has it: nothing is left to do. */
export async function settleAttachment(db: Db, id: string): Promise<void> {
  await db.of(attachmentRecord).updateOne({ _id: id }, { $unset: { loose: '', expiresAt: '' } })
}

/** An attachment that no ticket has. */
export interface LooseAttachment extends Pick<StoredAttachment, 'id' | 'type'> {
  sender: string
  cause: string
  receivedAt: Date
}

/** What was sent since an instant and no ticket has yet (it may be on its way into one), newest first. */
export async function looseAttachments(db: Db, since: Date): Promise<LooseAttachment[]> {
  const rows = await db
    .of(attachmentRecord)
    .find({ loose: true, receivedAt: { $gte: since } }, { projection: { type: 1, sender: 1, cause: 1, receivedAt: 1 } })
    .sort({ receivedAt: -1 })
    .limit(MOST_LOOSE)
    .toArray()
  return rows.map(({ _id: id, type, sender, cause = id, receivedAt }) => ({ id, type, sender, cause, receivedAt }))
}

/** What came with a message, as far as it has been fetched. */
export async function attachmentsOf(db: Db, cause: string): Promise<Pick<StoredAttachment, 'id' | 'type'>[]> {
  const rows = await db
    .of(attachmentRecord)
    .find({ cause }, { projection: { type: 1 } })
    .toArray()
  return rows.map(({ _id: id, type }) => ({ id, type }))
}

/** So many are looked at in one go; those before them had their chance, or have it when these are settled. */
const MOST_LOOSE = 500
