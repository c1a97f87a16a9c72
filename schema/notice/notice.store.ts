import type { Db } from '../kernel/db.ts'
import { type Notice, noticeRecord } from './notice.model.ts'

/** Writes the notice into the ledger once. False when its cause has been told before. */
export async function insertNotice(db: Db, notice: Notice): Promise<boolean> {
  const { _id, ...fields } = notice
  const result = await db.of(noticeRecord).updateOne({ _id }, { $setOnInsert: fields }, { upsert: true })
  return result.upsertedCount === 1
}

/**
 * Takes the notice for sending before anything is sent; null when another worker has it or had it. Those of channels
 * that only another process can speak on are left to it.
 */
export async function claimNotice(
  db: Db,
  id: string,
  now: Date,
  elsewhere: readonly string[] = [],
): Promise<Notice | null> {
  const here = elsewhere.length > 0 ? { channel: { $nin: [...elsewhere] } } : {}
  return db
    .of(noticeRecord)
    .findOneAndUpdate(
      { _id: id, state: 'PENDING', dueAt: { $lte: now }, ...here },
      { $set: { state: 'SENDING', claimedAt: now }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    )
}

/** Writes down how the sending went. Only the claim that is still standing may be settled. */
export async function settleNotice(db: Db, claimed: Notice, outcome: Partial<Notice>): Promise<boolean> {
  const claim = { _id: claimed._id, state: 'SENDING', attempts: claimed.attempts } as const
  const result = await db.of(noticeRecord).updateOne(claim, { $set: outcome })
  return result.modifiedCount === 1
}

/** Notices of several tickets, per ticket in the order they were written. */
export async function noticesOf(db: Db, numbers: readonly string[]): Promise<Notice[]> {
  return db
    .of(noticeRecord)
    .find({ number: { $in: [...numbers] } })
    .sort({ number: 1, createdAt: 1 })
    .toArray()
}

/** How many things were said because of one message; their ids begin with its own. */
export async function noticesCausedBy(db: Db, inboxId: string): Promise<number> {
  // `;` is the character after `:`.
  return db.of(noticeRecord).countDocuments({ _id: { $gte: `${inboxId}:`, $lt: `${inboxId};` } }, { limit: 1 })
}

/** Which channels a look at the ledger is about. */
type ChannelsWanted = { only: readonly string[] } | { without: readonly string[] }

/** Pending notices whose time has come, oldest first: what the sweep hands out again. */
export async function dueNotices(
  db: Db,
  now: Date,
  limit: number,
  wanted: ChannelsWanted = { without: [] },
): Promise<string[]> {
  const channels = 'only' in wanted ? { $in: [...wanted.only] } : { $nin: [...wanted.without] }
  const every = 'without' in wanted && wanted.without.length === 0
  const rows = await db
    .of(noticeRecord)
    .find({ state: 'PENDING', dueAt: { $lte: now }, ...(!every && { channel: channels }) }, { projection: { _id: 1 } })
    .sort({ dueAt: 1 })
    .limit(limit)
    .toArray()
  return rows.map((row) => row._id)
}

/** What was held longer is no news any more: the citizen finds it when they ask. */
const HELD_MS = 30 * 24 * 3_600_000

/** Lets what was held for this citizen go out, in the order it was written: they have opened the conversation. */
export async function releaseHeld(db: Db, citizenKey: string, now: Date): Promise<void> {
  await db
    .of(noticeRecord)
    .updateMany(
      { citizenKey, state: 'HELD', createdAt: { $gte: new Date(now.getTime() - HELD_MS) } },
      { $set: { state: 'PENDING' }, $unset: { reason: '' } },
    )
}

/** How long a claim may stand: longer than any platform call with its time-outs and its one repeat. */
const CLAIM_MS = 60_000

/**
 * A claim older than a minute belongs to a dead worker: whether the platform got the message is unknown, so it is
 * marked so and never blindly sent again.
 */
export async function giveUpStaleClaims(db: Db, now: Date): Promise<number> {
  const result = await db
    .of(noticeRecord)
    .updateMany(
      { state: 'SENDING', claimedAt: { $lt: new Date(now.getTime() - CLAIM_MS) } },
      { $set: { state: 'UNKNOWN', reason: '发送途中进程中断，结果不明，不再自动重发' } },
    )
  return result.modifiedCount
}
