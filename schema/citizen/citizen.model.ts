import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { ASKED, type Draft } from './draft.rules.ts'
import { LANGUAGES, type Language } from './language.rules.ts'
import type { Standing } from './window.rules.ts'

/** What the bot waits for besides the request under way, so that it survives restarts. */
export type Awaiting =
  | { what: 'survey'; number: string; since: Date }
  /** Whether the knowledge base's answer to this message helped. */
  | { what: 'helped'; inboxId: string; since: Date }
  /** Words, pictures or a place that the citizen announced for a ticket. */
  | { what: 'supplement'; number: string; since: Date }

/** What the platform refused on this account: the ways this closed are not tried again until the citizen opens them. */
interface Reach {
  /** The account is none of ours, or no more. */
  broken?: boolean
  /** Nothing can be said in the conversation before the citizen speaks. */
  closed?: boolean
  /** Notice templates for which there is no consent left. */
  refused?: string[]
}

/** A citizen's account on one channel. The account itself is sealed; `_id` is its blind index. */
export interface CitizenAccount extends Standing {
  _id: string
  channel: string
  sealedSender: string
  /** The language they last wrote in clearly; absent as long as nothing told. */
  language?: Language
  awaiting?: Awaiting
  reach?: Reach
  /** The number its platform verified: sealed, and as a blind index like those of tickets. */
  phone?: { phoneKey: string; sealed: string; verifiedAt: Date }
  draft?: Draft
  /** The QR code they scanned last, e.g. `street:gh-jianguo`. */
  scene?: { value: string; at: Date }
  /** The latest messages heard to the end, oldest first: heard again after a crash, they are no new requests. */
  heard?: { id: string; at: Date }[]
  lastSeenAt: Date
}

const text = { type: String, required: true } as const
const shape = { _id: false, strict: 'throw' } as const
const date = { type: Date, required: true } as const

export const citizenRecord = recordType<CitizenAccount>(
  'citizens',
  new Schema(
    {
      _id: text,
      channel: text,
      sealedSender: text,
      phone: { phoneKey: String, sealed: String, verifiedAt: Date },
      reach: { broken: Boolean, closed: Boolean, refused: { type: [String], default: undefined } },
      language: { type: String, enum: LANGUAGES },
      awaiting: { what: String, number: String, inboxId: String, since: Date },
      draft: new Schema(
        {
          heard: [String],
          asked: [{ type: String, enum: ASKED }],
          choice: { type: [String], default: undefined },
          category: String,
          at: date,
        },
        shape,
      ),
      scene: { value: String, at: Date },
      heard: { type: [new Schema({ id: text, at: date }, shape)], default: undefined },
      lastSeenAt: date,
      spokeAt: Date,
      openUntil: Date,
      leftAt: Date,
    },
    { strict: 'throw', versionKey: false },
  )
    // Requests under way, the one that waits longest first.
    .index({ 'draft.at': 1 }, { sparse: true }),
)
