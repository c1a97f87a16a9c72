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
}

export interface TicketCase extends TicketRow {
  tierWhy: string
  category: { l1: string; l2?: string | null; l3?: string | null; confidence: number }
  dispatchReasons: string[]
  evidence: Evidence[]
  timeline: TimelineEntry[]
  notices: Notice[]
  reply?: string | null
  survey?: Survey | null
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
