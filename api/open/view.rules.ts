import type { Gazetteer, PlaceKind } from '../../schema/territory/territory.rules.ts'
import type { PublicRule, PublicTicket } from '../../schema/ticket/public.rules.ts'
import { STATE_NAMES } from '../../schema/ticket/ticket.rules.ts'
import { answerLabel } from '../../schema/survey/survey.rules.ts'
import { localInstant } from './dates.rules.ts'
import type { Value } from './format.rules.ts'
import { PICTURE_LABEL } from './post.rules.ts'
import { publicText } from './public-text.rules.ts'
import { SERVICES, serviceOf } from './services.rules.ts'

/** Channels whose words were written to be published, or by a machine; what citizens told the hotline stays there. */
const SPOKEN_OPENLY: ReadonlySet<string> = new Set(['open311', 'device'])

/**
 * Which tickets are public: matters of public space, from an open channel, or from any other where somebody asks for
 * help, complains or proposes. Who reports an offence (举报) is not shown to have done so.
 */
export const PUBLIC_RULE: PublicRule = {
  matters: SERVICES.map(({ matter: { l1, l2, l3 } }) => ({ l1, l2, ...(l3 && { l3 }) })),
  channels: [...SPOKEN_OPENLY],
  kinds: ['HELP', 'COMPLAINT', 'SUGGESTION'],
}

/** Places everybody may go to; an estate, a factory or a site says where somebody lives or works. */
const PUBLIC_PLACES: ReadonlySet<PlaceKind> = new Set([
  'school',
  'hospital',
  'market',
  'park',
  'station',
  'office',
  'landmark',
])

/** Four decimals are eleven metres: enough to find a manhole, too little to find a window. */
const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4

/** The longest description the specification allows. */
const LONGEST = 4000

/** A ticket as anybody may see it. */
export function requestView(ticket: PublicTicket, gazetteer: Gazetteer, extensions: boolean): Value {
  const service = serviceOf(ticket.category)
  const place = placeView(ticket, gazetteer)
  const closed = ticket.state === 'CLOSED'
  return {
    service_request_id: ticket._id,
    status: closed ? 'closed' : 'open',
    status_notes: statusNotes(ticket),
    service_name: service?.name ?? null,
    service_code: service?.code ?? '',
    description: describe(ticket, service?.name ?? ''),
    agency_responsible: ticket.organName ?? null,
    service_notice: ticket.dueWhy,
    requested_datetime: localInstant(ticket.createdAt),
    updated_datetime: localInstant((closed ? ticket.closedAt : undefined) ?? changedAt(ticket)),
    expected_datetime: localInstant(ticket.dueAt),
    address: place.address,
    address_id: ticket.place.streetId ?? null,
    zipcode: null,
    lat: place.point ? round(place.point.latitude) : null,
    long: place.point ? round(place.point.longitude) : null,
    // A picture may show anybody, and nobody has looked at it.
    media_url: null,
    ...(extensions && { extended_attributes: extended(ticket) }),
  }
}

/** The state as the hotline names it, and what the citizen said of the outcome: closed is not the same as solved. */
function statusNotes(ticket: PublicTicket): string {
  const answered = ticket.survey && answerLabel(ticket.survey)
  const notes = [
    STATE_NAMES[ticket.state],
    ticket.reopened > 0 && ticket.state !== 'CLOSED' ? '重新办理' : '',
    answered ? `市民评价：${answered}` : '',
  ]
  return notes.filter(Boolean).join('；')
}

function extended(ticket: PublicTicket): Value {
  return {
    state: ticket.state,
    state_name: STATE_NAMES[ticket.state],
    resolved: ticket.survey?.solved ?? null,
    satisfied: ticket.survey?.satisfaction ?? null,
    due: localInstant(ticket.dueAt),
    reopened: ticket.reopened,
  }
}

/** The citizen's words only where they were written for it, and not when somebody may be in danger. */
function describe(ticket: PublicTicket, service: string): string {
  const open = SPOKEN_OPENLY.has(ticket.channel) && ticket.urgency !== 'EMERGENCY' && ticket.kind !== 'REPORT'
  if (!open) return `${service}（市民原话不公开）`
  const lines = ticket.text.split('\n').filter((line) => !line.startsWith(PICTURE_LABEL))
  return publicText(lines.join('\n')).slice(0, LONGEST)
}

const changedAt = (ticket: PublicTicket): Date => ticket.timeline.at(-1)?.at ?? ticket.createdAt

/** Down to the street, unless it is a public place; a point only where it was sent to be shown. */
function placeView({ place, channel }: PublicTicket, gazetteer: Gazetteer) {
  const street = place.streetId ? gazetteer.streets.get(place.streetId) : undefined
  const named = street?.places.find(({ name, kind }) => name === place.placeName && PUBLIC_PLACES.has(kind))
  const address = [named?.name, place.streetName, place.districtName].filter(Boolean).join('，')
  const registered = named?.point && { longitude: named.point[0], latitude: named.point[1] }
  return { address: address || null, point: SPOKEN_OPENLY.has(channel) ? place.point : registered }
}
