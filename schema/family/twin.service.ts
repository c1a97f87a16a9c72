import type { City } from '../city.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { findTickets } from '../ticket/ticket.store.ts'
import { activeMembers } from './family.rules.ts'
import { familyOf } from './family.store.ts'

/** How long after one closing the same citizen is not asked about the same words again. */
const ASKED_LATELY_MS = 14 * 86_400_000

/**
 * Whether the citizen was asked already, about a ticket of theirs with the same words that was closed before this one and
 * not long ago: one matter, one vote. A repeat in other words is asked about on its own, and so is a redo.
 */
export async function wasAskedWithTwin(city: City, ticket: Ticket): Promise<boolean> {
  if (!ticket.closedAt || ticket.reopened > 0) return false
  const family = await familyOf(city.db, ticket._id)
  if (!family) return false
  const sentAgain = activeMembers(family).filter(({ how }) => how === 'RESUBMISSION')
  const numbers = sentAgain.map((member) => member.ticket)
  if (!numbers.includes(ticket._id)) return false
  const twins = await findTickets(
    city.db,
    numbers.filter((number) => number !== ticket._id),
  )
  return twins.some((twin) => twin.citizenKey === ticket.citizenKey && isBefore(twin, ticket.closedAt, ticket._id))
}

/** Closed before; of two closed at one instant the lesser number is asked about. */
function isBefore({ closedAt, _id, imported }: Ticket, then: Date | undefined, number: string): boolean {
  if (!closedAt || !then || imported) return false
  const earlier = then.getTime() - closedAt.getTime()
  return earlier <= ASKED_LATELY_MS && (earlier > 0 || (earlier === 0 && _id < number))
}
