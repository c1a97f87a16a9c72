import { Schema } from 'mongoose'
import { ATTACHMENT_TYPES } from '../attachment/attachment.rules.ts'
import { PLEDGES } from '../classify/pledges.ts'
import { recordType } from '../kernel/db.ts'
import { OUTBOX_INDEX } from '../kernel/spine.ts'
import { outboxShape } from '../kernel/outbox.model.ts'
import { REPLY_ASPECTS, REPLY_VERDICTS } from '../reply/findings.rules.ts'
import { CORRECTABLE, DERIVED_FIELDS } from './derived.rules.ts'
import {
  type Ticket,
  CITIZEN_ACTS,
  REQUEST_KINDS,
  TICKET_ROLES,
  TICKET_STATES,
  TIERS,
  TO_VERIFY,
  URGENCIES,
} from './ticket.rules.ts'

const text = { type: String, required: true } as const
const shape = { _id: false, strict: 'throw' } as const

const survey = new Schema(
  {
    round: { type: Number, required: true },
    contacted: Boolean,
    solved: { type: String, enum: ['SOLVED', 'PARTLY', 'UNSOLVED'] },
    satisfaction: { type: String, enum: ['SATISFIED', 'BASIC', 'UNSATISFIED'] },
    answeredAt: Date,
    causes: { type: [String], default: undefined },
  },
  shape,
)

const point = new Schema({ latitude: Number, longitude: Number }, shape)

const sentiment = new Schema(
  {
    polarity: { type: Number, min: 0, max: 1, required: true },
    intensity: { type: Number, min: 0, max: 1, required: true },
    signs: [String],
    method: text,
  },
  shape,
)

const citizenAct = new Schema(
  {
    act: { type: String, enum: CITIZEN_ACTS, required: true },
    cause: text,
    at: { type: Date, required: true },
    text: String,
    point,
    media: { type: [{ type: String, enum: ATTACHMENT_TYPES }], default: undefined },
    sentiment,
    escalated: String,
  },
  shape,
)

const derivation = new Schema(
  {
    by: text,
    confidence: Number,
    value: String,
    deeper: { type: [Number], default: undefined },
    top: { type: [new Schema({ value: text, confidence: Number }, shape)], default: undefined },
  },
  shape,
)

const span = new Schema({ start: Number, end: Number, why: text }, shape)

const replyCheck = new Schema(
  {
    method: text,
    score: { type: Number, min: 0, max: 100 },
    verdict: { type: String, enum: REPLY_VERDICTS, required: true },
    mayInsist: Boolean,
    findings: [
      new Schema({ aspect: { type: String, enum: REPLY_ASPECTS }, score: Number, why: text, spans: [span] }, shape),
    ],
    unanswered: [span],
    reason: String,
  },
  shape,
)

