import type { Registers } from '../city.ts'
import { maskPersonal, withoutPersonal } from '../personal/mask.rules.ts'
import { toSimplified } from '../citizen/script.rules.ts'
import type { Classification } from '../classify/classify.rules.ts'
import type { ClassifyModels } from '../classify/shipped-models.ts'
import { type Sentiment, sentiment } from '../classify/sentiment/sentiment.ts'
import { readSaid } from '../classify/said.rules.ts'
import { understand } from '../classify/understand.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import { marksOf } from '../text/likeness.rules.ts'
import { withStreetHint } from '../territory/hint.rules.ts'
import { type Location, type PlaceReading, readPlace } from '../territory/territory.rules.ts'
import { BY_CITIZEN, type Derivation, categoryPath } from './derived.rules.ts'
import { TITLE_METHOD, titleOf } from './title.rules.ts'
import { isUnsure } from './review.rules.ts'
import { spotsOf } from './spots.rules.ts'
import type { Ticket, TicketAttachment, TicketEvidence, TicketSentiment, ToVerify } from './ticket.rules.ts'
import { workAtOf } from './work-order.rules.ts'

/** A request ready to become a ticket, whichever door it came through. */
export interface NewRequest {
  /** Channel and dedupe key of the message it came in. */
  sourceKey: string
  channel: string
  citizenKey: string
  text: string
  at: Date
  point?: { latitude: number; longitude: number; datum?: 'GCJ-02' | 'BD-09' | 'WGS84' }
  /** The street whose QR code was scanned before; counts less than anything said. */
  streetHint?: string
  phoneKey?: string
  /** How the citizen can be reached, as they gave it in fields of its own; goes into the vault and nowhere else. */
  contact?: { phone?: string; name?: string }
  trackingKey?: string
  /** A person is to call the citizen back (人工). */
  needsHuman?: boolean
  /** Spoken words are written as they sound: look for names by their sound as well; or never, where it is known better. */
  bySound?: 'always' | 'never'
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
export function normalise(
  registers: Registers,
  request: NewRequest,
  number: string,
  models?: ClassifyModels,
): Omit<Ticket, 'outbox'> {
  const words = withoutPersonal(request.text)
  const found = understand(words, request.category, models)
  const simplified = toSimplified(request.text)
  const read = readPlace(registers.gazetteer, {
    text: simplified,
    ...(request.point && { point: request.point }),
    ...(request.bySound && { bySound: request.bySound }),
  })
  const place = withStreetHint(registers.gazetteer, read.place, { streetId: request.streetHint, text: simplified })
  const said = readSaid(simplified)
  const felt = sentiment(words)
  const due = dueAt(
    { urgency: found.urgency.level, text: simplified, category: found.category },
    registers.calendar,
    request.at,
  )
  const text = maskPersonal(request.text)
  const spans = (field: TicketEvidence['field'], evidence: readonly EvidenceSpan[]): TicketEvidence[] =>
    evidence.map(({ start, end, why }) => ({ field, start, end, why, text: text.slice(start, end) }))
  const { l1, l2, l3, confidence } = found.category
  const category = { l1, ...(l2 && { l2 }), ...(l3 && { l3 }), confidence }
  const evidence = [
    ...spans('kind', found.kind.evidence),
    ...spans('category', found.category.evidence),
    ...spans('urgency', found.urgency.evidence),
    ...found.sensitive.flatMap((flag) => spans('sensitive', flag.evidence)),
    ...spans('tier', found.tier.evidence),
    ...found.pledges.flatMap((pledge) => spans('pledges', pledge.evidence)),
    ...spans('place', place?.evidence ?? read.elsewhere),
    ...spans('when', said.when),
    ...spans('who', said.who),
    ...spans('contact', said.contact),
    ...spans('intensity', felt.evidence.intensity),
  ]
  const where = place ? placeOf(place) : unplaced(read)
  const kind = found.kind.code
  const queued = {
    urgency: found.urgency.level,
    tier: found.tier.code,
    dueAt: due.dueAt,
    reopened: 0,
    ...(request.needsHuman && { callbackFor: request.citizenKey }),
  }
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
    kind,
    title: titleOf({ text, kind, category, place: where, evidence }),
    category,
    tier: found.tier.code,
    tierWhy: found.tier.why,
    urgency: found.urgency.level,
    derived: {
      kind: { by: found.kind.method ?? found.method, ...sureness(found.kind), value: found.kind.code },
      category: derivationOfCategory(found, request.category),
      urgency: { by: found.method, value: found.urgency.level },
      sensitive: { by: found.method },
      tier: { by: found.method, value: found.tier.code },
      ...(found.pledges.length > 0 && { pledges: { by: found.method } }),
      ...(place && { place: derivationOfPlace(place) }),
      title: { by: TITLE_METHOD },
      sentiment: { by: felt.method },
    },
    ...(isUnsure(found.category) && { needsReview: true }),
    ...(found.sensitive.length > 0 && { sensitive: found.sensitive.map(({ flag }) => flag) }),
    evidence,
    ...(found.pledges.length > 0 && { pledges: found.pledges.map(({ code }) => code) }),
    sentiment: sentimentOf(felt),
    text,
    ...(request.toVerify?.length && { toVerify: request.toVerify }),
    ...(request.publicUrl && { publicUrl: request.publicUrl }),
    place: where,
    likeness: { marks: marksOf(text), spots: place ? spotsOf(place) : [] },
    dispatchReasons: [],
    dueAt: due.dueAt,
    dueWhy: due.why,
    workAt: workAtOf(queued),
    earlierSurveys: [],
    timeline: [{ id: `${number}:0`, at: request.at, event: 'opened', text: `热线已受理，工单号 ${number}` }],
    createdAt: request.at,
    reopened: 0,
    revision: 0,
  }
}

