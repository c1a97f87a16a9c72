import type { TicketState } from '../../../schema/ticket/ticket.rules.ts'

/** What the staff pages ask of GraphQL; names as in schema/**\/*.graphql. Instants are RFC 3339. */
export interface Evidence {
  field: string
  start: number
  end: number
  text: string
  why: string
}

export interface TimelineEntry {
  id: string
  at: string
  event: string
  text: string
  actor?: string | null
}

/** Its bytes lie under /attachments/<id>. */
export interface Attachment {
  id: string
  type: string
}

export interface Notice {
  id: string
  kind: string
  text: string
  state: string
  means?: string | null
  at: string
  reason?: string | null
}

export interface Survey {
  contacted?: boolean | null
  solved?: string | null
  satisfaction?: string | null
  answeredAt?: string | null
}

export interface Clock {
  dueAt: string
  why: string
  status: string
}

export interface Place {
  districtName?: string | null
  streetName?: string | null
  communityName?: string | null
  placeName?: string | null
}

/** What the citizen added after opening the ticket. */
export interface Supplement {
  id: string
  at: string
  correctsPlace: boolean
  text?: string | null
  point?: { latitude: number; longitude: number } | null
  media: { type: string }[]
}

/** As much of a ticket as a list row shows. */
export interface TicketRow {
  number: string
  state: TicketState
  kind: string
  tier: string
  urgency: string
  channel: string
  text: string
  place: Place
  organ?: { id: string; name: string } | null
  clock: Clock
  createdAt: string
  revision: number
  reopened: number
  /** The citizen is to be called back. */
  needsHuman: boolean
  urges: { at: string }[]
}

export interface TicketCase extends TicketRow {
  tierWhy: string
  category: { l1: string; l2?: string | null; l3?: string | null; confidence: number }
  dispatchReasons: string[]
  evidence: Evidence[]
  timeline: TimelineEntry[]
  attachments: Attachment[]
  notices: Notice[]
  supplements: Supplement[]
  withdrawn?: { at: string; reason?: string | null } | null
  reply?: string | null
  survey?: Survey | null
  toVerify: string[]
  calls: Call[]
}

/** One turn of a call; personal data is masked. */
export interface CallUtterance {
  speaker: string
  text: string
  offsetMs?: number | null
  confidence?: number | null
  /** Heard too badly to be relied on. */
  unsure: boolean
}

/** As much of a call as the list of dropped ones shows; the whole number is only for who may act. */
export interface DroppedCall {
  id: string
  startedAt: string
  number?: string | null
  callbackNumber?: string | null
}

export interface Call extends DroppedCall {
  state: string
  outcome?: string | null
  keys?: string | null
  surveyAnswer?: string | null
  recordings: string[]
  transcript: CallUtterance[]
}

/** A message that the bot could not work off. */
export interface MessageAside {
  id: string
  channel: string
  receivedAt: string
  tries: number
  reason: string
}

export interface UnitScore {
  organ: { id: string; name: string }
  peerGroup: string
  accepted: number
  validSurveys: number
  responseRate?: number | null
  resolutionRate?: number | null
  satisfactionRate?: number | null
  score?: number | null
  rank?: number | null
}

export interface Assessment {
  period: string
  from: string
  to: string
  units: UnitScore[]
}

export interface StaffSession {
  token: string
  expiresAt: string
  staff: Staff
}

export interface Staff {
  username: string
  displayName: string
  role: string
  organ?: { id: string; name: string } | null
}
