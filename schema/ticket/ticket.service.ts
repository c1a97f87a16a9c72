import type { City } from '../city.ts'
import { phoneKey, trackingKey } from '../citizen/contact.rules.ts'
import { maskPersonal } from '../citizen/masking.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { EventName } from '../kernel/events.ts'
import { type NewRequest, normalise } from './normalise.rules.ts'
import { ticketRecord } from './ticket.model.ts'
import { MOVES, type Move, type SurveyResult, type Ticket, decideMove, ticketEvent } from './ticket.rules.ts'
import { findBySource, findTicket, insertTicket, loadTicket, nextNumber, writeTicket } from './ticket.store.ts'

/** Who did it, as the timeline names them. */
export interface Actor {
  displayName: string
}

/**
 * Opens one ticket per source: normalises the words into kind, category, tier, urgency, place and deadline. Doing it
 * again for the same source gives the ticket that is there. Dispatch follows as its own step.
 */
export async function openTicket(city: City, request: NewRequest): Promise<Ticket> {
  const there = await findBySource(city.db, request.sourceKey)
  if (there) return there
  const number = await nextNumber(city.db, request.at)
  const event = ticketEvent(number, 'ticket.opened', 0, request.at)
  const ticket = { ...normalise(city.registers, request, number), outbox: [city.spine.entry(event)] }
  if (!(await insertTicket(city.db, ticket))) return (await findBySource(city.db, request.sourceKey)) ?? ticket
  announceTicket(city, number, event)
  return ticket
}

/** Gives the ticket to the unit that answers for it. A ticket already dispatched stays where it is. */
export async function dispatchTicket(city: City, number: string): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  if (ticket.state !== 'ACCEPTED') return ticket
  const { organs, duties } = city.registers
  const decision = decideDispatch({ category: ticket.category, ...ticket.place }, organs, duties)
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
  return changeTicket(city, ticket, { event: MOVES[kind].event, text, set: { ...set, state } }, actor)
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
