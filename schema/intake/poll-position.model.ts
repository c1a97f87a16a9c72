import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'

/** Where reading of one list of one channel stands, and who is at it. `_id` is `channel:list`. */
export interface PollPosition {
  _id: string
  /** As the channel wrote it: everything before it has been stored. */
  position?: string
  /** The process that reads now; a claim that ran out belongs to a dead one. */
  claim?: string
  claimedUntil: Date
  /** Not to be read before: the usual pace, or a back-off. */
  notBefore: Date
  /** Failures since the last success. */
  failures: number
  polledAt?: Date
  /** Why the last try failed. */
  trouble?: string
  /** The last thing that was left out, because the reading had stood still for too long. */
  skipped?: string
  skippedAt?: Date
}

const date = { type: Date, required: true } as const

export const pollPositionRecord = recordType<PollPosition>(
  'pollPositions',
  new Schema(
    {
      _id: String,
      position: String,
      claim: String,
      claimedUntil: date,
      notBefore: date,
      failures: { type: Number, required: true },
      polledAt: Date,
      trouble: String,
      skipped: String,
      skippedAt: Date,
    },
    { strict: 'throw', versionKey: false },
  ),
)
