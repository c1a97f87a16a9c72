import type { Registers } from '../city.ts'
import { categoryAt } from '../classify/categories.ts'
import { UNSORTED } from '../classify/category.rules.ts'
import { tierOf } from '../classify/classify.rules.ts'
import { readPledges } from '../classify/pledges.rules.ts'
import { toSimplified } from '../citizen/script.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { decideDispatch } from '../dispatch/dispatch.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import type { StaffIdentity } from '../staff/staff.rules.ts'
import { mayRelocate } from './citizen-acts.rules.ts'
import { CORRECTABLE, type CorrectableField, categoryPath } from './derived.rules.ts'
import { TITLE_METHOD, titleOf } from './title.rules.ts'
import {
  type LivelihoodTier,
  REQUEST_KINDS,
  type RequestKind,
  TIERS,
  type Ticket,
  URGENCIES,
  type Urgency,
} from './ticket.rules.ts'

/** The hotline's own desks decide what a request is about; units that want to be rid of a ticket do not, analysts look on. */
export function mayCorrect({ role }: Pick<StaffIdentity, 'role'>): boolean {
  return role === 'admin' || role === 'clerk' || role === 'dispatcher' || role === 'supervisor'
}

/** The value that is used now, as a correction names it; empty for a place nobody knows. */
export function usedValue(ticket: Pick<Ticket, CorrectableField>, field: CorrectableField): string {
  if (field === 'category') return categoryPath(ticket.category)
  if (field !== 'place') return ticket[field]
  const { streetId, districtId, placeName, communityName } = ticket.place
  return [streetId ?? districtId, streetId && (placeName ?? communityName)].filter(Boolean).join('/')
}

/** Whether a person has said what this field is. */
export function isCorrected(ticket: Pick<Ticket, 'corrections'>, field: CorrectableField): boolean {
  return (ticket.corrections ?? []).some((correction) => correction.field === field)
}

/** Fields as a correction leaves them. Throws BAD_INPUT with the reason for a value that the field cannot have. */
export function readValue(
  registers: Pick<Registers, 'gazetteer'>,
  field: CorrectableField,
  value: string,
): Partial<Pick<Ticket, CorrectableField>> {
  switch (field) {
    case 'kind':
      return { kind: oneOf<RequestKind>(REQUEST_KINDS, value, '诉求类型') }
    case 'urgency':
      return { urgency: oneOf<Urgency>(URGENCIES, value, '紧急程度') }
    case 'tier':
      return { tier: oneOf<LivelihoodTier>(TIERS, value, '民生层级') }
    case 'category':
      return { category: categoryOf(value) }
    case 'place':
      return { place: placeOf(registers, value) }
  }
}

function oneOf<T extends string>(all: readonly T[], value: string, name: string): T {
  const found = all.find((one) => one === value)
  if (found) return found
  throw new DomainError('BAD_INPUT', `${name}没有“${value.slice(0, 40)}”这一项。`)
}

function categoryOf(path: string): Ticket['category'] {
  if (!categoryAt(path)) throw new DomainError('BAD_INPUT', `事项分类里没有“${path.slice(0, 60)}”。`)
  const [l1 = UNSORTED, l2, l3] = path.split('/')
  return { l1, ...(l2 && { l2 }), ...(l3 && { l3 }), confidence: 1 }
}

/** `street`, `street/community or place`, or `district`. */
function placeOf({ gazetteer }: Pick<Registers, 'gazetteer'>, value: string): Ticket['place'] {
  const [id = '', ...rest] = value.split('/')
  const name = rest.join('/')
  const street = gazetteer.streets.get(id)
  const district = gazetteer.districts.get(street?.districtId ?? id)
  if (!district || (name && !street)) throw new DomainError('BAD_INPUT', '地名库里没有这个地点。')
  const there = { districtId: district.id, districtName: district.name }
  if (!street) return there
  const isCommunity = street.communities.some((community) => community.name === name)
  const isPlace = [...street.places, ...street.roads].some((one) => one.name === name)
  if (name && !isCommunity && !isPlace) {
    throw new DomainError('BAD_INPUT', `${street.name}没有“${name.slice(0, 40)}”。`)
  }
  return {
    ...there,
    streetId: street.id,
    streetName: street.name,
    ...(isCommunity && { communityName: name }),
    ...(!isCommunity && isPlace && { placeName: name }),
  }
}

