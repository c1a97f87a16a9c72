import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import type { TopicRecord } from './record.rules.ts'

/** Which topic a ticket is in: decided once for the words it has. */
export interface PlacementRecord {
  /** The ticket number. */
  _id: string
  /** Absent once the ticket was withdrawn. */
  topicId?: string
  at: Date
  /** Of the words and the place it was decided by; absent in rows from before it was kept. */
  print?: string
  /** The topic it left and that has yet to be put together without it. */
  leaving?: string
}

/** How far the tickets were looked through for those that are in no topic yet. */
export interface SweepRecord {
  _id: string
  /** The last ticket number looked at; none before the first look, and from the newest on again. */
  before?: string
  /** Not before: the end was reached, and past tickets come rarely. */
  notBefore: Date
}

const text = { type: String, required: true } as const
const count = { type: Number, min: 0, required: true } as const
const date = { type: Date, required: true } as const
const shape = { _id: false, strict: 'throw' } as const

export const topicRecord = recordType<TopicRecord>(
  'topics',
  new Schema(
    {
      _id: text,
      title: text,
      place: String,
      matter: { type: String },
      core: { type: Buffer, required: true },
      keys: [Number],
      size: count,
      voices: [new Schema({ who: text, day: Number }, shape)],
      samples: [new Schema({ subject: { type: String }, places: [String] }, shape)],
      recent: [String],
      from: date,
      to: date,
      people: count,
      peak30: count,
      distinct: count,
      heat: Number,
      absorbed: [String],
      mergedInto: String,
      lonelyUntil: Date,
      revision: count,
    },
    { strict: 'throw', versionKey: false },
  )
    // Candidates for a ticket: those filed under one of its words, the latest first.
    .index({ keys: 1, to: -1 })
    // The ranking.
    .index({ heat: -1 }, { sparse: true })
    // What went into a topic and has yet to be counted there.
    .index({ mergedInto: 1 }, { sparse: true })
    .index({ lonelyUntil: 1 }, { expireAfterSeconds: 0, sparse: true }),
)

export const placementRecord = recordType<PlacementRecord>(
  'topicTickets',
  new Schema(
    { _id: text, topicId: String, at: date, print: String, leaving: String },
    { strict: 'throw', versionKey: false },
  )
    // A topic's tickets, the latest first.
    .index({ topicId: 1, at: -1, _id: -1 }),
)

export const sweepRecord = recordType<SweepRecord>(
  'topicSweeps',
  new Schema({ _id: text, before: String, notBefore: date }, { strict: 'throw', versionKey: false }),
)
