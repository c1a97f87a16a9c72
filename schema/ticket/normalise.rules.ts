import type { Registers } from '../city.ts'
import { maskPersonal, withoutPersonal } from '../citizen/masking.rules.ts'
import { classify } from '../classify/classify.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import { type Location, locate } from '../territory/territory.rules.ts'
import type { Ticket, TicketEvidence } from './ticket.rules.ts'

/** A request ready to become a ticket, whichever door it came through. */
export interface NewRequest {
  /** Channel and dedupe key of the message it came in. */
  sourceKey: string
  channel: string
  citizenKey: string
  text: string
  at: Date
  point?: { latitude: number; longitude: number; datum?: 'GCJ-02' | 'WGS84' }
  phoneKey?: string
  trackingKey?: string
}

/** Everything that is derived from a request's words: kind, category, tier, urgency, place and deadline, with evidence. */
export function normalise(registers: Registers, request: NewRequest, number: string): Omit<Ticket, 'outbox'> {
  const found = classify(withoutPersonal(request.text))
  const place = locate(registers.gazetteer, { text: request.text, ...(request.point && { point: request.point }) })
  const due = dueAt(
    { urgency: found.urgency.level, text: request.text, category: found.category },
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
    ...(request.phoneKey && { phoneKey: request.phoneKey }),
    ...(request.trackingKey && { trackingKey: request.trackingKey }),
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
    ],
    text,
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

function placeOf(place: Location): Ticket['place'] {
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
