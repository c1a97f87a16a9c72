import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { outboxShape } from '../kernel/outbox.model.ts'
import { OUTBOX_INDEX, type WithOutbox } from '../kernel/spine.ts'
import { CALL_STATES, type CallState } from './call.rules.ts'

/** A piece as it is stored: its content sealed, because it is what somebody said. */
export interface SealedPiece {
  /** Blind index of its name. */
  piece: string
  version: number
  /** Of the content: decides between pieces of the same version, the same in every order. */
  mark: string
  sealed: string
}

/** 通话: one call of one centre, put together from its pieces. `_id` is derived from centre and call id. */
export interface Call extends WithOutbox {
  centre: string
  state: CallState
  pieces: SealedPiece[]
  startedAt: Date
  /** Until when its words are waited for; absent when nothing is waited for any more. */
  dueAt?: Date
  /** The ticket it opened, or the one it was a callback for. */
  ticket?: string
  /** Who rang back, and when. */
  calledBackBy?: string
  calledBackAt?: Date
  /** Grows with each piece that changes the call. */
  revision: number
}

const text = { type: String, required: true } as const

export const callRecord = recordType<Call>(
  'calls',
  new Schema(
    {
      _id: text,
      centre: text,
      state: { type: String, enum: CALL_STATES, required: true },
      pieces: [
        new Schema(
          { piece: text, version: { type: Number, required: true }, mark: text, sealed: text },
          { _id: false, strict: 'throw' },
        ),
      ],
      startedAt: { type: Date, required: true },
      dueAt: Date,
      ticket: String,
      calledBackBy: String,
      calledBackAt: Date,
      revision: { type: Number, min: 0, required: true },
      outbox: [outboxShape],
    },
    { strict: 'throw', versionKey: false },
  )
    // Whose words are overdue; calls that wait for nothing have no entry.
    .index({ dueAt: 1 }, { sparse: true })
    // The calls of a ticket.
    .index({ ticket: 1, startedAt: 1 }, { sparse: true })
    // Dropped calls, newest first.
    .index({ state: 1, startedAt: -1, _id: -1 })
    .index(OUTBOX_INDEX.keys, OUTBOX_INDEX.options),
)
