import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import type { OutboundMessage } from '../kernel/ports.ts'

/**
 * PENDING waits for its time, SENDING is claimed by a worker, SENT was taken by the platform, FAILED was refused for
 * good, UNKNOWN died on the way, HELD cannot be pushed, on its channel or until the citizen writes: it goes out then,
 * or they find it when they look.
 */
export const NOTICE_STATES = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'HELD'] as const
export const NOTICE_KINDS = ['receipt', 'progress', 'survey', 'answer'] as const

/** One thing to tell one citizen: the outbound ledger. `_id` names its cause, so that it is told once. */
export interface Notice {
  _id: string
  kind: (typeof NOTICE_KINDS)[number]
  number?: string
  citizenKey: string
  channel: string
  text: string
  menu?: OutboundMessage['menu']
  notice?: OutboundMessage['notice']
  /** Said in public, under this; the text is one of the fixed ones that hold nothing about anybody. */
  inReplyTo?: string
  state: (typeof NOTICE_STATES)[number]
  attempts: number
  /** Not to be tried before. */
  dueAt: Date
  claimedAt?: Date
  means?: string
  platformId?: string
  reason?: string
  createdAt: Date
  sentAt?: Date
}

const text = { type: String, required: true } as const
const date = { type: Date, required: true } as const

export const noticeRecord = recordType<Notice>(
  'notices',
  new Schema(
    {
      _id: text,
      kind: { type: String, enum: NOTICE_KINDS, required: true },
      number: String,
      citizenKey: text,
      channel: text,
      text,
      menu: { head: String, options: [{ _id: false, id: text, label: text }], tail: String },
      notice: { template: String, fields: { type: Map, of: String }, page: String },
      inReplyTo: String,
      state: { type: String, enum: NOTICE_STATES, required: true },
      attempts: { type: Number, required: true },
      dueAt: date,
      claimedAt: Date,
      means: String,
      platformId: String,
      reason: String,
      createdAt: date,
      sentAt: Date,
    },
    { strict: 'throw', versionKey: false },
  )
    .index({ number: 1, createdAt: 1 }, { sparse: true })
    .index({ state: 1, dueAt: 1 }, { partialFilterExpression: { state: 'PENDING' } })
    .index({ state: 1, claimedAt: 1 }, { partialFilterExpression: { state: 'SENDING' } })
    // What waits for a citizen to write first.
    .index({ citizenKey: 1, createdAt: 1 }, { partialFilterExpression: { state: 'HELD' } }),
)
