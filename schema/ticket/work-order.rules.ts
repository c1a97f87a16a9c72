import type { LivelihoodTier, Ticket, TicketStanding, Urgency } from './ticket.rules.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * How far a ticket's deadline is drawn forward, in days, for what it is: chosen so that an emergency stands before
 * everything else that is open (the longest deadline is 15 working days, some 31 days over the longest holidays, and all
 * other head starts together are 25), and so that the tier weighs more than a day's wait and less than a week's.
 *
 * How loudly it is said (intensity, escalation) counts for nothing: who swears is not in greater need than who asks
 * politely, whoever learns that shouting helps will shout, and strong words did not go with low satisfaction where both
 * are known (AUC 0.48). Need is heard through urgency and tier; asking again counts, but no more than urging does.
 */
const HEAD_STARTS = {
  urgency: { EMERGENCY: 90, URGENT: 5, NORMAL: 0 } satisfies Record<Urgency, number>,
  tier: { BASIC: 4, ESSENTIAL: 2, DEVELOPMENT: 1, QUALITY: 0 } satisfies Record<LivelihoodTier, number>,
  /** A unit's second try. */
  reopened: 4,
  /** Each time the citizen asked for haste or told the same again, and how often these two count together. */
  urge: 1,
  mostUrges: 3,
  /** At least so many people tell it: it grows slower than their number, so that a crowd cannot shut out one person. */
  people: [
    { from: 20, days: 3 },
    { from: 5, days: 2 },
    { from: 2, days: 1 },
  ],
  /** A person is to call the citizen back. */
  callback: 2,
} as const

const TIER_WORDS: Readonly<Record<LivelihoodTier, string>> = {
  BASIC: '基础民生',
  ESSENTIAL: '基本民生',
  DEVELOPMENT: '发展民生',
  QUALITY: '优质民生',
}

/** What of a ticket its place in the queue follows from. */
export type Queued = Pick<Ticket, 'urgency' | 'tier' | 'dueAt' | 'reopened'> &
  Partial<Pick<Ticket, 'citizenActs' | 'callbackFor' | 'standing'>>

export interface WorkOrder {
  /**
   * 先办顺序: the deadline drawn forward by the head starts; the smaller, the earlier it is worked. It does not change as
   * time passes, so that it can be stored and read by an index, and every ticket is overtaken only by those whose own
   * drawn-forward deadline is earlier: whatever waits comes to the front in the end.
   */
  workAt: Date
  /** Why it stands where it stands, one sentence each, the weightiest first. */
  why: string[]
}

/**
 * 先办顺序 of a ticket. Tier, urgency, redo, urging, telling it again, how many tell it and a wish to be called back draw
 * the deadline forward; age counts through the deadline, which runs from when the ticket was opened. `now` only tells
 * whether it is overdue.
 */
export function workOrder(ticket: Queued, now: Date): WorkOrder {
  const starts = headStarts(ticket).toSorted((a, b) => b.days - a.days)
  return {
    workAt: workAtOf(ticket),
    why: [timeLeft(ticket.dueAt, now), ...starts.map(inWords)],
  }
}

/** An emergency is answered within hours: to be drawn forward by months would read as nonsense. */
function inWords({ days, why }: HeadStart): string {
  return days >= HEAD_STARTS.urgency.EMERGENCY ? `${why}，先于一切非突发工单` : `${why}，提前 ${days} 天`
}

/** What of a case the order asks for, bounded and in steps: a ticket of a large case need not change with each that joins. */
export function standingIn(times: number, people: number): TicketStanding {
  const step = HEAD_STARTS.people.find(({ from }) => people >= from)
  return { times: Math.min(times, HEAD_STARTS.mostUrges + 1), people: step?.from ?? 1 }
}

/** The stored key alone. */
export function workAtOf(ticket: Queued): Date {
  const days = headStarts(ticket).reduce((sum, start) => sum + start.days, 0)
  return new Date(ticket.dueAt.getTime() - days * DAY)
}

interface HeadStart {
  days: number
  why: string
}

function headStarts(ticket: Queued): HeadStart[] {
  const people = ticket.standing?.people ?? 1
  const crowd = HEAD_STARTS.people.find(({ from }) => people >= from) ?? { from: 1, days: 0 }
  const urges = Math.min(HEAD_STARTS.mostUrges, (ticket.citizenActs ?? []).filter(({ act }) => act === 'urge').length)
  const repeats = Math.min(HEAD_STARTS.mostUrges - urges, (ticket.standing?.times ?? 1) - 1)
  return [
    { days: HEAD_STARTS.urgency[ticket.urgency], why: ticket.urgency === 'EMERGENCY' ? '突发情况' : '紧急诉求' },
    { days: HEAD_STARTS.tier[ticket.tier], why: TIER_WORDS[ticket.tier] },
    { days: ticket.reopened * HEAD_STARTS.reopened, why: '退回重办' },
    { days: urges * HEAD_STARTS.urge, why: `市民催办 ${urges} 次` },
    { days: repeats * HEAD_STARTS.urge, why: `市民再次反映 ${repeats} 次` },
    { days: crowd.days, why: `${crowd.from} 人以上反映同一事项` },
    { days: ticket.callbackFor === undefined ? 0 : HEAD_STARTS.callback, why: '市民等人工回电' },
  ].filter(({ days }) => days > 0)
}

function timeLeft(dueAt: Date, now: Date): string {
  const left = dueAt.getTime() - now.getTime()
  return left < 0 ? `已超过办理时限 ${span(-left)}` : `距办理时限还有 ${span(left)}`
}

/** Rounded: nobody plans by the minute what is due in days. */
function span(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.round(minutes / 60)
  return hours < 24 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`
}
