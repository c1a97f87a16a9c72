import type { City } from '../city.ts'
import { phoneKey, trackingKey } from '../citizen/contact.rules.ts'
import { maskNumbers } from '../personal/mask.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { EventName } from '../kernel/events.ts'
import { findPersonal } from '../personal/personal.rules.ts'
import { dropFromVault, keepInVault } from '../personal/vault.store.ts'
import { isCorrected, withCorrections } from './correction.rules.ts'
import type { Correction } from './derived.rules.ts'
import { type NewRequest, normalise } from './normalise.rules.ts'
import { LONGEST_REPLY, passedCheck } from './reply-check.rules.ts'
import { workAtOf } from './work-order.rules.ts'
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
  await keepPersonal(city, request)
  const number = await nextNumber(city.db, request.at)
  const event = ticketEvent(number, 'ticket.opened', 0, request.at)
  const ticket = {
    ...normalise(city.registers, request, number),
    ...toRefine(city),
    outbox: [city.spine.entry(event)],
  }
  if (!(await insertTicket(city.db, ticket))) {
    const other = (await findBySource(city.db, request.sourceKey)) ?? (await findCallback(city.db, request.citizenKey))
    if (other) return other
    throw new DomainError('CONFLICT', '登记时与另一次操作相撞，请重试。')
  }
  announceTicket(city, number, event)
  return ticket
}

/** Before the ticket that masks it: nothing is lost should the process die in between. */
async function keepPersonal({ db, sealer }: City, { sourceKey, text, contact, at }: NewRequest): Promise<boolean> {
  const given = [
    ...(contact?.name ? [{ kind: 'NAME' as const, value: contact.name }] : []),
    ...(contact?.phone ? [{ kind: 'PHONE' as const, value: contact.phone }] : []),
  ]
  return keepInVault(db, sealer, sourceKey, { found: findPersonal(text), given }, at)
}

/** Lets a language model look at the words later, where one is configured. */
const toRefine = ({ languageModel, clock }: City): Pick<Ticket, 'refine'> =>
  languageModel ? { refine: { after: clock.now(), tries: 0 } } : {}

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

/**
 * The reply goes to the citizen as it stands. 5–2000 characters. One that the check stops goes out only with a `reason`,
 * and one with a confirmed document number not at all (BAD_INPUT); what was found stands beside the reply.
 */
export async function replyTicket(
  city: City,
  number: string,
  text: string,
  actor: Actor,
  revision?: number,
  reason?: string,
): Promise<Ticket> {
  const reply = text.trim()
  if (reply.length < 5 || reply.length > LONGEST_REPLY) {
    throw new DomainError('BAD_INPUT', `回复应为 5 至 ${LONGEST_REPLY} 字。`, { length: reply.length })
  }
  const ticket = await current(city, number, revision)
  decideMove(ticket.state, 'reply')
  const now = city.clock.now()
  const replyCheck = passedCheck(ticket, reply, reason)
  const set = { reply, replyCheck, repliedAt: now, contactedAt: ticket.contactedAt ?? now }
  return move(city, ticket, 'reply', `${ticket.organName ?? '承办单位'}回复：${maskNumbers(reply)}`, set, actor)
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
  const anew = withCorrections(normalise(city.registers, { ...request, at: ticket.createdAt }, ticket._id), ticket)
  const {
    text,
    kind,
    category,
    tier,
    tierWhy,
    urgency,
    derived,
    sensitive,
    pledges,
    evidence,
    sentiment,
    place,
    likeness,
    title,
    toVerify,
    citizenKey,
  } = anew
  const due = dueAt(anew, city.registers.calendar, ticket.createdAt)
  const needsReview = isCorrected(ticket, 'category') ? undefined : anew.needsReview
  const phone = anew.phoneKey ?? ticket.phoneKey
  const reworded = text !== ticket.text
  const known = citizenKey !== ticket.citizenKey || phone !== ticket.phoneKey
  if (!reworded && !known) return ticket
  if (!(await keepPersonal(city, request))) await dropFromVault(city.db, request.sourceKey)
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
      ...(derived && reworded && { derived }),
      ...(sensitive && { sensitive }),
      ...(needsReview && { needsReview }),
      ...(pledges && { pledges }),
      evidence,
      sentiment,
      place,
      likeness,
      // A better title of the same words stays.
      ...(title && reworded && { title }),
      ...(reworded && toRefine(city)),
      citizenKey,
      ...(phone && { phoneKey: phone }),
      ...(toVerify && { toVerify }),
      ...(untouched && { state: 'ACCEPTED', dueAt: due.dueAt, dueWhy: due.why }),
    },
    unset: [
      ...(toVerify ? [] : (['toVerify'] as const)),
      ...(sensitive ? [] : (['sensitive'] as const)),
      ...(needsReview ? [] : (['needsReview'] as const)),
      ...(reworded ? (['summary', 'refined'] as const) : []),
    ],
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
  // Nobody is called back, nor is there a queue for what is done.
  const over = state === 'CLOSED' ? (['callbackFor', 'needsReview'] as const).filter((field) => ticket[field]) : []
  const unset = over.length > 0 ? { unset: over } : {}
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
  /** What a person said a field is. */
  correction?: Correction
  /** The step's id in the timeline where it has a cause of its own: the same cause is there once. */
  entryId?: string
}

/** State, timeline and the event of the change go into one document update; announcing comes after. */
export async function changeTicket(city: City, ticket: Ticket, change: TicketChange, actor?: Actor): Promise<Ticket> {
  const at = city.clock.now()
  const revision = ticket.revision + 1
  const event = ticketEvent(ticket._id, change.event, revision, at)
  const step = change.event.replace('ticket.', '').replace('.', '-')
  const changed = await writeTicket(city.db, ticket._id, ticket.revision, {
    set: { ...change.set, workAt: queuedAt(ticket, change) },
    ...(change.unset && { unset: change.unset }),
    ...(change.earlierSurvey && { earlierSurvey: change.earlierSurvey }),
    ...(change.act && { act: change.act }),
    ...(change.correction && { correction: change.correction }),
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

/** Where the changed ticket stands in the queue: whatever a change does to it, its place follows. */
function queuedAt(ticket: Ticket, { set, unset, act }: TicketChange): Date {
  const { callbackFor, ...rest } = { ...ticket, ...set }
  const waits = callbackFor !== undefined && !unset?.includes('callbackFor')
  const citizenActs = [...(ticket.citizenActs ?? []), ...(act ? [act] : [])]
  return workAtOf({ ...rest, citizenActs, ...(waits && { callbackFor }) })
}

function announceTicket(city: City, number: string, event: { id: string; name: EventName; at: Date }): void {
  city.spine.announce([{ event, subject: number, collection: ticketRecord.collection, ticket: number }])
}
