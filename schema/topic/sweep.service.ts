import type { City } from '../city.ts'
import { ticketNumbersBefore } from '../ticket/ticket.store.ts'
import { moveSweep, sweepPosition } from './sweep.store.ts'
import { unplacedOf } from './topic.store.ts'

/** Numbers looked at in one go: two index ranges. */
const LOOKED_AT = 500
/** When the end was reached it begins again after so long: a past that was imported otherwise is found then. */
const AGAIN_MS = 24 * 3_600_000

/**
 * Looks on through the tickets for those that were opened before there were topics, or imported, and does for each what
 * a new one is done for, until `until` says that it has been enough for now: the newest first, which people look at. It
 * goes on where it stopped, also after a death: the position moves behind what was done.
 */
export async function sweepPast(
  city: City,
  take: (number: string) => Promise<void>,
  until: () => boolean,
): Promise<void> {
  const now = city.clock.now()
  const { before, notBefore } = await sweepPosition(city.db)
  if (notBefore > now) return
  const numbers = await ticketNumbersBefore(city.db, before, LOOKED_AT)
  const last = numbers.at(-1)
  if (last === undefined) return moveSweep(city.db, undefined, new Date(now.getTime() + AGAIN_MS))
  const unplaced = await unplacedOf(city.db, numbers)
  const failed: unknown[] = []
  let reached = last
  for (const number of unplaced) {
    await take(number).catch((error: unknown) => failed.push(error))
    reached = number
    if (until()) break
  }
  await moveSweep(city.db, reached === unplaced.at(-1) ? last : reached, now)
  // One ticket that cannot be done is not in the way of the others; it is tried again with the next round.
  if (failed.length > 0) throw failed[0]
}

/** From the newest ticket on at the next look: an import has put some among them. */
export async function sweepFromStart(city: Pick<City, 'db' | 'clock'>): Promise<void> {
  await moveSweep(city.db, undefined, city.clock.now())
}
