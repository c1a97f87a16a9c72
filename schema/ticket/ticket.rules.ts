import { DomainError } from '../kernel/errors.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { DomainEvent, EventName } from '../kernel/events.ts'
import type { OutboxEntry } from '../kernel/spine.ts'

export const TICKET_STATES = ['ACCEPTED', 'DISPATCHED', 'SIGNED', 'REPLIED', 'CLOSED'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** 咨询 求助 投诉 举报 建议 表扬 */
export const REQUEST_KINDS = ['CONSULTATION', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** 一般 紧急 突发 */
export const URGENCIES = ['NORMAL', 'URGENT', 'EMERGENCY'] as const
export type Urgency = (typeof URGENCIES)[number]

/** 四级民生: 基础 基本 发展 优质 */
export const TIERS = ['BASIC', 'ESSENTIAL', 'DEVELOPMENT', 'QUALITY'] as const
export type LivelihoodTier = (typeof TIERS)[number]

/** Which derived field a stretch of the text speaks for. */
export interface TicketEvidence extends EvidenceSpan {
  field: 'kind' | 'category' | 'urgency' | 'tier' | 'place'
  text: string
}

export interface TimelineEntry {
  id: string
  at: Date
  event: string
  text: string
  actor?: string
}

/** One round of the callback survey; a redo opens the next round. */
export interface SurveyResult {
  round: number
  contacted?: boolean
  solved?: 'SOLVED' | 'PARTLY' | 'UNSOLVED'
  satisfaction?: 'SATISFIED' | 'BASIC' | 'UNSATISFIED'
  answeredAt?: Date
}

/** 工单: one document, changed only by single-document updates that check `revision`. */
export interface Ticket {
  /** The ticket number citizens see, e.g. `20261124-000123`. */
  _id: string
  /** Channel and dedupe key of the message it was opened from; unique. */
  sourceKey: string
  channel: string
  /** Blind index of the citizen's account on that channel. */
  citizenKey: string
  /** Blind index of the phone number given, for tracking by number and phone. */
  phoneKey?: string
  trackingKey?: string
  state: TicketState
  kind: RequestKind
  category: { l1: string; l2?: string; l3?: string; confidence: number }
  tier: LivelihoodTier
  tierWhy: string
  urgency: Urgency
  /** Method and version of everything derived from the words, e.g. `rules-1`. */
  understoodBy: string
  evidence: TicketEvidence[]
  /** The citizen's words with personal data masked. */
  text: string
  place: {
    districtId?: string
    districtName?: string
    streetId?: string
    streetName?: string
    communityName?: string
    placeName?: string
    point?: { latitude: number; longitude: number }
  }
  organId?: string
  organName?: string
  dispatchReasons: string[]
  dueAt: Date
  dueWhy: string
  reply?: string
  /** The latest complete round: the one that counts, also while a redo is under way. */
  survey?: SurveyResult
  /** A round that is being answered. */
  pendingSurvey?: SurveyResult
  earlierSurveys: SurveyResult[]
  timeline: TimelineEntry[]
  createdAt: Date
  signedAt?: Date
  contactedAt?: Date
  repliedAt?: Date
  closedAt?: Date
  /** How often the ticket was sent back for a redo (重办). */
  reopened: number
  revision: number
  outbox: OutboxEntry[]
}

export type Move = 'dispatch' | 'sign' | 'reply' | 'close' | 'reopen'

/**
 * What each move needs and leads to (practice.md 3.1: 受理 → 派单 → 办理 → 回访 → 重办). A reply may be improved until
 * closing.
 */
export const MOVES: Readonly<Record<Move, { from: readonly TicketState[]; to: TicketState; event: EventName }>> = {
  dispatch: { from: ['ACCEPTED'], to: 'DISPATCHED', event: 'ticket.dispatched' },
  sign: { from: ['DISPATCHED'], to: 'SIGNED', event: 'ticket.signed' },
  reply: { from: ['SIGNED', 'REPLIED'], to: 'REPLIED', event: 'ticket.replied' },
  close: { from: ['REPLIED'], to: 'CLOSED', event: 'ticket.closed' },
  reopen: { from: ['CLOSED'], to: 'DISPATCHED', event: 'ticket.reopened' },
}

export const STATE_NAMES: Readonly<Record<TicketState, string>> = {
  ACCEPTED: '已受理',
  DISPATCHED: '已派单',
  SIGNED: '办理中',
  REPLIED: '已回复',
  CLOSED: '已办结',
}

/** Whether the unit's clock has stopped: it has answered, and was not sent back since. */
export function isAnswered(state: TicketState): boolean {
  return state === 'REPLIED' || state === 'CLOSED'
}

const MOVE_NAMES: Readonly<Record<Move, string>> = {
  dispatch: '派单',
  sign: '签收',
  reply: '回复',
  close: '办结',
  reopen: '重办',
}

/** The state after the move; throws ILLEGAL_MOVE naming the state when it is not allowed. */
export function decideMove(state: TicketState, move: Move): TicketState {
  const rule = MOVES[move]
  if (!rule.from.includes(state)) {
    throw new DomainError('ILLEGAL_MOVE', `工单${STATE_NAMES[state]}，不能${MOVE_NAMES[move]}。`, { state, move })
  }
  return rule.to
}

/** A unit gets one redo; what is unsolved after it goes to supervision, not round in circles. */
const MOST_REDOS = 1

/** Whether a complete callback survey sends the ticket back: the citizen says it is not solved, or is dissatisfied. */
export function wantsRedo(ticket: Pick<Ticket, 'state' | 'survey' | 'reopened'>): boolean {
  const { survey } = ticket
  if (ticket.state !== 'CLOSED' || ticket.reopened >= MOST_REDOS || !survey?.answeredAt) return false
  return survey.solved === 'UNSOLVED' || survey.satisfaction === 'UNSATISFIED'
}

/** Event ids derive from what caused them: the ticket and the revision it reached. */
export function ticketEvent(number: string, name: EventName, revision: number, at: Date): DomainEvent {
  return { id: `${number}:${revision}:${name}`, name, at }
}

/** The day in Asia/Shanghai as yyyymmdd. China has kept UTC+8 without daylight time since 1991. */
export function ticketDay(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
}

/** Number of the n-th ticket of a day in Asia/Shanghai. */
export function ticketNumber(now: Date, sequence: number): string {
  return `${ticketDay(now)}-${String(sequence).padStart(6, '0')}`
}
