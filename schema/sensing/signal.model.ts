import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { outboxShape } from '../kernel/outbox.model.ts'
import { OUTBOX_INDEX } from '../kernel/spine.ts'
import { SEVERITIES } from './device-types.ts'
import { SIGNAL_STATES, type Signal } from './signal.rules.ts'

const text = { type: String, required: true } as const
const count = { type: Number, min: 0, required: true } as const
const date = { type: Date, required: true } as const
const severity = { type: String, enum: SEVERITIES }
const shape = { _id: false, strict: 'throw' } as const

const course = new Schema(
  {
    open: { type: Boolean, required: true },
    openedAt: Date,
    clearedAt: Date,
    reports: count,
    flaps: count,
    severity,
    episodes: count,
    lastAt: Date,
    lastValue: Number,
  },
  shape,
)
const mark = new Schema({ at: date, id: text }, shape)
const reading = new Schema(
  {
    id: text,
    at: date,
    effect: { type: String, enum: ['raise', 'clear', 'hold'], required: true },
    severity: { ...severity, required: true },
    value: Number,
  },
  shape,
)
const place = new Schema(
  {
    districtId: String,
    districtName: String,
    streetId: String,
    streetName: String,
    point: new Schema({ latitude: Number, longitude: Number }, shape),
  },
  shape,
)

export const signalRecord = recordType<Signal>(
  'signals',
  new Schema(
    {
      _id: text,
      source: text,
      device: text,
      condition: text,
      unit: String,
      state: { type: String, enum: SIGNAL_STATES, required: true },
      course,
      settled: course,
      settledTo: mark,
      recent: [reading],
      place,
      placedBy: mark,
      announced: new Schema({ what: { type: String, enum: ['found', 'cleared'] }, at: Date }, shape),
      tickets: [String],
      createdAt: date,
      revision: count,
      outbox: [outboxShape],
    },
    { strict: 'throw', versionKey: false },
  )
    // Lists of staff, the newest first: all, of a state, of a street, of a condition.
    .index({ 'course.openedAt': -1, _id: -1 })
    .index({ state: 1, 'course.openedAt': -1, _id: -1 })
    .index({ 'place.streetId': 1, 'course.openedAt': -1, _id: -1 })
    .index({ condition: 1, 'course.openedAt': -1, _id: -1 })
    .index(OUTBOX_INDEX.keys, OUTBOX_INDEX.options),
)