const inThousandths = (share: number) => Math.round(share * 1000) / 1000

const sureness = ({ confidence }: { confidence?: number }) => (confidence === undefined ? {} : { confidence })

function derivationOfCategory({ method, category }: Classification, picked: string | undefined): Derivation {
  const value = categoryPath(category)
  // A path that the tree does not have was not followed.
  if (picked && value.startsWith(picked)) return { by: BY_CITIZEN, confidence: 1, value }
  const top = category.top?.map(({ label, probability }) => ({ value: label, confidence: inThousandths(probability) }))
  const { l2, l3, l2Confidence, l3Confidence } = category
  const deeper = [l2 && l2Confidence, l3 && l3Confidence].filter((share) => typeof share === 'number')
  return {
    by: category.method ?? method,
    confidence: category.confidence,
    value,
    ...(deeper.length > 0 && { deeper }),
    ...(top && { top }),
  }
}

/** The way places are found: names of the gazetteer, points in boundaries. */
const PLACE_METHOD = 'gazetteer-1'

/** How the place was found; `value` is the street's id, or the district's where only that is known. */
export function derivationOfPlace({ confidence, streetId, districtId, candidates }: Location): Derivation {
  const top = candidates.map((candidate) => ({ value: candidate.streetId }))
  return { by: PLACE_METHOD, confidence, value: streetId ?? districtId, ...(top.length > 0 && { top }) }
}

/** As much of what was felt as a ticket keeps. */
export function sentimentOf({ polarity, intensity, signs, method }: Sentiment): TicketSentiment {
  return { polarity, intensity, signs, method }
}

/** As much of a location as a ticket keeps. */
export function placeOf(place: Location): Ticket['place'] {
  const { districtId, districtName, streetId, streetName, communityName, placeName, roadName, point } = place
  const { confidence, candidates } = place
  return {
    districtId,
    districtName,
    ...(streetId && { streetId }),
    ...(streetName && { streetName }),
    ...(communityName && { communityName }),
    ...(placeName && { placeName }),
    ...(roadName && { roadName }),
    confidence,
    ...(candidates.length > 0 && { candidates }),
    ...(point && { point: { latitude: point.latitude, longitude: point.longitude } }),
  }
}

/** What is known where no place is certain: the streets in question, and where the telephone was. */
function unplaced({ candidates, point }: PlaceReading): Ticket['place'] {
  return { ...(candidates.length > 0 && { candidates }), ...(point && { point }) }
}
