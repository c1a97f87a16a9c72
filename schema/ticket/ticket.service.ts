import type { City } from '../city.ts'
import { phoneKey, trackingKey } from '../citizen/contact.rules.ts'
import { maskPersonal } from '../citizen/masking.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { EventName } from '../kernel/events.ts'
import { type NewRequest, normalise } from './normalise.rules.ts'
import { ticketRecord } from './ticket.model.ts'
import {
  type CitizenActEntry,
  MOVES,
  type Move,
  type SurveyResult,
  type Ticket,
  decideMove,
  ticketEvent,
} from './ticket.rules.ts'
import {
  findBySource,
  findCallback,
  findTicket,
  insertTicket,
  loadTicket,
  nextNumber,
  writeTicket,
} from './ticket.store.ts'

/** Who did it, as the timeline names them. */
export interface Actor {
  displayName: string
}

/**
 * Opens one ticket per source: normalises the words into kind, category, tier, urgency, place and deadline. Doing it
 * again for the same source gives the ticket that is there, and so does a second wish to be called back. Dispatch follows
 * as its own step.
 */
export async function openTicket(city: City, request: NewRequest): Promise<Ticket> {
  const there = await findBySource(city.db, request.sourceKey)
  if (there) return there
  const number = await nextNumber(city.db, request.at)
  const event = ticketEvent(number, 'ticket.opened', 0, request.at)
  const ticket = { ...normalise(city.registers, request, number), outbox: [city.spine.entry(event)] }
  if (!(await insertTicket(city.db, ticket))) {
    const other = (await findBySource(city.db, request.sourceKey)) ?? (await findCallback(city.db, request.citizenKey))
    if (other) return other
    throw new DomainError('CONFLICT', '登记时与另一次操作相撞，请重试。')
  }
  announceTicket(city, number, event)
  return ticket
}

/** Gives the ticket to the unit that answers for it. A ticket already dispatched stays where it is. */
export async function dispatchTicket(city: City, number: string): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  if (ticket.state !== 'ACCEPTED') return ticket
  const { organs, duties } = city.registers
  const needsHuman = ticket.callbackFor !== undefined
  const decision = decideDispatch({ category: ticket.category, ...ticket.place, needsHuman }, organs, duties)
  return move(city, ticket, 'dispatch', `已派${decision.organName}办理`, {
    organId: decision.organId,
    organName: decision.organName,
    dispatchReasons: decision.reasons,
  })
}

/** 签收. Throws ILLEGAL_MOVE or CONFLICT, as every move of staff does. */
export async function signTicket(city: City, number: string, actor: Actor, revision?: number): Promise<Ticket> {
  const ticket = await current(city, number, revision)
  const set = { signedAt: city.clock.now() }
  return move(city, ticket, 'sign', `${ticket.organName ?? '承办单位'}已签收，正在办理`, set, actor)
}

/** The reply goes to the citizen as it stands. 5–2000 characters. */
export async function replyTicket(
  city: City,
  number: string,
  text: string,
  actor: Actor,
  revision?: number,
): Promise<Ticket> {
  const reply = text.trim()
  if (reply.length < 5 || reply.length > 2000) {
    throw new DomainError('BAD_INPUT', '回复应为 5 至 2000 字。', { length: reply.length })
  }
  const ticket = await current(city, number, revision)
  const now = city.clock.now()
  const set = { reply, repliedAt: now, contactedAt: ticket.contactedAt ?? now }
  return move(city, ticket, 'reply', `${ticket.organName ?? '承办单位'}回复：${maskPersonal(reply)}`, set, actor)
}

export async function closeTicket(city: City, number: string, actor: Actor, revision?: number): Promise<Ticket> {
  const ticket = await current(city, number, revision)
  return move(city, ticket, 'close', '工单办结，热线将进行满意度回访', { closedAt: city.clock.now() }, actor)
}

/** 重办: the same unit takes it up again. The citizen's answer stays counted until they answer anew. */
export async function reopenTicket(city: City, ticket: Ticket): Promise<Ticket> {
  const text = `市民对结果不满意，退回${ticket.organName ?? '承办单位'}重新办理`
  const due = dueAt(ticket, city.registers.calendar, city.clock.now())
  return move(city, ticket, 'reopen', text, { reopened: ticket.reopened + 1, dueAt: due.dueAt, dueWhy: due.why })
}

/**
 * Takes what came late of the same request in: words of a call that was opened without them, a better hearing, the
 * number. What is derived from the words is derived anew; a unit that has not signed yet gives the ticket back for a new
 * dispatch, one that has keeps it. Changes nothing when nothing is new. Throws CONFLICT.
 */
