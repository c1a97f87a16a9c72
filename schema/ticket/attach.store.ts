import type { Db } from '../kernel/db.ts'
import { ticketRecord } from './ticket.model.ts'
import type { Ticket, TicketAttachment, TimelineEntry } from './ticket.rules.ts'

/** Adds the attachment and its step, if it is one, to the ticket once; false when it is there already, or there is no such ticket. */
export async function addAttachment(
  db: Db,
  number: string,
  attachment: TicketAttachment,
  entry: TimelineEntry | undefined,
): Promise<boolean> {
  const { modifiedCount } = await db
    .of(ticketRecord)
    .updateOne(
      { _id: number, 'attachments.id': { $ne: attachment.id } },
      { $push: { attachments: attachment, ...(entry && { timeline: entry }) } },
    )
  return modifiedCount === 1
}

/** The citizen's latest ticket that was opened within a stretch of time. */
export async function latestTicketBetween(db: Db, citizenKey: string, from: Date, to: Date): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ citizenKey, createdAt: { $gte: from, $lte: to } }, { sort: { createdAt: -1 } })
}

/** The ticket of this citizen to which they added the message. */
export async function ticketActedOn(db: Db, citizenKey: string, cause: string): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ citizenKey, 'citizenActs.cause': cause }, { sort: { createdAt: -1 } })
}

/** Whether the citizen did something with this ticket by that message. */
export async function isActCause(db: Db, number: string, cause: string): Promise<boolean> {
  const found = await db
    .of(ticketRecord)
    .findOne({ _id: number, 'citizenActs.cause': cause }, { projection: { _id: 1 } })
  return found !== null
}
