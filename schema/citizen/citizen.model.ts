import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'

/** What the bot waits for, so that it survives restarts. */
export type Awaiting =
  | { what: 'survey'; number: string; since: Date }
  /** The place of a request that came without one; `heard` are answers that did not tell. */
  | { what: 'place'; inboxId: string; since: Date; heard?: string[] }
  /** What is the matter at a place that was sent without words. */
  | { what: 'matter'; inboxId: string; since: Date }
  /** Whether the knowledge base's answer helped. */
  | { what: 'helped'; inboxId: string; since: Date }

/** A citizen's account on one channel. The account itself is sealed; `_id` is its blind index. */
export interface CitizenAccount {
  _id: string
  channel: string
  sealedSender: string
  awaiting?: Awaiting
  /** The message that ended the last wait: heard again after a crash, it is no new request. */
  answeredWith?: string
  lastSeenAt: Date
}

const text = { type: String, required: true } as const

export const citizenRecord = recordType<CitizenAccount>(
  'citizens',
  new Schema(
    {
      _id: text,
      channel: text,
      sealedSender: text,
      awaiting: {
        what: String,
        number: String,
        inboxId: String,
        since: Date,
        heard: { type: [String], default: undefined },
      },
      answeredWith: String,
      lastSeenAt: { type: Date, required: true },
    },
    { strict: 'throw', versionKey: false },
  ),
)
