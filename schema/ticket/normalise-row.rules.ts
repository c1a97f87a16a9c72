import type { Registers } from '../city.ts'
import { UNSORTED } from '../classify/category.rules.ts'
import { PLEDGES } from '../classify/pledges.ts'
import type { ClassifyModels } from '../classify/shipped-models.ts'
import { KIND_NAMES } from '../classify/kinds.ts'
import { FLAG_NAMES } from '../classify/signs.ts'
import { TIER_NAMES } from '../classify/tier.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import { PERSONAL_NAMES } from '../personal/kinds.ts'
import { type PersonalFound, findPersonal } from '../personal/personal.rules.ts'
import { URGENCY_NAMES } from './correction-words.rules.ts'
import { type Derivation, derivationOf } from './derived.rules.ts'
import { normalise } from './normalise.rules.ts'
import type { Ticket, TicketEvidence } from './ticket.rules.ts'

/** A message of a file, as `npm run normalise` reads it. */
export interface NormaliseRow {
  id: string | number
  text: string
  subject?: string
  at?: Date
}

/** What of a field speaks for it, and how it was found. */
interface Why {
  method?: string
  version?: string
  confidence?: number
  evidence: { start: number; end: number; text: string; why: string }[]
}

/** One message with everything derived; names as the city uses them, positions in `text`. */
export interface NormalisedRow {
  id: string | number
  title: string | undefined
  kind: string
  category: {
    l1: string
    l2?: string
    l3?: string
    confidence: number
    /** Probabilities that it is right down to the second and third level named, where the first is. */
    deeper?: number[]
    /** Whether the method relies on it; otherwise a person looks. */
    sure: boolean
    top: { l1: string; confidence: number }[]
  }
  urgency: string
  sensitive: string[]
  tier: { name: string; why: string }
  /** How it is meant, 0 badly to 1 well, and how strongly it is said, 0 to 1. */
  sentiment: { polarity: number; intensity: number; signs: string[] } | undefined
  /** Kinds of personal data that are masked in `text`: 姓名, 手机号 … */
  personal: string[]
  /** 七有五性. */
  pledges: string[]
  place:
    | {
        district: string
        street?: string
        community?: string
        name?: string
        confidence: number | undefined
        candidates: { street: string; district: string }[]
      }
    | undefined
  when: string[]
  who: string[]
  contact: string[]
  /** The words read, personal data masked: subject and text, one line each. */
  text: string
  dueAt: string
  dueWhy: string
  why: Record<string, Why>
}

/** A row with its text in it; throws BAD_INPUT with what is wrong with it. `instantOf` reads what tables have for times. */
export function readNormaliseRow(value: unknown, instantOf: (text: string) => Date | { reason: string }): NormaliseRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) bad('不是一个对象')
  const { id, text, subject, time } = value as Readonly<Record<string, unknown>>
  if (typeof id !== 'string' && typeof id !== 'number') bad('没有 id')
  if (text !== undefined && text !== null && typeof text !== 'string') bad('text 应为文字')
  if (subject !== undefined && subject !== null && typeof subject !== 'string') bad('subject 应为文字')
  if (!text?.trim() && !subject?.trim()) bad('没有 text')
  return { id, text: text ?? '', ...(subject?.trim() && { subject }), ...timeOf(time, instantOf) }
}

function timeOf(time: unknown, instantOf: (text: string) => Date | { reason: string }): { at?: Date } {
  if (time === undefined || time === null || time === '') return {}
  const at = typeof time === 'string' ? instantOf(time) : { reason: 'time 应为文字，如 2025-03-01 09:05:00' }
  return at instanceof Date ? { at } : bad(at.reason)
}

function bad(reason: string): never {
  throw new DomainError('BAD_INPUT', reason)
}

/** Reads everything out of one message as a ticket of it would have it; `now` is its time when the row has none. */
export function normaliseRow(
  registers: Registers,
  row: NormaliseRow,
  now: Date,
  models?: ClassifyModels,
): NormalisedRow {
  const number = String(row.id)
  const request = { sourceKey: number, channel: 'file', citizenKey: number, text: wordsOf(row), at: row.at ?? now }
  return rowOf(registers, normalise(registers, request, number, models), row.id, findPersonal(request.text))
}

