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
  verification: string
  sealedRaw: string
  sealedMessage: string
  /** Blind index of what was said: the same key with other words is a conflict. */
  contentKey: string
  receivedAt: Date
}

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
      sealedRaw: text,
      sealedMessage: text,
      contentKey: text,
      receivedAt: { type: Date, required: true },
      outbox: [outboxShape],
    },
    { strict: 'throw', versionKey: false },
  )
    .index({ citizenKey: 1, receivedAt: -1 })
    .index(OUTBOX_INDEX.keys, OUTBOX_INDEX.options),
)
