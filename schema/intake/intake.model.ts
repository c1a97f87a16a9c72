import type { Binary } from 'mongodb'
import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { outboxShape } from '../kernel/outbox.model.ts'
import { OUTBOX_INDEX, type WithOutbox } from '../kernel/spine.ts'

/** A message as it came: the raw body and the parsed envelope are sealed, because both hold personal data. */
export interface InboxRow extends WithOutbox {
  /** Derived from channel and dedupe key, so that the same message can only be there once. */
  _id: string
  channel: string
  citizenKey: string
  kind: string
  /** How its origin was checked: `wechat-aes`, `form`, … */
  verification: string
  /** The verified body byte by byte; a sealed text in rows of the first version. */
  sealedRaw: Buffer | Binary | string
  /** What of the request its parser may ask for (`KeptRequest`), sealed; only where it came as a callback. */
  sealedRequest?: string
  sealedMessage: string
  /** Blind index of what was said: the same key with other words is a conflict. */
  contentKey: string
  receivedAt: Date
  /** How often the hearing of it failed. */
  failures?: number
  /** It failed too often: those behind it are heard without it, until somebody has it heard again. */
  aside?: { at: Date; tries: number; reason: string }
  /** Why photos, voice or video of it could not be had. */
  mediaLost?: string[]
}

/** An unheard message still carries its event; so does none that was heard or put aside. */
export const UNHEARD = { 'outbox.name': 'message.received' } as const

const text = { type: String, required: true } as const

export const inboxRecord = recordType<InboxRow>(
  'inbox',
  new Schema(
    {
      _id: text,
      channel: text,
      citizenKey: text,
      kind: text,
      verification: text,
      sealedRaw: { type: Schema.Types.Mixed, required: true },
      sealedRequest: String,
      sealedMessage: text,
      contentKey: text,
      receivedAt: { type: Date, required: true },
      failures: Number,
      aside: { at: Date, tries: Number, reason: String },
      mediaLost: { type: [String], default: undefined },
      outbox: [outboxShape],
    },
    { strict: 'throw', versionKey: false },
  )
    .index({ citizenKey: 1, receivedAt: -1 })
    // What a citizen said that nobody has heard yet, in the order it is to be heard.
    .index({ citizenKey: 1, receivedAt: 1, _id: 1 }, { partialFilterExpression: UNHEARD })
    // What staff have to look at.
    .index({ 'aside.at': 1 }, { sparse: true })
    // What is replayed, in the order it came.
    .index({ receivedAt: 1, _id: 1 })
    .index(OUTBOX_INDEX.keys, OUTBOX_INDEX.options),
)
