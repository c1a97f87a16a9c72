import type { Binary } from 'mongodb'
import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { ATTACHMENT_TYPES, type AttachmentType } from './attachment.rules.ts'

/** A photo, voice or video of a citizen. The bytes are sealed: what they show is personal data. */
export interface AttachmentRow {
  /** Random, so that nobody can guess one. */
  _id: string
  /** Blind index of where it came from: the same source is the same attachment. */
  sourceKey: string
  /** Blind index of the citizen's account. */
  sender: string
  type: AttachmentType
  contentType: string
  /** Of the stored form, in bytes. */
  size: number
  sealed: Buffer | Binary
  /** A small JPEG of an image, sealed. */
  sealedThumbnail?: Buffer | Binary
  receivedAt: Date
  /** The message it came with. */
  cause?: string
  /** The ticket it belongs to, once it does: one at most, for good. */
  ticket?: string
  /** Until that ticket has it. */
  loose?: true
  /** An upload that no request has claimed, and what no ticket has, go at this time. */
  expiresAt?: Date
}

const text = { type: String, required: true } as const

export const attachmentRecord = recordType<AttachmentRow>(
  'attachments',
  new Schema(
    {
      _id: text,
      sourceKey: text,
      sender: text,
      type: { type: String, enum: ATTACHMENT_TYPES, required: true },
      contentType: text,
      size: { type: Number, required: true },
      sealed: { type: Buffer, required: true },
      sealedThumbnail: Buffer,
      receivedAt: { type: Date, required: true },
      cause: String,
      ticket: String,
      loose: Boolean,
      expiresAt: Date,
    },
    { strict: 'throw', versionKey: false },
  )
    // One attachment per source, whatever is fetched or uploaded twice.
    .index({ sourceKey: 1 }, { unique: true })
    // What no ticket has yet, newest first.
    .index({ loose: 1, receivedAt: -1 }, { partialFilterExpression: { loose: true } })
    // What came with one message.
    .index({ cause: 1 }, { sparse: true })
    .index({ expiresAt: 1 }, { expireAfterSeconds: 0, sparse: true }),
)
