import type { Db } from '../kernel/db.ts'
import { ticketRecord } from './ticket.model.ts'
import type { Ticket, TicketAttachment, TimelineEntry } from './ticket.rules.ts'

/** Adds the attachment and its step to the ticket once; false when it is there already, or there is no such ticket. */
export async function addAttachment(
  db: Db,
  number: string,
  attachment: TicketAttachment,
  entry: TimelineEntry,
): Promise<boolean> {
  const { modifiedCount } = await db
    .of(ticketRecord)
    .updateOne(
      { _id: number, 'attachments.id': { $ne: attachment.id } },
      { $push: { attachments: attachment, timeline: entry } },
    )
  return modifiedCount === 1
}

/** The citizen's latest ticket that was opened within a stretch of time. */
export async function latestTicketBetween(db: Db, citizenKey: string, from: Date, to: Date): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ citizenKey, createdAt: { $gte: from, $lte: to } }, { sort: { createdAt: -1 } })
}