/** What follows from a corrected field: the tier and, until the unit has signed, the clock and the unit. */
export function decideCorrection(
  registers: Registers,
  ticket: Ticket,
  corrected: Partial<Pick<Ticket, CorrectableField>>,
  now: Date,
): Partial<Ticket> {
  const after = { ...ticket, ...corrected }
  const tier = corrected.tier ? { tierWhy: '由工作人员认定' } : tierAfter(ticket, after, corrected)
  const always = { ...corrected, ...tier, ...pledgesAfter(after, corrected), ...titleAfter(after, corrected) }
  if (!mayRelocate(ticket) || ticket.imported) return always
  return { ...always, ...clockAfter(registers, after, corrected, now), ...unitAfter(registers, after) }
}

/** The tier follows from kind, category and urgency, unless a person has said what it is. */
function tierAfter(ticket: Ticket, after: Ticket, corrected: Partial<Ticket>): Partial<Ticket> {
  const bearsOnTier = corrected.kind ?? corrected.category ?? corrected.urgency
  if (!bearsOnTier || isCorrected(ticket, 'tier')) return {}
  const settled: Parameters<typeof tierOf>[1] = {
    kind: after.kind,
    category: after.category,
    urgency: { level: after.urgency, evidence: after.evidence.filter(({ field }) => field === 'urgency') },
    sensitive: (after.sensitive ?? []).map((flag) => ({ flag })),
  }
  const { code, why } = tierOf(toSimplified(ticket.text), settled)
  return { tier: code, tierWhy: why }
}

/** 七有五性 follow from the category and the words. */
function pledgesAfter(after: Ticket, { category, urgency }: Partial<Ticket>): Partial<Ticket> {
  if (!(category ?? urgency)) return {}
  const spans = (of: string) => after.evidence.filter(({ field }) => field === of)
  const read = readPledges(toSimplified(after.text), {
    category: { ...after.category, evidence: spans('category') },
    urgency: { level: after.urgency, evidence: spans('urgency') },
  })
  return { pledges: read.map(({ code }) => code) }
}

/** A title that rules made is made anew; the words of a place that was wrong name nothing in it. */
function titleAfter(after: Ticket, { kind, category, place }: Partial<Ticket>): Partial<Ticket> {
  if (after.derived?.title?.by !== TITLE_METHOD || !(kind ?? category ?? place)) return {}
  const evidence = place ? after.evidence.filter(({ field }) => field !== 'place') : after.evidence
  return { title: titleOf({ ...after, evidence }) }
}

/** The limit runs from when the request was accepted; one that would be over already runs from the correction. */
function clockAfter(registers: Registers, after: Ticket, corrected: Partial<Ticket>, now: Date): Partial<Ticket> {
  if (!corrected.category && !corrected.urgency) return {}
  const limit = (from: Date) => dueAt(after, registers.calendar, from)
  const fromStart = limit(after.createdAt)
  const due = fromStart.dueAt > now ? fromStart : limit(now)
  return { dueAt: due.dueAt, dueWhy: due.why }
}

/** Another unit gets it by a new dispatch; the same one only reads why it has it. */
function unitAfter({ organs, duties }: Registers, after: Ticket): Partial<Ticket> {
  if (after.state !== 'DISPATCHED') return {}
  const needsHuman = after.callbackFor !== undefined
  const decision = decideDispatch({ category: after.category, ...after.place, needsHuman }, organs, duties)
  if (decision.organId !== after.organId) return { state: 'ACCEPTED' }
  return { dispatchReasons: ['工作人员更正后', ...decision.reasons] }
}

/**
 * What was derived anew, with what people said about it in place: a better hearing of the words does not undo what
 * somebody decided.
 */
export function withCorrections<T extends Pick<Ticket, CorrectableField | 'tierWhy'>>(anew: T, ticket: Ticket): T {
  const kept = CORRECTABLE.filter((field) => isCorrected(ticket, field)).map((field) => [field, ticket[field]])
  return {
    ...anew,
    ...Object.fromEntries(kept),
    ...(isCorrected(ticket, 'tier') && { tierWhy: ticket.tierWhy }),
  }
}
