import type { Filter } from 'mongodb'
import type { Db } from '../kernel/db.ts'
import { spotsAround, spotsOf } from '../ticket/spots.rules.ts'
import { ticketRecord } from '../ticket/ticket.model.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { INCIDENT_WITHIN_MS, REPEAT_WITHIN_MS } from './same.rules.ts'

/** As much of a ticket as comparing needs. */
const FIELDS = {
  _id: 1,
  channel: 1,
  citizenKey: 1,
  phoneKey: 1,
  state: 1,
  title: 1,
  text: 1,
  createdAt: 1,
  category: 1,
  kind: 1,
  urgency: 1,
  place: 1,
  likeness: 1,
  callbackFor: 1,
  organId: 1,
} as const

export type Candidate = Pick<Ticket, Extract<keyof typeof FIELDS, keyof Ticket>>

/**
 * How many of the newest tickets one look-up reads. A mark that every text has (a slogan, a form's own words) and a spot
 * that everybody talks about cost no more than others; what is further back is found by another mark or not at all.
 */
const MOST = { mark: 12, spot: 30, person: 40 } as const

/**
 * Tickets that may have to do with this one: with the same words, at the same spot about the same kind of matter within
 * two weeks, or of the same person. Some ten look-ups in indexes, each of which reads a bounded stretch, newest first:
 * how many tickets there are does not matter. Most find the same tickets: what these say is read once, afterwards.
 */
export async function candidatesFor(db: Db, ticket: Candidate): Promise<Candidate[]> {
  const { _id, likeness, category, createdAt, place, citizenKey, phoneKey } = ticket
  const around = (ms: number) => ({
    $gte: new Date(createdAt.getTime() - ms),
    $lte: new Date(createdAt.getTime() + ms),
  })
  const look = (filter: Filter<Ticket>, most: number) =>
    db
      .of(ticketRecord)
      .find(filter, { projection: { _id: 1 } })
      .sort({ createdAt: -1 })
      .limit(most)
      .toArray()
  const spots = spotsAround(likeness?.spots ?? spotsOf(place), place.point)
  const found = await Promise.all([
    ...(likeness?.marks ?? []).map((mark) =>
      look({ 'likeness.marks': mark, createdAt: around(REPEAT_WITHIN_MS) }, MOST.mark),
    ),
    ...spots.map((spot) =>
      look({ 'likeness.spots': spot, 'category.l1': category.l1, createdAt: around(INCIDENT_WITHIN_MS) }, MOST.spot),
    ),
    look({ citizenKey, createdAt: around(REPEAT_WITHIN_MS) }, MOST.person),
    ...(phoneKey ? [look({ phoneKey, createdAt: around(REPEAT_WITHIN_MS) }, MOST.person)] : []),
  ])
  const numbers = new Set(found.flat().map((candidate) => candidate._id))
  numbers.delete(_id)
  if (numbers.size === 0) return []
  return db
    .of(ticketRecord)
    .find<Candidate>({ _id: { $in: [...numbers] } }, { projection: FIELDS })
    .toArray()
}
