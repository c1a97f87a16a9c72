import type { SensitiveFlag } from '../classify/signs.ts'
import type { Pledge } from '../classify/pledges.ts'
import { DomainError } from '../kernel/errors.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { DomainEvent, EventName } from '../kernel/events.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import type { ReplyAspect, ReplyVerdict } from '../reply/findings.rules.ts'
import type { Correction, Derived, DerivedField } from './derived.rules.ts'

export const TICKET_STATES = ['ACCEPTED', 'DISPATCHED', 'SIGNED', 'REPLIED', 'CLOSED', 'WITHDRAWN'] as const
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

/** 待核实: parts of a request that a recogniser was not sure of. */
export const TO_VERIFY = ['place', 'phone'] as const
export type ToVerify = (typeof TO_VERIFY)[number]

/** 主办 协办 转办: the part a unit has in a ticket. */
export const TICKET_ROLES = ['LEAD', 'ASSIST', 'HAND_OVER'] as const
export type TicketRole = (typeof TICKET_ROLES)[number]

/**
 * Where a ticket of another system's past came from. It counts like any other, and nobody is told, asked or sent
 * anything because of it.
 */
export interface ImportedFrom {
  /** The file, by the hash of its bytes, and the row of it. */
  file: string
  row: number
  at: Date
  /** How it came in, in the words of the file where they are not ours. */
  way?: string
  /** Who it came from, and the cells of columns that no field here stands for. */
  sealedCells?: string
}

/** Which derived field a stretch of the text speaks for. */
export interface TicketEvidence extends EvidenceSpan {
  field: DerivedField | 'when' | 'who' | 'contact' | 'intensity'
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
  /** Inbox ids of the messages it was answered with; absent for answers given on a page. */
  causes?: string[]
}

/** 催办 补充材料 更正地点 撤回: what a citizen may do with a ticket of theirs. */
export const CITIZEN_ACTS = ['urge', 'supplement', 'correct-place', 'withdraw'] as const
export type CitizenActKind = (typeof CITIZEN_ACTS)[number]

/** 情绪: how words are meant, 0 badly to 1 well, and how strongly they are said, 0 to 1. */
export interface TicketSentiment {
  polarity: number
  intensity: number
  /** What the intensity rests on, e.g. 反复反映; the heaviest first. */
  signs: string[]
  /** Method and version. */
  method: string
}

/** One thing the citizen did with the ticket; the same act of the same cause is there once. */
export interface CitizenActEntry {
  act: CitizenActKind
  /** The inbox id of the message it was done with. */
  cause: string
  at: Date
  /** The citizen's words with personal data masked. */
  text?: string
  /** WGS84. */
  point?: { latitude: number; longitude: number }
  /** What came along; the files are the ticket's attachments of the same cause. */
  media?: TicketAttachment['type'][]
  /** Of the words it was said with; absent where nothing was said. */
  sentiment?: TicketSentiment
  /** 情绪升级: why the citizen is clearly more upset than at any contact before, for staff. */
  escalated?: string
}

/** What tickets about the same thing are found by. */
export interface TicketLikeness {
  /** See `marksOf`: of the words. */
  marks: number[]
  /** See `spotsOf`: of the place. */
  spots: string[]
}

/** A photo, voice or video of the citizen; the file itself is in the slice `attachment`. */
export interface TicketAttachment {
  id: string
  type: 'image' | 'voice' | 'video'
  /** What brought it: the inbox id of its message, or the form it was sent with. */
  cause: string
}

/** What was found of one aspect; spans are positions in the reply. */
export interface TicketReplyFinding {
  aspect: ReplyAspect
  /** 0..1, 1 is good. */
  score: number
  why: string
  spans: EvidenceSpan[]
}

/** 答复检查: what was found of the reply that stands in the ticket. Words are looked up by position, not kept twice. */
export interface TicketReplyCheck {
  /** Method and version. */
  method: string
  score: number
  verdict: ReplyVerdict
  mayInsist: boolean
  findings: TicketReplyFinding[]
  /** Positions in the ticket's text. */
  unanswered: EvidenceSpan[]
  /** Why it went out although the check said STOP; personal data masked. */
  reason?: string
}

