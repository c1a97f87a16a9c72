import type { Db } from '../kernel/db.ts'
import { ticketRecord } from './ticket.model.ts'
import type { Ticket, TicketStanding } from './ticket.rules.ts'

/** Puts a ticket's standing and place in one update, unless somebody changed the ticket since it was read. */
export async function standTicket(
  db: Db,
  { _id, revision }: Pick<Ticket, '_id' | 'revision'>,
  standing: TicketStanding | undefined,
  workAt: Date,
): Promise<void> {
  const change = standing ? { $set: { standing, workAt } } : { $set: { workAt }, $unset: { standing: '' as const } }
  await db.of(ticketRecord).updateOne({ _id, revision }, change)
}
