import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'

/** A proof of work that was used. */
export interface SpentProof {
  /** The nonce of its puzzle: each is spent once. */
  _id: string
  /** Blind index of the form it was spent on; that same form may be sent again. */
  form: string
  expiresAt: Date
}

const text = { type: String, required: true } as const

export const proofRecord = recordType<SpentProof>(
  'proofs',
  new Schema(
    { _id: text, form: text, expiresAt: { type: Date, required: true } },
    { strict: 'throw', versionKey: false },
  )
    // After that the puzzle is refused by its age.
    .index({ expiresAt: 1 }, { expireAfterSeconds: 60 }),
)
