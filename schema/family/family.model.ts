import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { outboxShape } from '../kernel/outbox.model.ts'
import { OUTBOX_INDEX } from '../kernel/spine.ts'
import type { Family } from './family.rules.ts'
import { SAME_KINDS } from './same.rules.ts'

const text = { type: String, required: true } as const
const date = { type: Date, required: true } as const
const count = { type: Number, min: 0, required: true } as const
const shape = { _id: false, strict: 'throw' } as const

const member = new Schema(
  {
    ticket: text,
    openedAt: date,
    joinedAt: date,
    joinedWith: count,
    how: { type: String, enum: [...SAME_KINDS, 'BY_STAFF'], required: true },
    by: String,
    score: { type: Number, min: 0, max: 1 },
    why: [String],
    from: String,
    leftAt: Date,
    leftWith: Number,
    leftBy: String,
    leftWhy: String,
    leftFor: String,
  },
  shape,
)

export const familyRecord = recordType<Family>(
  'families',
  new Schema(
    {
      _id: text,
      active: { type: [String], default: undefined },
      lead: text,
      members: [member],
      createdAt: date,
      revision: count,
      outbox: [outboxShape],
    },
    { strict: 'throw', versionKey: false },
  )
    // A ticket is in one family at a time; and which it is in.
    .index({ active: 1 }, { unique: true, sparse: true })
    .index(OUTBOX_INDEX.keys, OUTBOX_INDEX.options),
)

/** 不是同一件: two tickets that somebody said are not about one thing. */
export interface Apart {
  /** Both numbers, the lesser first. */
  _id: string
  at: Date
  by: string
}

export const apartRecord = recordType<Apart>(
  'ticketsApart',
  new Schema({ _id: text, at: date, by: text }, { strict: 'throw', versionKey: false }),
)
