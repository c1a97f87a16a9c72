import type { Db } from '../kernel/db.ts'
import { type SweepRecord, sweepRecord } from './topic.model.ts'

/** There is one sweep of the house. */
const ID = 'topics'

/** How far it got. */
export async function sweepPosition(db: Db): Promise<Pick<SweepRecord, 'before' | 'notBefore'>> {
  return (await db.of(sweepRecord).findOne({ _id: ID })) ?? { notBefore: new Date(0) }
}

/**
 * Moves on, or to the newest ticket when no number is given; two processes that sweep at once do the same twice, which
 * has one effect.
 */
export async function moveSweep(db: Db, before: string | undefined, notBefore: Date): Promise<void> {
  const next = before === undefined ? { notBefore } : { before, notBefore }
  await db.of(sweepRecord).replaceOne({ _id: ID }, next, { upsert: true })
}
