import type { Registers } from '../city.ts'
import { maskPersonal, withoutPersonal } from '../citizen/masking.rules.ts'
import { toSimplified } from '../citizen/script.rules.ts'
import { readSaid } from '../classify/said.rules.ts'
import { understand } from '../classify/understand.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import { withStreetHint } from '../territory/hint.rules.ts'
import { type Location, locate } from '../territory/territory.rules.ts'
import type { Ticket, TicketAttachment, TicketEvidence, ToVerify } from './ticket.rules.ts'

/** A request ready to become a ticket, whichever door it came through. */
export interface NewRequest {
  /** Channel and dedupe key of the message it came in. */
  sourceKey: string
  channel: string
  citizenKey: string
  text: string
  at: Date
  point?: { latitude: number; longitude: number; datum?: 'GCJ-02' | 'WGS84' }
  /** The street whose QR code was scanned before; counts less than anything said. */
  streetHint?: string
  phoneKey?: string
  trackingKey?: string
  /** A person is to call the citizen back (人工). */
  needsHuman?: boolean
  /** What was heard badly. */
  toVerify?: ToVerify[]
  publicUrl?: string
  /** The category that the sender picked from the list, as a path of the tree. */
  category?: string
  /** The government site whose form it came from. */
  site?: string
  /** What was uploaded with it. */
  attachments?: readonly TicketAttachment[]
}

/** Everything that is derived from a request's words: kind, category, tier, urgency, place and deadline, with evidence. */
export function normalise(registers: Registers, request: NewRequest, number: string): Omit<Ticket, 'outbox'> {
  const found = understand(withoutPersonal(request.text), request.category)
  const simplified = toSimplified(request.text)
  const named = locate(registers.gazetteer, { text: simplified, ...(request.point && { point: request.point }) })
  const place = withStreetHint(registers.gazetteer, named, { streetId: request.streetHint, text: simplified })
  const said = readSaid(simplified)
  const due = dueAt(
    { urgency: found.urgency.level, text: simplified, category: found.category },
    registers.calendar,
    request.at,
  )
  const text = maskPersonal(request.text)
  const spans = (field: TicketEvidence['field'], evidence: readonly EvidenceSpan[]): TicketEvidence[] =>
    evidence.map(({ start, end, why }) => ({ field, start, end, why, text: text.slice(start, end) }))
  const { l1, l2, l3, confidence } = found.category
  return {
    _id: number,
    sourceKey: request.sourceKey,
    channel: request.channel,
    citizenKey: request.citizenKey,
    ...(request.site && { site: request.site }),
    ...(request.attachments?.length && { attachments: [...request.attachments] }),
    ...(request.phoneKey && { phoneKey: request.phoneKey }),
    ...(request.trackingKey && { trackingKey: request.trackingKey }),
    ...(request.needsHuman && { callbackFor: request.citizenKey }),
    state: 'ACCEPTED',
    kind: found.kind.code,
    category: { l1, ...(l2 && { l2 }), ...(l3 && { l3 }), confidence },
    tier: found.tier.code,
    tierWhy: found.tier.why,
    urgency: found.urgency.level,
    understoodBy: found.method,
    evidence: [
      ...spans('kind', found.kind.evidence),
      ...spans('category', found.category.evidence),
      ...spans('urgency', found.urgency.evidence),
      ...spans('tier', found.tier.evidence),
      ...spans('place', place?.evidence ?? []),
      ...spans('when', said.when),
      ...spans('who', said.who),
      ...spans('contact', said.contact),
    ],
    text,
    ...(request.toVerify?.length && { toVerify: request.toVerify }),
    ...(request.publicUrl && { publicUrl: request.publicUrl }),
    place: place ? placeOf(place) : {},
    dispatchReasons: [],
    dueAt: due.dueAt,
    dueWhy: due.why,
    earlierSurveys: [],
    timeline: [{ id: `${number}:0`, at: request.at, event: 'opened', text: `热线已受理，工单号 ${number}` }],
    createdAt: request.at,
    reopened: 0,
    revision: 0,
  }
}

/** As much of a location as a ticket keeps. */
export function placeOf(place: Location): Ticket['place'] {
  const { districtId, districtName, streetId, streetName, communityName, placeName, point } = place
  return {
    districtId,
    districtName,
    ...(streetId && { streetId }),
    ...(streetName && { streetName }),
    ...(communityName && { communityName }),
    ...(placeName && { placeName }),
    ...(point && { point: { latitude: point.latitude, longitude: point.longitude } }),
  }
}
