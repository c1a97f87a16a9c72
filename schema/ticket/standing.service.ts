import type { City } from '../city.ts'
import { standTicket } from './standing.store.ts'
import type { Ticket, TicketStanding } from './ticket.rules.ts'
import { findTicket } from './ticket.store.ts'
import { workAtOf } from './work-order.rules.ts'

const TRIES = 4

/**
 * Notes what its case says of a ticket, and moves it in the work order; undefined when it stands alone again. It asks
 * for no revision of anybody's and gives none, as a note in the timeline does not: staff who are at the ticket are not
 * sent back. Others who change it meanwhile write its place by what they read; then it is noted once more.
 */
export async function noteStanding(city: City, known: Ticket, standing: TicketStanding | undefined): Promise<void> {
  let ticket: Ticket | null = known
  for (let tries = 0; ticket && tries < TRIES; tries++) {
    const { standing: before, ...alone }: Ticket = ticket
    const workAt = workAtOf({ ...alone, ...(standing && { standing }) })
    const stands = before?.times === standing?.times && before?.people === standing?.people
    if (stands && ticket.workAt.getTime() === workAt.getTime()) return
    await standTicket(city.db, ticket, standing, workAt)
    ticket = await findTicket(city.db, ticket._id)
  }
}