export async function rewordTicket(city: City, ticket: Ticket, request: NewRequest): Promise<Ticket> {
  const anew = normalise(city.registers, { ...request, at: ticket.createdAt }, ticket._id)
  const { text, kind, category, tier, tierWhy, urgency, evidence, place, toVerify, citizenKey } = anew
  const phone = anew.phoneKey ?? ticket.phoneKey
  const reworded = text !== ticket.text
  const known = citizenKey !== ticket.citizenKey || phone !== ticket.phoneKey
  if (!reworded && !known) return ticket
  const untouched = reworded && (ticket.state === 'ACCEPTED' || ticket.state === 'DISPATCHED')
  const said = untouched ? '来电已转写，按市民原话重新派单' : '来电有新的转写，已补入市民原话'
  return changeTicket(city, ticket, {
    event: 'ticket.reworded',
    text: reworded ? said : '已补上来电号码',
    set: {
      text,
      kind,
      category,
      tier,
      tierWhy,
      urgency,
      evidence,
      place,
      citizenKey,
      ...(phone && { phoneKey: phone }),
      ...(toVerify && { toVerify }),
      ...(untouched && { state: 'ACCEPTED', dueAt: anew.dueAt, dueWhy: anew.dueWhy }),
    },
    ...(!toVerify && ticket.toVerify && { unset: ['toVerify'] }),
  })
}

/** Takes the mark off what was heard badly: staff have asked. Changes nothing where there is no mark. */
export async function noteVerified(city: City, number: string, actor: Actor, revision?: number): Promise<Ticket> {
  const ticket = await current(city, number, revision)
  if (!ticket.toVerify) return ticket
  return changeTicket(
    city,
    ticket,
    { event: 'ticket.reworded', text: '已向市民核实没听清的内容', set: {}, unset: ['toVerify'] },
    actor,
  )
}

/** The ticket when number and phone (or tracking code) fit together; a miss says the same whatever was wrong. */
export async function trackTicket(city: City, number: string, secret: string): Promise<Ticket | null> {
  const ticket = await findTicket(city.db, number.trim())
  const keys = [phoneKey(city.sealer, secret), trackingKey(city.sealer, secret)]
  return ticket && keys.some((key) => key === ticket.phoneKey || key === ticket.trackingKey) ? ticket : null
}

async function current(city: City, number: string, revision: number | undefined): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  if (revision !== undefined && revision !== ticket.revision) {
    throw new DomainError('CONFLICT', '工单刚刚被他人更新，请刷新后再试。', { number })
  }
  return ticket
}

function move(city: City, ticket: Ticket, kind: Move, text: string, set: Partial<Ticket>, actor?: Actor) {
  const state = decideMove(ticket.state, kind)
  const over = state === 'CLOSED' && ticket.callbackFor !== undefined
  const unset = over ? { unset: ['callbackFor'] as const } : {}
  return changeTicket(city, ticket, { event: MOVES[kind].event, text, set: { ...set, state }, ...unset }, actor)
}

/** One change of a ticket as its timeline tells it. */
export interface TicketChange {
  event: EventName
  /** One sentence that a citizen may read. */
  text: string
  set: Partial<Ticket>
  unset?: readonly (keyof Ticket)[]
  /** The survey round that this change replaces. */
  earlierSurvey?: SurveyResult
  /** What the citizen did to bring it about. */
  act?: CitizenActEntry
}

/** State, timeline and the event of the change go into one document update; announcing comes after. */
export async function changeTicket(city: City, ticket: Ticket, change: TicketChange, actor?: Actor): Promise<Ticket> {
  const at = city.clock.now()
  const revision = ticket.revision + 1
  const event = ticketEvent(ticket._id, change.event, revision, at)
  const step = change.event.replace('ticket.', '').replace('.', '-')
  const changed = await writeTicket(city.db, ticket._id, ticket.revision, {
    set: change.set,
    ...(change.unset && { unset: change.unset }),
    ...(change.earlierSurvey && { earlierSurvey: change.earlierSurvey }),
    ...(change.act && { act: change.act }),
    entry: {
      id: `${ticket._id}:${revision}`,
      at,
      event: step,
      text: change.text,
      ...(actor && { actor: actor.displayName }),
    },
    event: city.spine.entry(event),
  })
  announceTicket(city, ticket._id, event)
  return changed
}

function announceTicket(city: City, number: string, event: { id: string; name: EventName; at: Date }): void {
  city.spine.announce([{ event, subject: number, collection: ticketRecord.collection, ticket: number }])
}
