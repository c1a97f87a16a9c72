import type { Filter, MongoBulkWriteError, UpdateFilter } from 'mongodb'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { DomainError } from '../kernel/errors.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import type { TicketCaller } from './caller.rules.ts'
import type { Correction } from './derived.rules.ts'
import type { Pledge } from '../classify/pledges.ts'
import { counterRecord, ticketRecord } from './ticket.model.ts'
import type { CitizenActEntry, SurveyResult, Ticket, TicketState, TimelineEntry } from './ticket.rules.ts'
import { ticketDay, ticketNumber } from './ticket-number.rules.ts'

export const noSuchTicket = (number: string) => new DomainError('NOT_FOUND', `没有工单 ${number}。`, { number })

/** Throws NOT_FOUND. */
export async function loadTicket(db: Db, number: string): Promise<Ticket> {
  const ticket = await findTicket(db, number)
  if (!ticket) throw noSuchTicket(number)
  return ticket
}

export async function findTicket(db: Db, number: string): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ _id: number })
}

export async function findBySource(db: Db, sourceKey: string): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ sourceKey })
}

/** The open ticket that asks for this citizen to be called back, if there is one. */
export async function findCallback(db: Db, citizenKey: string): Promise<Ticket | null> {
  return db.of(ticketRecord).findOne({ callbackFor: citizenKey })
}

/** Takes the next number of the day. A number may be lost when the process dies right after; never given twice. */
export async function nextNumber(db: Db, now: Date): Promise<string> {
  const counter = await db
    .of(counterRecord)
    .findOneAndUpdate(
      { _id: counterId(ticketDay(now)) },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after' },
    )
  return ticketNumber(now, counter?.value ?? 1)
}

