import type { Registers } from '../city.ts'
import type { Db } from '../kernel/db.ts'
import { ticketDay, ticketNumber } from '../ticket/ticket-number.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { saveCounters, saveTickets } from '../ticket/ticket.store.ts'
import { generateHistory } from './history.rules.ts'
import { pastTicket } from './past-ticket.rules.ts'

const BATCH = 500

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
  let batch: Ticket[] = []
  for (const past of generateHistory({ ...wish, registers })) {
    const sequence = (lastOfDay.get(ticketDay(past.at)) ?? 0) + 1
    lastOfDay.set(ticketDay(past.at), sequence)
    // Nobody stands behind a citizen of the past; the key only tells them apart.
    batch.push(pastTicket(registers, past, ticketNumber(past.at, sequence), `demo:${past.citizen}`, wish.now))
    if (batch.length === BATCH) {
      await saveTickets(db, batch)
      batch = []
    }
  }
  if (batch.length > 0) await saveTickets(db, batch)
  await saveCounters(db, lastOfDay)
}
