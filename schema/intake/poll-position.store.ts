import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { type PollPosition, pollPositionRecord } from './poll-position.model.ts'

/** Longer than one page takes with its time-out and the storing of it. */
const CLAIM_MS = 60_000

const until = (now: Date) => new Date(now.getTime() + CLAIM_MS)

/** Takes a list for reading; null when another process is at it or its time has not come. */
export async function claimPoll(db: Db, id: string, claim: string, now: Date): Promise<PollPosition | null> {
  const rows = db.of(pollPositionRecord)
  const claimed = await rows.findOneAndUpdate(
    { _id: id, notBefore: { $lte: now }, claimedUntil: { $lte: now } },
    { $set: { claim, claimedUntil: until(now) } },
    { returnDocument: 'after' },
  )
  if (claimed || (await rows.findOne({ _id: id }))) return claimed
  const first: PollPosition = { _id: id, claim, claimedUntil: until(now), notBefore: now, failures: 0 }
  try {
    await rows.insertOne(first)
    return first
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

/** Moves on, after everything before the position was stored. False when the claim ran out: another process reads now. */
export async function movePosition(
  db: Db,
  id: string,
  claim: string,
  moved: Pick<PollPosition, 'position'> & Pick<Partial<PollPosition>, 'skipped' | 'skippedAt'>,
  now: Date,
): Promise<boolean> {
  const result = await db
    .of(pollPositionRecord)
    .updateOne({ _id: id, claim }, { $set: { ...moved, claimedUntil: until(now), polledAt: now, failures: 0 } })
  return result.matchedCount === 1
}

/** Gives the list free again, for when its time has come. */
export async function releasePoll(
  db: Db,
  id: string,
  claim: string,
  after: Pick<PollPosition, 'notBefore' | 'failures'> & { trouble?: string },
  now: Date,
): Promise<void> {
  const { trouble, ...set } = after
  await db
    .of(pollPositionRecord)
    .updateOne(
      { _id: id, claim },
      trouble
        ? { $set: { ...set, trouble, claimedUntil: now }, $unset: { claim: '' } }
        : { $set: { ...set, claimedUntil: now }, $unset: { claim: '', trouble: '' } },
    )
}