const ticket = new Schema(
  {
    _id: text,
    sourceKey: text,
    channel: text,
    site: String,
    citizenKey: text,
    phoneKey: String,
    trackingKey: String,
    state: { type: String, enum: TICKET_STATES, required: true },
    kind: { type: String, enum: REQUEST_KINDS, required: true },
    category: new Schema({ l1: text, l2: String, l3: String, confidence: { type: Number, min: 0, max: 1 } }, shape),
    tier: { type: String, enum: TIERS, required: true },
    tierWhy: text,
    urgency: { type: String, enum: URGENCIES, required: true },
    derived: new Schema(Object.fromEntries(DERIVED_FIELDS.map((field) => [field, derivation])), shape),
    understoodBy: String,
    corrections: {
      type: [
        new Schema(
          {
            field: { type: String, enum: CORRECTABLE, required: true },
            from: String,
            to: String,
            by: text,
            at: { type: Date, required: true },
            why: String,
          },
          shape,
        ),
      ],
      default: undefined,
    },
    needsReview: Boolean,
    sensitive: { type: [String], default: undefined },
    pledges: { type: [{ type: String, enum: Object.keys(PLEDGES) }], default: undefined },
    sentiment,
    evidence: [new Schema({ field: text, start: Number, end: Number, text: String, why: text }, shape)],
    text,
    toVerify: { type: [{ type: String, enum: TO_VERIFY }], default: undefined },
    publicUrl: String,
    place: new Schema(
      {
        districtId: String,
        districtName: String,
        streetId: String,
        streetName: String,
        communityName: String,
        placeName: String,
        roadName: String,
        confidence: { type: Number, min: 0, max: 1 },
        candidates: { type: [new Schema({ streetId: text, streetName: text, why: text }, shape)], default: undefined },
        point,
      },
      shape,
    ),
    likeness: new Schema({ marks: [Number], spots: [String] }, shape),
    standing: new Schema({ times: { type: Number, required: true }, people: { type: Number, required: true } }, shape),
    organId: String,
    organName: String,
    dispatchReasons: [String],
    dueAt: { type: Date, required: true },
    dueWhy: text,
    workAt: { type: Date, required: true },
    reply: String,
    replyCheck,
    title: String,
    summary: String,
    refined: new Schema(
      { by: text, at: { type: Date, required: true }, title: text, summary: String, category: String },
      shape,
    ),
    refine: new Schema({ after: { type: Date, required: true }, tries: { type: Number, required: true } }, shape),
    tags: { type: [String], default: undefined },
    company: String,
    role: { type: String, enum: TICKET_ROLES },
    outcome: String,
    imported: new Schema(
      {
        file: text,
        row: { type: Number, required: true },
        at: { type: Date, required: true },
        way: String,
        sealedCells: String,
      },
      shape,
    ),
    survey,
    pendingSurvey: survey,
    earlierSurveys: [survey],
    timeline: [new Schema({ id: text, at: { type: Date, required: true }, event: text, text, actor: String }, shape)],
    attachments: {
      type: [new Schema({ id: text, type: { type: String, enum: ATTACHMENT_TYPES }, cause: text }, shape)],
      default: undefined,
    },
    createdAt: { type: Date, required: true },
    signedAt: Date,
    contactedAt: Date,
    repliedAt: Date,
    closedAt: Date,
    reopened: { type: Number, min: 0, max: 1, required: true },
    revision: { type: Number, min: 0, required: true },
    citizenActs: { type: [citizenAct], default: undefined },
    callbackFor: String,
    outbox: [outboxShape],
  },
  { strict: 'throw', versionKey: false },
)
  // One ticket per source, whatever is delivered twice.
  .index({ sourceKey: 1 }, { unique: true })
  // Lists of the console, each with the order it is shown in.
  .index({ createdAt: -1, _id: -1 })
  .index({ dueAt: 1, _id: 1 })
  .index({ state: 1, createdAt: -1, _id: -1 })
  .index({ organId: 1, createdAt: -1, _id: -1 })
  .index({ 'place.streetId': 1, createdAt: -1, _id: -1 })
  .index({ 'category.l1': 1, createdAt: -1, _id: -1 })
  .index({ channel: 1, createdAt: -1, _id: -1 })
  .index({ state: 1, dueAt: 1, _id: 1 })
  .index({ organId: 1, state: 1, dueAt: 1, _id: 1 })
  // What is worked first, in the city and at a unit.
  .index({ state: 1, workAt: 1, _id: 1 })
  .index({ organId: 1, state: 1, workAt: 1, _id: 1 })
  // Requests about one of 七有五性.
  .index({ pledges: 1, createdAt: -1, _id: -1 }, { sparse: true })
  // One open call back per citizen, and who is to be called back.
  .index({ callbackFor: 1 }, { unique: true, sparse: true })
  // 待人工分类: who waits longest.
  .index({ needsReview: 1, createdAt: -1, _id: -1 }, { partialFilterExpression: { needsReview: true } })
  // What a language model is to look at next.
  .index({ 'refine.after': 1 }, { sparse: true })
  // What people corrected in a month: drift, and rows to learn from.
  .index({ 'corrections.at': 1 }, { sparse: true })
  // What the public sees of one kind of matter (Open311), newest first.
  .index({ 'category.l1': 1, 'category.l2': 1, 'category.l3': 1, createdAt: -1, _id: -1 })
  // A citizen's own list.
  .index({ citizenKey: 1, createdAt: -1 })
  // Who gave this number before, on whatever channel.
  .index({ phoneKey: 1, createdAt: -1 }, { partialFilterExpression: { phoneKey: { $exists: true } } })
  // Tickets with some of the same words, and those about one spot and one kind of matter; the newest first.
  .index({ 'likeness.marks': 1, createdAt: -1 })
  .index({ 'likeness.spots': 1, 'category.l1': 1, createdAt: -1 })
  // What a period is assessed by.
  .index({ closedAt: 1, organId: 1 }, { sparse: true })
  .index(OUTBOX_INDEX.keys, OUTBOX_INDEX.options)

export const ticketRecord = recordType<Ticket>('tickets', ticket)

/** Per-day sequence for ticket numbers. */
export const counterRecord = recordType<{ _id: string; value: number }>(
  'counters',
  new Schema({ _id: text, value: { type: Number, required: true } }, { strict: 'throw', versionKey: false }),
)
