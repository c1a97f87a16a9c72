import { DomainError } from '../kernel/errors.ts'
import type { DomainEvent, EventName } from '../kernel/events.ts'

export type TicketState = 'ACCEPTED' | 'DISPATCHED' | 'SIGNED' | 'REPLIED' | 'CLOSED'

export interface TicketEvidence {
  field: string
  start: number
  end: number
  text: string
  why: string
}

export interface TimelineEntry {
  id: string
  at: Date
  event: string
  text: string
  actor?: string
}

export interface SurveyResult {
  contacted?: boolean
  solved?: 'solved' | 'partly' | 'unsolved'
  satisfaction?: 'satisfied' | 'basic' | 'unsatisfied'
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
  kind: string
  category: { l1: string; l2?: string; l3?: string; confidence: number }
  tier: string
  urgency: string
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
  }
  organId?: string
  organName?: string
  dispatchReasons: string[]
  dueAt: Date
  dueWhy: string
  reply?: string
  survey?: SurveyResult
  timeline: TimelineEntry[]
  createdAt: Date
  signedAt?: Date
  contactedAt?: Date
  repliedAt?: Date
  closedAt?: Date
  revision: number
  outbox: DomainEvent[]
}

export type Move = 'dispatch' | 'sign' | 'reply' | 'close'

/** What each move needs and leads to (practice.md 3.1: 受理 → 派单 → 办理 → 回访). A reply may be improved until closing. */
export const MOVES: Readonly<Record<Move, { from: readonly TicketState[]; to: TicketState; event: EventName }>> = {
  dispatch: { from: ['ACCEPTED'], to: 'DISPATCHED', event: 'ticket.dispatched' },
  sign: { from: ['DISPATCHED'], to: 'SIGNED', event: 'ticket.signed' },
  reply: { from: ['SIGNED', 'REPLIED'], to: 'REPLIED', event: 'ticket.replied' },
  close: { from: ['REPLIED'], to: 'CLOSED', event: 'ticket.closed' },
}

export const STATE_NAMES: Readonly<Record<TicketState, string>> = {
  ACCEPTED: '已受理',
  DISPATCHED: '已派单',
  SIGNED: '办理中',
  REPLIED: '已回复',
  CLOSED: '已办结',
}

const MOVE_NAMES: Readonly<Record<Move, string>> = { dispatch: '派单', sign: '签收', reply: '回复', close: '办结' }

/** The state after the move; throws ILLEGAL_MOVE naming the state when it is not allowed. */
export function decideMove(state: TicketState, move: Move): TicketState {
  const rule = MOVES[move]
  if (!rule.from.includes(state)) {
    throw new DomainError('ILLEGAL_MOVE', `工单${STATE_NAMES[state]}，不能${MOVE_NAMES[move]}。`, { state, move })
  }
  return rule.to
}

/** Event ids derive from what caused them: the ticket and the revision it reached. */
export function ticketEvent(number: string, name: EventName, revision: number, at: Date): DomainEvent {
  return { id: `${number}:${revision}:${name}`, name, at, subject: number }
}

/** Number of the n-th ticket of a day in Asia/Shanghai. */
export function ticketNumber(now: Date, sequence: number): string {
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return `${day}-${String(sequence).padStart(6, '0')}`
}
