import { type Db, isDuplicateKey } from '../kernel/db.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import { type Call, type SealedPiece, callRecord } from './call.model.ts'
import type { CallState } from './call.rules.ts'

export async function findCall(db: Db, id: string): Promise<Call | null> {
  return db.of(callRecord).findOne({ _id: id })
}

/** Inserts once; false when somebody else's piece was faster. */
export async function insertCall(db: Db, call: Call): Promise<boolean> {
  try {
    await db.of(callRecord).insertOne(call)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Puts the pieces in place of those at `revision`; false when the call has moved on since. */
export async function writePieces(
  db: Db,
  { _id, revision }: Pick<Call, '_id' | 'revision'>,
  pieces: SealedPiece[],
  event: OutboxEntry,
): Promise<boolean> {
  const written = await db
    .of(callRecord)
    .updateOne({ _id, revision }, { $set: { pieces, revision: revision + 1 }, $push: { outbox: event } })
  return written.matchedCount === 1
}

/** Notes what became of the call as it was at `revision`; false when another piece has come since. */
export async function settleCall(
  db: Db,
  { _id, revision }: Pick<Call, '_id' | 'revision'>,
  end: { state: CallState; startedAt: Date; ticket?: string; dueAt?: Date },
): Promise<boolean> {
  const { dueAt, ...set } = end
  const settled = await db
    .of(callRecord)
    .updateOne({ _id, revision }, dueAt ? { $set: { ...set, dueAt } } : { $set: set, $unset: { dueAt: '' } })
  return settled.matchedCount === 1
}

/** Ids of calls whose words are overdue, oldest first. */
export async function dueCalls(db: Db, now: Date, limit: number): Promise<string[]> {
  const due = await db
    .of(callRecord)
    .find({ dueAt: { $lte: now } }, { projection: { _id: 1 } })
    .sort({ dueAt: 1 })
    .limit(limit)
    .toArray()
  return due.map((call) => call._id)
}

/** In the order they were made. */
export async function callsOfTicket(db: Db, ticket: string): Promise<Call[]> {
  return db.of(callRecord).find({ ticket }).sort({ startedAt: 1 }).limit(50).toArray()
}

/** Newest first. */
export async function callsInState(db: Db, state: CallState, limit: number): Promise<Call[]> {
  return db.of(callRecord).find({ state }).sort({ startedAt: -1, _id: -1 }).limit(limit).toArray()
}

/** Takes a dropped call off the list; null when it is not on it (any more). */
export async function closeDropped(db: Db, id: string, by: string, now: Date): Promise<Call | null> {
  return db
    .of(callRecord)
    .findOneAndUpdate(
      { _id: id, state: 'DROPPED' },
      { $set: { state: 'CALLED_BACK', calledBackBy: by, calledBackAt: now } },
      { returnDocument: 'after' },
    )
}
