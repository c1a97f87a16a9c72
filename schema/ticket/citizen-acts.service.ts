import type { City } from '../city.ts'
import { loadCitizen } from '../citizen/citizen.store.ts'
import { phoneKey } from '../citizen/contact.rules.ts'
import { maskFound, withoutPersonal } from '../personal/mask.rules.ts'
import { findPhone } from '../personal/phone.rules.ts'
import { sentiment } from '../classify/sentiment/sentiment.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import { type PersonalFound, findPersonal } from '../personal/personal.rules.ts'
import { keepInVault } from '../personal/vault.store.ts'
import { toWgs84 } from '../territory/point.rules.ts'
import { locate } from '../territory/territory.rules.ts'
import {
  type ActRefusal,
  actSentence,
  correctedWords,
  hasDone,
  mayRelocate,
  refusalOf,
  withFeeling,
} from './citizen-acts.rules.ts'
import { type NewRequest, derivationOfPlace, placeOf, sentimentOf } from './normalise.rules.ts'
import { spotsOf } from './spots.rules.ts'
import { type CitizenActEntry, type CitizenActKind, MOVES, type Ticket } from './ticket.rules.ts'
import { type TicketChange, changeTicket, openTicket } from './ticket.service.ts'
import { findBySource, findCallback, findTicket } from './ticket.store.ts'

/** Who does something with a ticket of theirs, and by which message. */
export interface CitizenAct {
  /** Blind index of the citizen's account. */
  citizenKey: string
  /** Inbox id of the message: the same act of the same cause is done once, however often it is asked for. */
  cause: string
  /** When the citizen said it. */
  at: Date
}

export type ActOutcome = { done: true; ticket: Ticket } | { done: false; why: ActRefusal; ticket?: Ticket }

/** As long as a request may be; the message itself stays whole in the inbox. */
const LONGEST_KEPT = 4000

/** What was said with an act: as the ticket keeps it, and what of a person was masked in it. */
interface Said {
  words: Pick<CitizenActEntry, 'text' | 'point' | 'media'>
  found: PersonalFound[]
}

const SILENT: Said = { words: {}, found: [] }

/**
 * 催办: once in 24 hours per ticket (TOO_SOON), while the unit owes an answer (NOT_OPEN). Of its words only the feeling
 * is kept.
 */
export function urgeTicket(city: City, number: string, act: CitizenAct & { text?: string }): Promise<ActOutcome> {
  return perform(city, number, act, 'urge', () => ({ event: 'ticket.urged', set: {} }), SILENT, act.text)
}

/** 补充材料: further words, a place, pictures by reference, until the ticket is closed (NOT_OPEN). */
export function supplementTicket(
  city: City,
  number: string,
  act: CitizenAct & { text?: string; point?: NewRequest['point']; media?: InboundMessage['media'] },
): Promise<ActOutcome> {
  return perform(city, number, act, 'supplement', () => ({ event: 'ticket.supplemented', set: {} }), said(act))
}

/** 撤回: until the unit has replied (TOO_LATE). Nothing more is done, asked or counted. */
export function withdrawTicket(city: City, number: string, act: CitizenAct & { reason?: string }): Promise<ActOutcome> {
  const { event, to } = MOVES.withdraw
  const change = { event, set: { state: to }, unset: ['callbackFor', 'needsReview'] } as const
  return perform(city, number, act, 'withdraw', () => change, said({ text: act.reason }))
}

/**
 * 更正地点: moves the ticket to whoever answers for the right place, as long as the wrong unit has not signed. After that,
 * and where the words name no place of the city, it is kept for the unit to read.
 */
export function correctPlace(
  city: City,
  number: string,
  act: CitizenAct & { text: string; point?: NewRequest['point'] },
): Promise<ActOutcome> {
  return perform(city, number, act, 'correct-place', (ticket) => relocation(city, ticket, act), said(act))
}

/**
 * 人工: the ticket by which the hotline calls this citizen back; the open one of theirs where there is one, to which
 * further words are added. Throws NOT_FOUND for a citizen nobody has heard of.
 */
export async function askForHuman(city: City, act: CitizenAct & { text?: string }): Promise<Ticket> {
  const { citizenKey, at } = act
  // Under a key of its own: the same message may also have made a ticket of what it says.
  const sourceKey = `human:${citizenKey}:${act.cause}`
  const there = (await findBySource(city.db, sourceKey)) ?? (await findCallback(city.db, citizenKey))
  if (there) return there.sourceKey === sourceKey ? there : withFurtherWords(city, there, act)
  const account = await loadCitizen(city.db, citizenKey)
  if (!account) throw new DomainError('NOT_FOUND', '找不到市民的渠道账号。')
  const phone = findPhone(act.text ?? '')
  const opened = await openTicket(city, {
    sourceKey,
    channel: account.channel,
    citizenKey,
    text: act.text?.trim() || '市民要求人工服务',
    at,
    needsHuman: true,
    ...(phone && { phoneKey: phoneKey(city.sealer, phone) }),
  })
  return opened.sourceKey === sourceKey ? opened : withFurtherWords(city, opened, act)
}

