import type { Filter } from 'mongodb'
import type { Db } from '../kernel/db.ts'
import { ticketRecord } from './ticket.model.ts'
import type { Matter, PublicQuery, PublicRule, PublicTicket } from './public.rules.ts'
import type { Ticket } from './ticket.rules.ts'

const HIDDEN = {
  outbox: 0,
  citizenKey: 0,
  phoneKey: 0,
  trackingKey: 0,
  evidence: 0,
  sourceKey: 0,
  replyCheck: 0,
  likeness: 0,
  standing: 0,
  workAt: 0,
} as const

const BY_TIME = { createdAt: -1, _id: -1 } as const
const BY_MATTER = { 'category.l1': 1, 'category.l2': 1, 'category.l3': 1, ...BY_TIME } as const

/** Up to here each matter is read along its own stretch of the index; more of them are most of what there is. */
const FEW_MATTERS = 10

/** Public tickets of a span of time, newest first, one after the other as they are read. */
export function publicTickets(db: Db, rule: PublicRule, query: PublicQuery): AsyncIterable<PublicTicket> {
  const { matters, skip, limit } = query
  if (!matters) return readTickets(db, rule, query, { $or: rule.matters.map(ofMatter) }, BY_TIME)
  if (matters.length > FEW_MATTERS) return readTickets(db, rule, query, { $or: matters.map(ofMatter) }, BY_TIME)
  const most = { ...query, skip: 0, limit: skip + limit }
  const each = matters.map((matter) => readTickets(db, rule, most, ofMatter(matter), BY_MATTER))
  return mergeNewest(each, skip, limit)
}

/** Either index gives the order; which one is no guess of the planner's. */
function readTickets(
  db: Db,
  rule: PublicRule,
  { from, to, closed, skip, limit }: PublicQuery,
  matter: Filter<Ticket>,
  index: typeof BY_TIME | typeof BY_MATTER,
): AsyncIterable<PublicTicket> {
  const filter: Filter<Ticket> = {
    ...matter,
    createdAt: { $gte: from, $lte: to },
    ...(closed !== undefined && { state: closed ? 'CLOSED' : { $ne: 'CLOSED' } }),
    $and: [openly(rule)],
  }
  const found = db.of(ticketRecord).find(filter, { projection: HIDDEN })
  return found.sort(BY_TIME).hint(index).skip(skip).limit(limit) as AsyncIterable<PublicTicket>
}

/** Several streams, each newest first, as one that is; reads no further than it is asked to. */
async function* mergeNewest(streams: readonly AsyncIterable<PublicTicket>[], skip: number, limit: number) {
  const readers = streams.map((stream) => stream[Symbol.asyncIterator]())
  try {
    const heads = await Promise.all(readers.map((reader) => reader.next()))
    for (let count = 0; count < skip + limit; count++) {
      const next = newestOf(heads)
      const ticket = heads[next]?.value as PublicTicket | undefined
      if (!ticket) return
      if (count >= skip) yield ticket
      const head = await readers[next]?.next()
      if (head) heads[next] = head
    }
  } finally {
    await Promise.all(readers.map(async (reader) => reader.return?.()))
  }
}

/** The place of the newest ticket among the heads; -1 when all have ended. */
function newestOf(heads: readonly IteratorResult<PublicTicket>[]): number {
  return heads.reduce((best, head, index) => {
    const other = heads[best]
    return head.done || (other && !other.done && isNewer(other.value, head.value)) ? best : index
  }, -1)
}

const isNewer = (a: PublicTicket, b: PublicTicket): boolean =>
  a.createdAt.getTime() === b.createdAt.getTime() ? a._id > b._id : a.createdAt > b.createdAt

/** The public ones among these numbers, newest first. */
export async function publicTicketsByNumber(
  db: Db,
  rule: PublicRule,
  numbers: readonly string[],
): Promise<PublicTicket[]> {
  const filter: Filter<Ticket> = {
    _id: { $in: [...numbers] },
    $and: [openly(rule), { $or: rule.matters.map(ofMatter) }],
  }
  return db.of(ticketRecord).find(filter, { projection: HIDDEN }).sort({ _id: -1 }).toArray()
}

const ofMatter = ({ l1, l2, l3 }: Matter): Filter<Ticket> => ({
  'category.l1': l1,
  'category.l2': l2,
  // Null finds what has none, as one stretch of the index.
  'category.l3': l3 ?? null,
})

const openly = ({ channels, kinds }: PublicRule): Filter<Ticket> => ({
  $or: [{ channel: { $in: [...channels] } }, { kind: { $in: [...kinds] } }],
})
