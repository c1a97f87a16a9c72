import { type Db, isDuplicateKey } from '../kernel/db.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import { type InboxRow, UNHEARD, inboxRecord } from './intake.model.ts'

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

/** Id of the first message of this citizen that nobody has heard. */
export async function earliestUnheard(db: Db, citizenKey: string): Promise<string | null> {
  const first = await db
    .of(inboxRecord)
    .findOne({ citizenKey, ...UNHEARD }, { projection: { _id: 1 }, sort: { receivedAt: 1, _id: 1 } })
  return first && first._id
}

/** Takes the message's event out of its outbox: it has been heard. */
export async function markHeard(db: Db, id: string): Promise<void> {
  await db.of(inboxRecord).updateOne({ _id: id }, { $pull: { outbox: { name: 'message.received' } } })
}

/** Whether the message was heard or put aside; of what is no stored message (an upload), true. */
export async function isHeard(db: Db, id: string): Promise<boolean> {
  return (await db.of(inboxRecord).findOne({ _id: id, ...UNHEARD }, { projection: { _id: 1 } })) === null
}

/** How often the hearing has failed, this time included. */
export async function countFailure(db: Db, id: string): Promise<number> {
  const update = { $inc: { failures: 1 } }
  const after = await db.of(inboxRecord).findOneAndUpdate({ _id: id }, update, { returnDocument: 'after' })
  return after?.failures ?? 0
}

/** The messages put aside, the newest first. */
export async function listAside(db: Db, first: number): Promise<InboxRow[]> {
  const aside = { 'aside.at': { $exists: true } }
  return db.of(inboxRecord).find(aside).sort({ 'aside.at': -1 }).limit(first).toArray()
}

/** Puts the message back among the unheard; false when it is not aside. */
export async function takeUp(db: Db, id: string, event: OutboxEntry): Promise<boolean> {
  const update = { $unset: { aside: '' as const, failures: '' as const }, $push: { outbox: event } }
  return (await db.of(inboxRecord).updateOne({ _id: id, 'aside.at': { $exists: true } }, update)).modifiedCount === 1
}

/** Takes the message out of the way of those behind it, where staff see it. */
export async function putAside(db: Db, id: string, aside: NonNullable<InboxRow['aside']>): Promise<void> {
  const update = { $set: { aside }, $pull: { outbox: { name: 'message.received' as const } } }
  await db.of(inboxRecord).updateOne({ _id: id }, update)
}

/** Which stored messages are meant; all of them when nothing is given. */
export interface InboxQuery {
  id?: string
  /** Received at this instant or later. */
  since?: Date
  channel?: string
}

export async function countInboxRows(db: Db, query: InboxQuery): Promise<number> {
  return db.of(inboxRecord).countDocuments(filterOf(query))
}

/** Stored messages in the order they came, one at a time. */
export function inboxRows(db: Db, query: InboxQuery): AsyncIterable<InboxRow> {
  return db.of(inboxRecord).find(filterOf(query)).sort({ receivedAt: 1, _id: 1 })
}

function filterOf({ id, since, channel }: InboxQuery) {
  return {
    ...(id !== undefined && { _id: id }),
    ...(since && { receivedAt: { $gte: since } }),
    ...(channel !== undefined && { channel }),
  }
}

/** Puts another envelope in place of the one that was read; false when somebody else did so meanwhile. */
export async function restoreEnvelope(
  db: Db,
  read: Pick<InboxRow, '_id' | 'sealedMessage'>,
  envelope: Pick<InboxRow, 'citizenKey' | 'kind' | 'sealedMessage' | 'contentKey'>,
  again: OutboxEntry | undefined,
): Promise<boolean> {
  const { modifiedCount } = await db
    .of(inboxRecord)
    .updateOne(
      { _id: read._id, sealedMessage: read.sealedMessage },
      { $set: envelope, ...(again && { $push: { outbox: again } }) },
    )
  return modifiedCount === 1
}

/** Notes why something that was sent with a message could not be had. */
export async function noteMediaLost(db: Db, id: string, reason: string): Promise<void> {
  await db.of(inboxRecord).updateOne({ _id: id }, { $addToSet: { mediaLost: reason } })
}

export async function findInboxRows(db: Db, ids: readonly string[]): Promise<InboxRow[]> {
  return db
    .of(inboxRecord)
    .find({ _id: { $in: [...ids] } })
    .toArray()
}
