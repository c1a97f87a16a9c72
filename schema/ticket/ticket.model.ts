import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import type { Ticket } from './ticket.rules.ts'

const indexed = new Schema({}, { strict: false })
  .index({ sourceKey: 1 }, { unique: true })
  .index({ createdAt: -1, _id: -1 })
  .index({ state: 1, createdAt: -1, _id: -1 })
  .index({ organId: 1, createdAt: -1, _id: -1 })
  .index({ citizenKey: 1, createdAt: -1 })
  .index({ closedAt: 1, organId: 1 })
  .index({ state: 1, dueAt: 1 })
  .index({ 'outbox.id': 1 }, { sparse: true })

export const ticketRecord = recordType<Ticket>('tickets', indexed)

/** Per-day sequence for ticket numbers. */
export const counterRecord = recordType<{ _id: string; value: number }>('counters', new Schema({}, { strict: false }))
