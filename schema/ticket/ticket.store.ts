import type { Filter } from 'mongodb'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { DomainError } from '../kernel/errors.ts'
import { counterRecord, ticketRecord } from './ticket.model.ts'
import { type Ticket, ticketNumber } from './ticket.rules.ts'

export async function loadTicket(db: Db, number: string): Promise<Ticket> {
  const ticket = await db.of(ticketRecord).findOne({ _id: number })
  if (!ticket) throw new DomainError('NOT_FOUND', `没有工单 ${number}。`, { number })
  return ticket
}

export async function findBySource(db: Db, sourceKey: string): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ sourceKey })
}

/** Takes the next number of the day. A number may be lost when the process dies right after; never given twice. */
export async function nextNumber(db: Db, now: Date): Promise<string> {
  const day = ticketNumber(now, 0).slice(0, 8)
  const counter = await db
    .of(counterRecord)
    .findOneAndUpdate({ _id: `ticket:${day}` }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' })
  return ticketNumber(now, counter?.value ?? 1)
}

/** Inserts once per source; false when that source already has a ticket. */
export async function insertTicket(db: Db, ticket: Ticket): Promise<boolean> {
  try {
    await db.of(ticketRecord).insertOne(ticket)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Replaces the ticket if nobody changed it since `ticket.revision - 1`; throws CONFLICT otherwise. */
export async function saveTicket(db: Db, ticket: Ticket): Promise<void> {
  const result = await db.of(ticketRecord).replaceOne({ _id: ticket._id, revision: ticket.revision - 1 }, ticket)
  if (result.matchedCount === 0) {
    throw new DomainError('CONFLICT', '工单刚刚被他人更新，请刷新后再试。', { number: ticket._id })
  }
}

export interface TicketQuery {
  states?: string[]
  organId?: string
  streetId?: string
  l1?: string
  channel?: string
  overdueAt?: Date
}

export type TicketOrder = 'NEWEST' | 'OLDEST' | 'DUE_FIRST'

/** A page of tickets after the cursor (`<ISO instant>|<number>`), and whether more follow. */
export async function listTickets(
  db: Db,
  query: TicketQuery,
  order: TicketOrder,
  first: number,
  after?: string,
): Promise<{ tickets: Ticket[]; hasNextPage: boolean }> {
  const field = order === 'DUE_FIRST' ? 'dueAt' : 'createdAt'
  const direction = order === 'NEWEST' ? -1 : 1
  const filter: Filter<Ticket> = {}
  if (query.states?.length) filter.state = { $in: query.states as Ticket['state'][] }
  if (query.organId) filter.organId = query.organId
  if (query.streetId) filter['place.streetId'] = query.streetId
  if (query.l1) filter['category.l1'] = query.l1
  if (query.channel) filter.channel = query.channel
  const conditions: Filter<Ticket>[] = [filter]
  if (query.overdueAt)
    conditions.push({ dueAt: { $lt: query.overdueAt }, state: { $in: ['ACCEPTED', 'DISPATCHED', 'SIGNED'] } })
  if (after) {
    const [instant, number] = after.split('|')
    const at = new Date(instant ?? '')
    if (Number.isNaN(at.getTime()) || !number) throw new DomainError('BAD_INPUT', '翻页位置无效。')
    const beyond = direction === -1 ? '$lt' : '$gt'
    conditions.push({
      $or: [{ [field]: { [beyond]: at } }, { [field]: at, _id: { [beyond]: number } }],
    } as Filter<Ticket>)
  }
  const tickets = await db
    .of(ticketRecord)
    .find(conditions.length === 1 ? filter : { $and: conditions })
    .sort({ [field]: direction, _id: direction })
    .limit(first + 1)
    .toArray()
  return { tickets: tickets.slice(0, first), hasNextPage: tickets.length > first }
}

export function cursorOf(ticket: Ticket, order: TicketOrder): string {
  return `${(order === 'DUE_FIRST' ? ticket.dueAt : ticket.createdAt).toISOString()}|${ticket._id}`
}

export async function ticketsOfCitizen(db: Db, citizenKey: string, first: number): Promise<Ticket[]> {
  return db.of(ticketRecord).find({ citizenKey }).sort({ createdAt: -1 }).limit(first).toArray()
}
