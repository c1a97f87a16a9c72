import type { Registers } from '../city.ts'
import type { Db } from '../kernel/db.ts'
import { ticketDay, ticketNumber } from '../ticket/ticket.rules.ts'
import { saveCounters, saveTickets } from '../ticket/ticket.store.ts'
import { generateHistory } from './history.rules.ts'
import { pastTicket } from './past-ticket.rules.ts'

const BATCH = 1000

/**
 * Stores ninety days of the demo city's past as they stand now. Doing it again writes the same tickets over themselves,
 * so that a seeding that died half-way can be done again.
 */
export async function seedHistory(
  db: Db,
  registers: Registers,
  wish: { seed: number; tickets: number; now: Date },
): Promise<void> {
  const lastOfDay = new Map<string, number>()
  const tickets = generateHistory({ ...wish, registers }).map((past) => {
    const sequence = (lastOfDay.get(ticketDay(past.at)) ?? 0) + 1
    lastOfDay.set(ticketDay(past.at), sequence)
    // Nobody stands behind a citizen of the past; the key only tells them apart.
    return pastTicket(registers, past, ticketNumber(past.at, sequence), `demo:${past.citizen}`, wish.now)
  })
  for (let start = 0; start < tickets.length; start += BATCH) await saveTickets(db, tickets.slice(start, start + BATCH))
  await saveCounters(db, lastOfDay)
}