/** The subject counts as the first line, unless the text begins with it. */
function wordsOf({ subject, text }: NormaliseRow): string {
  if (!subject || text.trimStart().startsWith(subject.trim())) return text
  return text.trim() === '' ? subject : `${subject}\n${text}`
}

type Normalised = ReturnType<typeof normalise>

function sentimentOf({ sentiment }: Normalised): NormalisedRow['sentiment'] {
  if (!sentiment) return undefined
  const { polarity, intensity, signs } = sentiment
  return { polarity, intensity, signs }
}

function rowOf(
  registers: Registers,
  ticket: Normalised,
  id: NormaliseRow['id'],
  personal: readonly PersonalFound[],
): NormalisedRow {
  const { urgency, tier, tierWhy, kind, sensitive = [], text, title, dueAt, dueWhy } = ticket
  const said = (field: TicketEvidence['field']) => ticket.evidence.filter((one) => one.field === field)
  const words = (field: TicketEvidence['field']) => said(field).map((one) => one.text)
  return {
    id,
    title,
    kind: KIND_NAMES[kind],
    category: categoryOf(ticket),
    urgency: URGENCY_NAMES[urgency] ?? urgency,
    sensitive: sensitive.map((flag) => FLAG_NAMES[flag]),
    tier: { name: TIER_NAMES[tier], why: tierWhy },
    sentiment: sentimentOf(ticket),
    personal: [...new Set(personal.map((found) => PERSONAL_NAMES[found.kind]))],
    pledges: (ticket.pledges ?? []).map((pledge) => PLEDGES[pledge]),
    place: placeOf(registers, ticket),
    when: words('when'),
    who: words('who'),
    contact: words('contact'),
    text,
    dueAt: dueAt.toISOString(),
    dueWhy,
    why: Object.fromEntries(
      Object.entries(ticket.derived ?? {}).map(([field, how]) => [field, whyOf(how, said(field as Field))]),
    ),
  }
}

type Field = TicketEvidence['field']

/** A file wants an opinion of every row; that nobody would rely on it is said beside it. */
function categoryOf(ticket: Normalised): NormalisedRow['category'] {
  const top = topOf(ticket)
  const [best] = top
  const sure = !ticket.needsReview
  if (ticket.category.l1 === UNSORTED && best) return { ...best, sure, top }
  const deeper = derivationOf(ticket, 'category')?.deeper
  return { ...ticket.category, ...(deeper && { deeper }), sure, top }
}

function topOf(ticket: Normalised): { l1: string; confidence: number }[] {
  const top = derivationOf(ticket, 'category')?.top ?? []
  return top.map(({ value, confidence = 0 }) => ({ l1: value, confidence }))
}

function placeOf({ gazetteer }: Registers, ticket: Normalised): NormalisedRow['place'] {
  const { districtId, districtName, streetName, communityName, placeName } = ticket.place
  if (!districtId) return undefined
  const how = derivationOf(ticket, 'place')
  return {
    district: districtName ?? districtId,
    ...(streetName && { street: streetName }),
    ...(communityName && { community: communityName }),
    ...(placeName && { name: placeName }),
    confidence: how?.confidence,
    candidates: (how?.top ?? []).flatMap(({ value }) => {
      const street = gazetteer.streets.get(value)
      const district = street && gazetteer.districts.get(street.districtId)
      return street ? [{ street: street.name, district: district?.name ?? street.districtId }] : []
    }),
  }
}

/** `rules-1` is method `rules`, version `1`. */
function whyOf({ by, confidence }: Derivation, evidence: readonly Ticket['evidence'][number][]): Why {
  const [, method = by, version] = /^(.+)-(\d[\w.]*)$/.exec(by) ?? []
  return {
    method,
    ...(version && { version }),
    ...(confidence !== undefined && { confidence }),
    evidence: evidence.map(({ start, end, text, why }) => ({ start, end, text, why })),
  }
}
