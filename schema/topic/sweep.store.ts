import type { Db } from '../kernel/db.ts'
import { type SweepRecord, sweepRecord } from './topic.model.ts'

/** There is one sweep of the house. */
const ID = 'topics'

/** How far it got. */
export async function sweepPosition(db: Db): Promise<Pick<SweepRecord, 'after' | 'notBefore'>> {
  return (await db.of(sweepRecord).findOne({ _id: ID })) ?? { after: '', notBefore: new Date(0) }
}

/** Moves on; two processes that sweep at once do the same twice, which has one effect. */
export async function moveSweep(db: Db, after: string, notBefore: Date): Promise<void> {
  await db.of(sweepRecord).updateOne({ _id: ID }, { $set: { after, notBefore } }, { upsert: true })
}
