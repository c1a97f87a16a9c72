import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import type { StaffRole } from '../staff/staff.rules.ts'

/** What of a person was found in one message, sealed; the ticket holds the words with it masked. */
export interface VaultRow {
  /** The ticket's source, or the message by which the citizen added to it. */
  _id: string
  /** JSON of what was found, with its places in the words. */
  sealed: string
  at: Date
}

/** Somebody looked at what is sealed. Rows are added, never changed. */
export interface Reveal {
  _id: string
  number: string
  at: Date
  username: string
  displayName: string
  role: StaffRole
  reason: string
  /** Kinds of what was shown; not what it was. */
  kinds: string[]
}

const text = { type: String, required: true } as const
const date = { type: Date, required: true } as const

export const vaultRecord = recordType<VaultRow>(
  'vault',
  new Schema({ _id: text, sealed: text, at: date }, { strict: 'throw', versionKey: false }),
)

export const revealRecord = recordType<Reveal>(
  'reveals',
  new Schema(
    {
      _id: text,
      number: text,
      at: date,
      username: text,
      displayName: text,
      role: text,
      reason: text,
      kinds: { type: [String], required: true },
    },
    { strict: 'throw', versionKey: false },
  )
    // Who looked at one ticket, in order.
    .index({ number: 1, at: 1 })
    // What one member of staff looked at.
    .index({ username: 1, at: -1 }),
)