async function withFurtherWords(city: City, ticket: Ticket, act: CitizenAct & { text?: string }): Promise<Ticket> {
  if (!act.text?.trim()) return ticket
  const outcome = await supplementTicket(city, ticket._id, act)
  return outcome.ticket ?? ticket
}

/** How often an act is decided anew when somebody else changed the ticket meanwhile; then its job tries again later. */
const MOST_TRIES = 5

/** What an act changes; who, when and in which words is added to it. */
type ActChange = Pick<TicketChange, 'event' | 'set' | 'unset'> & { sentence?: string }

async function perform(
  city: City,
  number: string,
  { citizenKey, cause, at }: CitizenAct,
  kind: CitizenActKind,
  decide: (ticket: Ticket) => ActChange,
  { words, found }: Said = SILENT,
  feltIn = words.text,
): Promise<ActOutcome> {
  const felt = feltIn?.trim() ? sentimentOf(sentiment(withoutPersonal(feltIn))) : undefined
  for (let tries = 1; ; tries += 1) {
    const ticket = await findTicket(city.db, number)
    if (ticket?.citizenKey !== citizenKey) return { done: false, why: 'NOT_YOURS' }
    if (hasDone(ticket, kind, cause)) return { done: true, ticket }
    const why = refusalOf(ticket, kind, at)
    if (why) return { done: false, why, ticket }
    const { sentence, ...change } = decide(ticket)
    const text = sentence ?? actSentence(kind, words)
    await keepInVault(city.db, city.sealer, cause, { found, given: [] }, at)
    try {
      const act = { act: kind, cause, at, ...words, ...(felt && withFeeling(ticket, felt)) }
      return { done: true, ticket: await changeTicket(city, ticket, { ...change, text, act }) }
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'CONFLICT') || tries >= MOST_TRIES) throw error
    }
  }
}

function said(act: { text?: string | undefined; point?: NewRequest['point']; media?: InboundMessage['media'] }): Said {
  const whole = act.text?.trim() ?? ''
  const found = findPersonal(whole)
  // Masked before it is cut: half a phone number would not be known as one.
  const text = maskFound(whole, found).slice(0, LONGEST_KEPT)
  const [longitude, latitude] = act.point ? toWgs84(act.point) : []
  const words = {
    ...(text && { text }),
    ...(latitude !== undefined && longitude !== undefined && { point: { latitude, longitude } }),
    ...(act.media?.length && { media: act.media.map(({ type }) => type) }),
  }
  return { words, found }
}

/** Where the correction leads: to another unit, to another place of the same one, or nowhere yet. */
function relocation(city: City, ticket: Ticket, act: { text: string; point?: NewRequest['point'] }): ActChange {
  const { gazetteer, organs, duties } = city.registers
  const kept: ActChange = { event: 'ticket.supplemented', set: {} }
  const found = mayRelocate(ticket)
    ? locate(gazetteer, { text: correctedWords(act.text), ...(act.point && { point: act.point }) })
    : undefined
  if (!found) return kept
  const place = placeOf(found)
  // The old place's words prove nothing any more.
  const set = {
    place,
    likeness: { marks: ticket.likeness?.marks ?? [], spots: spotsOf(found) },
    evidence: ticket.evidence.filter(({ field }) => field !== 'place'),
    ...(ticket.derived && { derived: { ...ticket.derived, place: derivationOfPlace(found) } }),
  }
  // What nobody has been given yet goes to the right unit as a matter of course.
  if (ticket.state === 'ACCEPTED') return { ...kept, set }
  const needsHuman = ticket.callbackFor !== undefined
  const { organId, organName, reasons } = decideDispatch(
    { category: ticket.category, ...place, needsHuman },
    organs,
    duties,
  )
  const dispatchReasons = ['市民更正了地点', ...reasons]
  if (organId === ticket.organId) return { ...kept, set: { ...set, dispatchReasons } }
  return {
    event: MOVES.dispatch.event,
    set: { ...set, organId, organName, dispatchReasons },
    sentence: `${actSentence('correct-place', said(act).words)}，由${ticket.organName ?? '原单位'}改派${organName}办理`,
  }
}