/** 工单: one document, changed only by single-document updates that check `revision`. */
export interface Ticket {
  /** The ticket number citizens see, e.g. `20261124-000123`. */
  _id: string
  /** Channel and dedupe key of the message it was opened from; unique. */
  sourceKey: string
  channel: string
  /** The government site whose form it came from. */
  site?: string
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
  /** How each field was derived from the words; read it by `derivationOf`. */
  derived?: Derived
  /** Of tickets from before `derived`: method and version of all that was derived. */
  understoodBy?: string
  /** What people said the fields are, oldest first; absent where nobody did. */
  corrections?: Correction[]
  /** 待人工分类: the method was not sure of the category, and no person has said what it is. */
  needsReview?: true
  /** 紧急敏感 flags; absent where there is none. */
  sensitive?: SensitiveFlag[]
  /** 七有五性; absent where the words name none. */
  pledges?: Pledge[]
  evidence: TicketEvidence[]
  /** 情绪; absent on tickets from before it was read. */
  sentiment?: TicketSentiment
  /** The citizen's words with personal data masked. */
  text: string
  /** What was heard badly and has to be asked again before it is relied on. */
  toVerify?: ToVerify[]
  /** Where it was said in public. It leads to its author: for staff, never in exports or on pages of citizens. */
  publicUrl?: string
  place: {
    districtId?: string
    districtName?: string
    streetId?: string
    streetName?: string
    communityName?: string
    placeName?: string
    roadName?: string
    /** 0..1, how sure the street is (district where there is none); from SURE_PLACE on it can be relied on. */
    confidence?: number
    /** Other streets that may be meant, and why. */
    candidates?: { streetId: string; streetName: string; why: string }[]
    point?: { latitude: number; longitude: number }
  }
  /** Absent in tickets from before it was kept. */
  likeness?: TicketLikeness
  /** What its case family says of it, as far as the work order asks: see `standingIn`. Absent when it stands alone. */
  standing?: TicketStanding
  organId?: string
  organName?: string
  dispatchReasons: string[]
  dueAt: Date
  dueWhy: string
  /** 先办顺序: see work-order.rules.ts. */
  workAt: Date
  reply?: string
  /** Of the reply above; absent for imported ones, and of replies sent before there was a check. */
  replyCheck?: TicketReplyCheck
  /** 标题, 标签, 企业名称, 工单性质, 办理结果: as other systems' tables have them; personal data masked. */
  title?: string
  /** 摘要: a few sentences of a language model; absent without one. */
  summary?: string
  /** What a language model said, beside what was derived; its title and summary are used. */
  refined?: { by: string; at: Date; title: string; summary: string; category?: string }
  /** Waits to be refined: not before, and how often it was tried. Absent when there is nothing to wait for. */
  refine?: { after: Date; tries: number }
  tags?: string[]
  company?: string
  role?: TicketRole
  outcome?: string
  /** Set for tickets of another system's past. */
  imported?: ImportedFrom
  /** The latest complete round: the one that counts, also while a redo is under way. */
  survey?: SurveyResult
  /** A round that is being answered. */
  pendingSurvey?: SurveyResult
  earlierSurveys: SurveyResult[]
  timeline: TimelineEntry[]
  attachments?: TicketAttachment[]
  createdAt: Date
  signedAt?: Date
  contactedAt?: Date
  repliedAt?: Date
  closedAt?: Date
  /** How often the ticket was sent back for a redo (重办). */
  reopened: number
  revision: number
  /** What the citizen did with the ticket after opening it; absent where nothing. */
  citizenActs?: CitizenActEntry[]
  /** The citizen whom a person is to call back, as long as the ticket is open (人工). */
  callbackFor?: string
  outbox: OutboxEntry[]
}

/** 同一事项 as the work order counts it. */
export interface TicketStanding {
  /** How often its citizen told it, this ticket included; from four on it is the same. */
  times: number
  /** At least so many people tell it: 1, 2, 5 or 20. */
  people: number
}

export type Move = 'dispatch' | 'sign' | 'reply' | 'close' | 'reopen' | 'withdraw'

/**
 * What each move needs and leads to (practice.md 3.1: 受理 → 派单 → 办理 → 回访 → 重办). A reply may be improved until
 * closing; a citizen may withdraw until the unit has replied.
 */
export const MOVES: Readonly<Record<Move, { from: readonly TicketState[]; to: TicketState; event: EventName }>> = {
  dispatch: { from: ['ACCEPTED'], to: 'DISPATCHED', event: 'ticket.dispatched' },
  sign: { from: ['DISPATCHED'], to: 'SIGNED', event: 'ticket.signed' },
  reply: { from: ['SIGNED', 'REPLIED'], to: 'REPLIED', event: 'ticket.replied' },
  close: { from: ['REPLIED'], to: 'CLOSED', event: 'ticket.closed' },
  reopen: { from: ['CLOSED'], to: 'DISPATCHED', event: 'ticket.reopened' },
  withdraw: { from: ['ACCEPTED', 'DISPATCHED', 'SIGNED'], to: 'WITHDRAWN', event: 'ticket.withdrawn' },
}

export const STATE_NAMES: Readonly<Record<TicketState, string>> = {
  ACCEPTED: '已受理',
  DISPATCHED: '已派单',
  SIGNED: '办理中',
  REPLIED: '已回复',
  CLOSED: '已办结',
  WITHDRAWN: '已撤回',
}

/** Steps of the house that tell a citizen nothing. */
const STAFF_STEPS: ReadonlySet<string> = new Set(['corrected', 'refined'])

/** 轨迹 as the citizen reads it: what was done, not who sat at the desk, nor what the house put right for itself. */
export function citizenTimeline({ timeline }: Pick<Ticket, 'timeline'>): Omit<TimelineEntry, 'actor'>[] {
  return timeline.filter(({ event }) => !STAFF_STEPS.has(event)).map(({ actor: _actor, ...entry }) => entry)
}

/** Whether the unit's clock has stopped: it has answered and was not sent back since, or nothing is wanted of it any more. */
export function isAnswered(state: TicketState): boolean {
  return state === 'REPLIED' || state === 'CLOSED' || state === 'WITHDRAWN'
}

const MOVE_NAMES: Readonly<Record<Move, string>> = {
  dispatch: '派单',
  sign: '签收',
  reply: '回复',
  close: '办结',
  reopen: '重办',
  withdraw: '撤回',
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
