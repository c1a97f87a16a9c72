import { createHash } from 'node:crypto'
import { phoneKey } from '../citizen/contact.rules.ts'
import { findPhone } from '../personal/phone.rules.ts'
import { citizenKey, rememberCitizen } from '../citizen/citizen.store.ts'
import type { City } from '../city.ts'
import { classify } from '../classify/classify.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { DomainEvent } from '../kernel/events.ts'
import type { CallPiece, InboundMessage } from '../kernel/ports.ts'
import { answerSurvey } from '../survey/survey.service.ts'
import type { NewRequest } from '../ticket/normalise.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { openTicket, rewordTicket } from '../ticket/ticket.service.ts'
import { findTicket, ticketsOfCitizen } from '../ticket/ticket.store.ts'
import { type Call, type SealedPiece, callRecord } from './call.model.ts'
import {
  type AssembledCall,
  type CallEnd,
  type CallState,
  type KeptPiece,
  assemble,
  closedBefore,
  endOf,
  ownWords,
  pieceOf,
  supersedes,
  ticketCalledAbout,
  toVerify,
} from './call.rules.ts'
import { closeDropped, findCall, insertCall, settleCall, writePieces } from './call.store.ts'

const CHANNEL = 'ivr'

/** Pieces of the longest dialogue with a voice robot; what comes after stays in the inbox. */
const MOST_PIECES = 200
/** How often a change is tried anew when another piece of the same call comes in between. */
const TRIES = 10
/** How many of a citizen's latest tickets a callback is looked for in. */
const LATEST = 20

/** The same call has the same id on every machine, whichever of its pieces comes first. */
function callIdOf({ centre, callId }: Pick<CallPiece, 'centre' | 'callId'>): string {
  return createHash('sha256').update(`call\0${centre}\0${callId}`).digest('base64url').slice(0, 27)
}

/**
 * Puts one piece to its call, in one single-document update with the event of the change. A piece that is there already,
 * or that a later version has replaced, changes nothing.
 */
export async function addPiece(city: City, message: InboundMessage & { call: CallPiece }): Promise<void> {
  const id = callIdOf(message.call)
  const piece = sealPiece(city, id, pieceOf(message))
  for (let tries = 0; tries < TRIES; tries++) {
    const call = await findCall(city.db, id)
    const revision = call ? call.revision + 1 : 0
    const event: DomainEvent = { id: `${id}:${revision}:call.changed`, name: 'call.changed', at: city.clock.now() }
    const entry = city.spine.entry(event)
    if (call) {
      const there = call.pieces.find((one) => one.piece === piece.piece)
      if (there ? !supersedes(piece, there) : call.pieces.length >= MOST_PIECES) return
      const pieces = [...call.pieces.filter((one) => one !== there), piece]
      if (!(await writePieces(city.db, call, pieces, entry))) continue
    } else {
      const { centre, wordsDue } = message.call
      const fresh = { _id: id, centre, state: 'OPEN' as const, startedAt: message.at, dueAt: new Date(wordsDue) }
      if (!(await insertCall(city.db, { ...fresh, pieces: [piece], revision, outbox: [entry] }))) continue
    }
    const ticket = call?.ticket && { ticket: call.ticket }
    city.spine.announce([{ event, subject: id, collection: callRecord.collection, ...ticket }])
    return
  }
  throw new Error('a call keeps changing under our hands')
}

function sealPiece({ sealer }: City, id: string, kept: KeptPiece): SealedPiece {
  // When it came and until when to wait differ between two deliveries of the same.
  const { version, wordsDue: _due, ...content } = kept
  // A piece may be named after somebody's number.
  const piece = sealer.blindIndex(kept.piece, 'call-piece')
  const mark = sealer.blindIndex(JSON.stringify(content), 'call-content')
  return { piece, version, mark, sealed: sealer.seal(JSON.stringify(kept), sealContext(id, piece)) }
}

const sealContext = (id: string, piece: string) => `calls.${id}.${piece}`

/** The call as far as its pieces tell. */
export function openCall({ sealer }: Pick<City, 'sealer'>, call: Call): AssembledCall {
  const pieces = call.pieces.map(
    ({ piece, sealed }) => JSON.parse(sealer.open(sealed, sealContext(call._id, piece))) as KeptPiece,
  )
  return assemble(pieces)
}

/**
 * Does what a call asks for as far as it is known: opens its one ticket, takes late words into it, counts the keys of a
 * callback, or notes that nobody said anything. Safe to repeat; where a piece came in meanwhile it starts over, so that
 * the last word is that of the whole call.
 */
export async function followCall(city: City, id: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const call = await findCall(city.db, id)
    if (!call) return
    try {
      const assembled = openCall(city, call)
      const end = await settlementOf(city, call, assembled)
      if (await settleCall(city.db, call, { ...end, startedAt: assembled.startedAt })) return
    } catch (error) {
      // Somebody else changed the ticket in the same instant.
      if (!(error instanceof DomainError) || error.code !== 'CONFLICT') throw error
    }
  }
  throw new Error('a call keeps changing under our hands')
}

type Settlement = { state: CallState; ticket?: string; dueAt?: Date }

