import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'

/** Somebody is hearing this citizen. There as long as it lasts; what a dead process left behind is taken over. */
export interface HearingTurn {
  /** The citizen's key. */
  _id: string
  /** Names one hearing, so that only it ends or prolongs its own turn. */
  holder: string
  /** Without word from the holder by then it counts as dead. */
  until: Date
  /** Another message came meanwhile: the holder looks again before it ends. */
  called: boolean
}

export const hearingTurnRecord = recordType<HearingTurn>(
  'hearingTurns',
  new Schema(
    {
      _id: { type: String, required: true },
      holder: { type: String, required: true },
      until: { type: Date, required: true },
      called: { type: Boolean, required: true },
    },
    { strict: 'throw', versionKey: false },
  ),
)
