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
  confidence?: number | null
  candidates?: { streetName: string; why: string }[] | null
}

/** What the citizen added after opening the ticket. */
export interface Supplement {
  id: string
  at: string
  correctsPlace: boolean
  escalated?: string | null
  text?: string | null
  point?: { latitude: number; longitude: number } | null
  media: string[]
}

/** As much of a ticket as a list row shows. */
export interface TicketRow {
  number: string
  state: TicketState
  kind: string
  tier: string
  /** Why it is in this tier. */
  tierWhy: string
  urgency: string
  /** 七有五性 */
  pledges: string[]
  channel: string
  /** Absent in tickets from before titles were made. */
  title?: string | null
  text: string
  place: Place
  organ?: { id: string; name: string } | null
  clock: Clock
  /** 先办顺序: what the queue is sorted by, and why. */
  workOrder: { at: string; why: string[] }
  createdAt: string
  revision: number
  reopened: number
  /** The citizen is to be called back. */
  needsHuman: boolean
  urges: { at: string }[]
  /** A person has to say what the category is; `likely` is what they are offered. */
  needsReview: boolean
  likely: Guess[]
  sentiment?: { level: string; signs: string[] } | null
  /** Why the citizen is more upset than when they first wrote. */
  escalated?: string | null
  /** Its case, where it is joined with others: how many there are, and how many are the same citizen's. */
  caseCount?: { count: number; repeats: number } | null
}

export interface Guess {
  value: string
  confidence?: number | null
}

/** How a field was derived: `rules-1`, and how sure. */
export interface Derivation {
  field: string
  by: string
  confidence?: number | null
}

/** What a person said a field is; the same before and after is a confirmation. */
export interface Correction {
  field: string
  from: string
  to: string
  fromName: string
  toName: string
  by: string
  at: string
  why?: string | null
}

export interface TicketCase extends TicketRow {
  /** Absent without a language model. */
  summary?: string | null
  category: { l1: string; l2?: string | null; l3?: string | null; confidence: number }
  dispatchReasons: string[]
  derived: Derivation[]
  corrections: Correction[]
  evidence: Evidence[]
  timeline: TimelineEntry[]
  attachments: Attachment[]
  /** Who has looked at what is masked; only for those who watch over it. */
  reveals: Look[]
  notices: Notice[]
  supplements: Supplement[]
  withdrawn?: { at: string; reason?: string | null } | null
  /** A past ticket of another system: nothing is done with it any more. */
  imported?: { at: string } | null
  tags: string[]
  company?: string | null
  outcome?: string | null
  role?: string | null
  reply?: string | null
  replyCheck?: ReplyCheck | null
  survey?: Survey | null
  toVerify: string[]
  /** The case it is joined with. */
  family?: { lead: string; count: number; repeats: number; members: FamilyMember[] } | null
  /** What may belong to it. */
  similar: SimilarTicket[]
  calls: Call[]
}

/** A stretch of a text; positions in UTF-16 units. */
export interface ReplySpan {
  start: number
  end: number
  why: string
}

/** What the check says of a reply; 答复检查. */
export interface ReplyCheck {
  score: number
  verdict: 'GOOD' | 'MEND' | 'STOP'
  mayInsist: boolean
  findings: { aspect: string; good: boolean; why: string; spans: ReplySpan[] }[]
  /** Stretches of the citizen's words. */
  unanswered: ReplySpan[]
  reason?: string | null
}

/** As much of another ticket as is shown beside a case. */
export interface RelatedTicket {
  number: string
  text: string
  state: TicketState
  createdAt: string
  organ?: { name: string } | null
}

export interface FamilyMember {
  number: string
  how: string
  by?: string | null
  why: string[]
  /** Nothing for those who may not see it. */
  ticket?: RelatedTicket | null
}

export interface SimilarTicket {
  how: string
  why: string[]
  familyCount: number
  ticket: RelatedTicket
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

/** 热点 as its list shows it. */
export interface HotTopic {
  id: string
  title: string
  heat: number
  size: number
  people: number
  /** People in the thirty days with the most. */
  peak30: number
  from: string
  to: string
}

export interface TopicTicket {
  number: string
  title?: string | null
  text: string
  state: TicketState
  createdAt: string
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

/** What is masked in a ticket, shown for a reason. */
export interface Revealed {
  text: string
  items: { name: string; value: string; source: string }[]
}

/** That somebody looked at it, and why. */
export interface Look {
  at: string
  displayName: string
  reason: string
  kinds: string[]
}

/** How far people and one method agreed on one field in one month. */
export interface Drift {
  month: string
  field: string
  /** Of a category: 1 to 3, each held against people only where the one above was right. */
  level?: number | null
  by: string
  opened: number
  judged: number
  corrected: number
  /** 0..1 */
  agreement: number
  calibrationError?: number | null
  /** Most often first. */
  confusion: { saidName: string; isName: string; count: number }[]
}

/** What a city still has to put in. */
export type FirstNeed = 'STAFF' | 'TERRITORY' | 'ORGANS' | 'DUTIES' | 'CALENDAR' | 'KNOWLEDGE'