async function settlementOf(city: City, call: Call, assembled: AssembledCall): Promise<Settlement> {
  const danger = isEmergency(assembled)
  // Danger waits for nothing, not even for the rest of the sentence.
  const end = danger ? 'request' : endOf(assembled, city.clock.now())
  const { state, ticket } = call
  if (ticket !== undefined && (state === 'REQUEST' || state === 'UNHEARD')) {
    // What opened a ticket stays one, whatever the later pieces lack.
    const better = end === 'request' ? 'REQUEST' : state
    if (end === 'request' || (end === 'unheard' && state === 'UNHEARD')) await ticketOf(city, call._id, assembled)
    return { state: better, ticket }
  }
  const about = await calledAbout(city, call, assembled, end)
  if (about === 'unclear' && !danger) return { state: 'OPEN', dueAt: assembled.wordsDue }
  if (about && about !== 'unclear') {
    const { survey, startedAt } = assembled
    if (survey && closedBefore(about, startedAt)) await answerSurvey(city, about._id, survey)
    return { state: 'FOLLOW_UP', ticket: about._id }
  }
  const { direction } = assembled
  // Calls of our own that say nothing new leave nobody to ring back.
  if (direction === 'internal' || (direction === 'outbound' && end !== 'request' && end !== 'wait')) {
    return { state: 'FOLLOW_UP' }
  }
  if (end === 'wait') return { state: 'OPEN', dueAt: assembled.wordsDue }
  if (end === 'dropped') return { state: state === 'CALLED_BACK' ? state : 'DROPPED' }
  const opened = await ticketOf(city, call._id, assembled)
  return { state: end === 'request' ? 'REQUEST' : 'UNHEARD', ticket: opened._id }
}

/**
 * The ticket that a call was about, so that it is no new request: a call to the citizen, or one in which they only
 * pressed survey keys. `unclear` where words came before anybody said who had called whom.
 */
async function calledAbout(
  city: City,
  call: Call,
  assembled: AssembledCall,
  end: CallEnd,
): Promise<Ticket | 'unclear' | undefined> {
  if (call.state === 'FOLLOW_UP' && call.ticket) return (await findTicket(city.db, call.ticket)) ?? undefined
  const { direction, startedAt, survey, wordsDue } = assembled
  const onlyKeys = end === 'dropped' && survey !== undefined
  const unknown = end === 'request' && direction === undefined && city.clock.now() < wordsDue
  if (direction !== 'outbound' && !onlyKeys && !unknown) return undefined
  // A process may have died after it opened the call's own ticket.
  const tickets = (await theirTickets(city, assembled)).filter(({ sourceKey }) => sourceKey !== call._id)
  const closed = onlyKeys ? tickets.filter((ticket) => closedBefore(ticket, startedAt)) : tickets
  const about = ticketCalledAbout(closed, startedAt)
  return about && unknown ? 'unclear' : about
}

function isEmergency({ turns }: AssembledCall): boolean {
  const words = ownWords(turns)
  return words !== '' && classify(words).urgency.level === 'EMERGENCY'
}

/** The ticket the centre named, if it is this citizen's; otherwise their latest. */
async function theirTickets(city: City, { account, number, ticket }: AssembledCall): Promise<Ticket[]> {
  const key = citizenKey(city.sealer, CHANNEL, account)
  const phone = number && phoneKey(city.sealer, number)
  const named = ticket ? await findTicket(city.db, ticket) : null
  if (named && (named.citizenKey === key || (phone !== undefined && named.phoneKey === phone))) return [named]
  return ticketsOfCitizen(city.db, key, LATEST)
}

/** The one ticket of the call, with the words that are known by now. */
async function ticketOf(city: City, id: string, assembled: AssembledCall): Promise<Ticket> {
  const account = await rememberCitizen(city.db, city.sealer, CHANNEL, assembled.account, assembled.startedAt)
  const request = requestOf(city, id, assembled, account._id)
  return rewordTicket(city, await openTicket(city, request), request)
}

function requestOf(city: City, id: string, assembled: AssembledCall, citizen: string): NewRequest {
  const words = ownWords(assembled.turns)
  const unsure = words === '' ? [] : toVerify(assembled.turns)
  // A number that was heard badly opens nobody's ticket.
  const spoken = unsure.includes('phone') ? undefined : findPhone(words)
  const phone = assembled.number ?? spoken
  return {
    sourceKey: id,
    channel: CHANNEL,
    citizenKey: citizen,
    text: words || unheardText(assembled),
    at: assembled.startedAt,
    bySound: 'always',
    ...(phone && { phoneKey: phoneKey(city.sealer, phone) }),
    ...(unsure.length > 0 && { toVerify: unsure }),
  }
}

function unheardText({ outcome, wantsCallback }: AssembledCall): string {
  if (outcome === 'voicemail') return '来电未转写，请回拨。市民留了语音留言。'
  return wantsCallback ? '来电未转写，请回拨。市民要求回电。' : '来电未转写，请回拨。'
}

/** Takes a dropped call off the list once somebody rang back. Throws NOT_FOUND. */
export async function noteCalledBack(city: City, id: string, by: string): Promise<Call> {
  const call = await closeDropped(city.db, id, by, city.clock.now())
  if (call) return call
  throw new DomainError('NOT_FOUND', '没有这个未接通的来电，或已有人回拨。')
}