/** Inserts once per source and once per citizen to be called back; false when there is one already. */
export async function insertTicket(db: Db, ticket: Ticket): Promise<boolean> {
  try {
    await db.of(ticketRecord).insertOne(ticket)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/**
 * Inserts tickets in one round trip and leaves those that are there already as they are; says how many were new. Safe to
 * repeat.
 */
export async function insertTickets(db: Db, tickets: readonly Ticket[]): Promise<number> {
  if (tickets.length === 0) return 0
  const writes = tickets.map((document) => ({ insertOne: { document } }))
  try {
    return (await db.of(ticketRecord).bulkWrite(writes, { ordered: false })).insertedCount
  } catch (error) {
    if (isDuplicateKey(error)) return (error as MongoBulkWriteError).result.insertedCount
    throw error
  }
}

/** Those of the numbers that have a ticket. */
export async function findTickets(db: Db, numbers: readonly string[]): Promise<Ticket[]> {
  return db
    .of(ticketRecord)
    .find({ _id: { $in: [...numbers] } })
    .toArray()
}

/** Who the tickets are from, by number; nothing else of them is read. */
export async function callersOf(db: Db, numbers: readonly string[]): Promise<ReadonlyMap<string, TicketCaller>> {
  if (numbers.length === 0) return new Map()
  const callers = await db
    .of(ticketRecord)
    .find<TicketCaller>({ _id: { $in: [...numbers] } }, { projection: { citizenKey: 1, phoneKey: 1 } })
    .toArray()
  return new Map(callers.map((caller) => [caller._id, caller]))
}

/** Tickets opened from one instant up to another, oldest first, as a stream: memory does not grow with their number. */
export function streamTickets(db: Db, from: Date, to: Date, batchSize: number): AsyncIterable<Ticket> {
  return db
    .of(ticketRecord)
    .find({ createdAt: { $gte: from, $lt: to } }, { batchSize })
    .sort({ createdAt: 1, _id: 1 })
}

export async function countOpened(db: Db, from: Date, to: Date): Promise<number> {
  return db.of(ticketRecord).countDocuments({ createdAt: { $gte: from, $lt: to } })
}

/** Puts whole tickets in place of those with the same number: for seeding and imports, not for changes. */
export async function saveTickets(db: Db, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return
  await db.of(ticketRecord).bulkWrite(
    tickets.map(({ _id, ...rest }) => ({ replaceOne: { filter: { _id }, replacement: rest, upsert: true } })),
    { ordered: false },
  )
}

/** Numbers that come before the given one, or all, the highest first. */
export async function ticketNumbersBefore(db: Db, number: string | undefined, most: number): Promise<string[]> {
  const found = db
    .of(ticketRecord)
    .find(number === undefined ? {} : { _id: { $lt: number } }, { projection: { _id: 1 } })
  return (await found.sort({ _id: -1 }).limit(most).toArray()).map(({ _id }) => _id)
}

/** Lets numbering go on after these: the last sequence of each day (yyyymmdd). */
export async function saveCounters(db: Db, lastOfDay: ReadonlyMap<string, number>): Promise<void> {
  const writes = [...lastOfDay].map(([day, value]) => ({
    updateOne: { filter: { _id: counterId(day) }, update: { $max: { value } }, upsert: true },
  }))
  if (writes.length > 0) await db.of(counterRecord).bulkWrite(writes, { ordered: false })
}

const counterId = (day: string) => `ticket:${day}`

/** What one change writes; all of it lands in one single-document update, or nothing does. */
export interface TicketWrite {
  set: Partial<Ticket>
  unset?: readonly (keyof Ticket)[]
  entry: TimelineEntry
  event: OutboxEntry
  earlierSurvey?: SurveyResult
  act?: CitizenActEntry
  correction?: Correction
}

/** Applies the change if nobody changed the ticket since `revision`; throws CONFLICT otherwise. */
export async function writeTicket(db: Db, number: string, revision: number, write: TicketWrite): Promise<Ticket> {
  const update: UpdateFilter<Ticket> = {
    $set: { ...write.set, revision: revision + 1 },
    $push: {
      timeline: write.entry,
      outbox: write.event,
      ...(write.earlierSurvey && { earlierSurveys: write.earlierSurvey }),
      ...(write.act && { citizenActs: write.act }),
      ...(write.correction && { corrections: write.correction }),
    },
    ...(write.unset?.length && { $unset: Object.fromEntries(write.unset.map((field) => [field, ''])) }),
  }
  const after = await db
    .of(ticketRecord)
    .findOneAndUpdate({ _id: number, revision }, update, { returnDocument: 'after' })
  if (after) return after
  throw new DomainError('CONFLICT', '工单刚刚被他人更新，请刷新后再试。', { number })
}

export interface TicketQuery {
  states?: TicketState[]
  organId?: string
  streetId?: string
  l1?: string
  channel?: string
  /** Only tickets whose deadline lies before this instant and whose unit still owes an answer. */
  overdueAt?: Date
  /** One of 七有五性. */
  pledge?: Pledge
  /** Only those whose citizen is to be called back. */
  needsHuman?: boolean
  /** Only those whose category a person has to decide. */
  needsReview?: boolean
}

export type TicketOrder = 'NEWEST' | 'OLDEST' | 'DUE_FIRST' | 'WORK_ORDER'

type OrderField = 'createdAt' | 'dueAt' | 'workAt'

const FIELD_OF: Readonly<Record<TicketOrder, OrderField>> = {
  NEWEST: 'createdAt',
  OLDEST: 'createdAt',
  DUE_FIRST: 'dueAt',
  WORK_ORDER: 'workAt',
}

/** States in which the clock of the unit is running. */
const OPEN_STATES: readonly TicketState[] = ['ACCEPTED', 'DISPATCHED', 'SIGNED']

/** A page of tickets after the cursor (`<ISO instant>|<number>`), and whether more follow. */
export async function listTickets(
  db: Db,
  query: TicketQuery,
  order: TicketOrder,
  first: number,
  after?: string,
): Promise<{ tickets: Ticket[]; hasNextPage: boolean }> {
  const field = FIELD_OF[order]
  const direction = order === 'NEWEST' ? -1 : 1
  const conditions = [
    toFilter(order === 'WORK_ORDER' ? toWork(query) : query),
    ...(after ? [beyond(after, field, direction)] : []),
  ]
  const tickets = await db
    .of(ticketRecord)
    .find(conditions.length === 1 ? (conditions[0] ?? {}) : { $and: conditions })
    .sort({ [field]: direction, _id: direction })
    .limit(first + 1)
    .toArray()
  return { tickets: tickets.slice(0, first), hasNextPage: tickets.length > first }
}

export async function countTickets(db: Db, query: TicketQuery, atMost: number): Promise<number> {
  const filter = toFilter(query)
  // Without a filter nothing tells the planner to stay in an index.
  const hint = Object.keys(filter).length === 0 ? { hint: '_id_' } : {}
  return db.of(ticketRecord).countDocuments(filter, { limit: atMost, ...hint })
}

/** Only what still has to be worked has a place in the queue. */
function toWork(query: TicketQuery): TicketQuery {
  return query.states?.length ? query : { ...query, states: [...OPEN_STATES] }
}

/** Built from typed values only, so that nothing a caller sends can be an operator. */
function toFilter(query: TicketQuery): Filter<Ticket> {
  const states = query.overdueAt
    ? OPEN_STATES.filter((state) => !query.states?.length || query.states.includes(state))
    : query.states
  return {
    ...(states?.length || query.overdueAt ? { state: { $in: [...(states ?? [])] } } : {}),
    ...(query.organId && { organId: query.organId }),
    ...(query.streetId && { 'place.streetId': query.streetId }),
    ...(query.l1 && { 'category.l1': query.l1 }),
    ...(query.channel && { channel: query.channel }),
    ...(query.pledge && { pledges: query.pledge }),
    ...(query.needsHuman && { callbackFor: { $exists: true } }),
    ...(query.needsReview && { needsReview: true }),
    ...(query.overdueAt && { dueAt: { $lt: query.overdueAt } }),
  }
}

function beyond(cursor: string, field: OrderField, direction: 1 | -1): Filter<Ticket> {
  const [instant, number] = cursor.split('|')
  const at = new Date(instant ?? '')
  if (Number.isNaN(at.getTime()) || !number) throw new DomainError('BAD_INPUT', '翻页位置无效。')
  const further = direction === -1 ? '$lt' : '$gt'
  return { $or: [{ [field]: { [further]: at } }, { [field]: at, _id: { [further]: number } }] }
}

export function cursorOf(ticket: Ticket, order: TicketOrder): string {
  return `${ticket[FIELD_OF[order]].toISOString()}|${ticket._id}`
}

export async function ticketsOfCitizen(db: Db, citizenKey: string, first: number): Promise<Ticket[]> {
  return db.of(ticketRecord).find({ citizenKey }).sort({ createdAt: -1 }).limit(first).toArray()
}
