import type { Db } from '../kernel/db.ts'
import { ticketRecord } from '../ticket/ticket.model.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'

/** Numbers of tickets whose title waits to be refined, longest waiting first. */
export async function dueRefinements(db: Db, now: Date, limit: number): Promise<string[]> {
  const due = await db
    .of(ticketRecord)
    .find({ 'refine.after': { $lte: now } }, { projection: { _id: 1 } })
    .sort({ 'refine.after': 1 })
    .limit(limit)
    .toArray()
  return due.map(({ _id }) => _id)
}

/** Takes one for as long as `until`, and counts the try; null when another process was faster. */
export async function claimRefinement(db: Db, number: string, now: Date, until: Date): Promise<Ticket | null> {
  return db
    .of(ticketRecord)
    .findOneAndUpdate(
      { _id: number, 'refine.after': { $lte: now } },
      { $set: { 'refine.after': until }, $inc: { 'refine.tries': 1 } },
      { returnDocument: 'after' },
    )
}

/** Lets it wait for another try, or drops it where `after` is not given. */
export async function settleRefinement(db: Db, number: string, after: Date | undefined): Promise<void> {
  await db
    .of(ticketRecord)
    .updateOne(
      { _id: number, refine: { $exists: true } },
      after ? { $set: { 'refine.after': after } } : { $unset: { refine: '' } },
    )
}
