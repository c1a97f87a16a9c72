import { Schema } from 'mongoose'
import { EVENTS } from './events.ts'

/** The shape of one waiting event inside a record; see spine.ts. */
export const outboxShape = new Schema(
  {
    id: { type: String, required: true },
    name: { type: String, enum: EVENTS, required: true },
    at: { type: Date, required: true },
    relayAfter: { type: Date, required: true },
    relays: { type: Number, required: true },
    done: [String],
  },
  { _id: false, strict: 'throw' },
)
