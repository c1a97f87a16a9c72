import type { Registers } from '../city.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import { answerLabel } from '../survey/survey.rules.ts'
import { normalise } from '../ticket/normalise.rules.ts'
import { workAtOf } from '../ticket/work-order.rules.ts'
import { type Ticket, type TimelineEntry, wantsRedo } from '../ticket/ticket.rules.ts'
import type { PastRequest } from './history.rules.ts'

const HOUR = 3_600_000
/** How long dispatch takes (practice.md 3.1 reports 3.7 minutes from intake to dispatch). */
const DISPATCH_MS = 222_000
/** A redo is signed, answered and closed again within these hours of being sent back. */
const REDO = { signed: 3, replied: 52, closed: 60 } as const

interface Step {
  at: Date
  event: string
  text: string
  set: Partial<Ticket>
}

/** The unit's new deadline when work begins (again) at an instant. */
type LimitFrom = (at: Date) => Pick<Ticket, 'dueAt' | 'dueWhy'>

/** A ticket of the demo city's past as it stands at `now`: the request's steps that lie before it have been taken. */
export function pastTicket(
  registers: Registers,
  past: PastRequest,
  number: string,
  citizenKey: string,
  now: Date,
): Ticket {
  const request = {
    sourceKey: `demo:${number}`,
    channel: past.channel,
    citizenKey,
    text: past.text,
    at: past.at,
    // As in history.rules: nothing to be heard here.
    bySound: 'never' as const,
    ...(past.point && { point: past.point }),
  }
  const opened: Ticket = { ...normalise(registers, request, number), outbox: [] }
  const organName = registers.organs.get(past.organId)?.name ?? past.organId
  const limitFrom = (at: Date) => {
    const due = dueAt({ urgency: opened.urgency, text: opened.text, category: opened.category }, registers.calendar, at)
    return { dueAt: due.dueAt, dueWhy: due.why }
  }
  const taken = stepsOf(past, organName, limitFrom).filter((step) => step.at <= now)
  const timeline: TimelineEntry[] = taken.map(({ at, event, text }, index) => ({
    id: `${number}:${index + 1}`,
    at,
    event,
    text,
  }))
  const { needsReview, ...rest } = opened
  const over = taken.some(({ set }) => set.state === 'CLOSED')
  const ticket: Ticket = Object.assign({}, rest, ...taken.map((step) => step.set))
  return {
    ...ticket,
    ...(needsReview && !over && { needsReview }),
    workAt: workAtOf(ticket),
    timeline: [...opened.timeline, ...timeline],
    revision: taken.length,
  }
}

/** In the order they happen; one that never came ends the list. */
function stepsOf(past: PastRequest, unit: string, limitFrom: LimitFrom): Step[] {
  const after = (ms: number) => new Date(past.at.getTime() + ms)
  const signedAt = after(past.signedAfterMin * 60_000)
  const steps: Step[] = [
    {
      at: after(Math.min(DISPATCH_MS, past.signedAfterMin * 30_000)),
      event: 'dispatched',
      text: `已派${unit}办理`,
      set: {
        state: 'DISPATCHED',
        organId: past.organId,
        organName: unit,
        dispatchReasons: past.dispatchReasons,
      },
    },
    { at: signedAt, event: 'signed', text: `${unit}已签收，正在办理`, set: { state: 'SIGNED', signedAt } },
  ]
  if (past.repliedAfterH === undefined) return steps
  const repliedAt = after(past.repliedAfterH * HOUR)
  const contactedAt = past.contacted ? after(past.firstContactAfterMin * 60_000) : undefined
  steps.push({
    at: repliedAt,
    event: 'replied',
    text: `${unit}回复：${past.reply}`,
    set: { state: 'REPLIED', reply: past.reply, repliedAt, ...(contactedAt && { contactedAt }) },
  })
  if (past.closedAfterH === undefined) return steps
  const closedAt = after(past.closedAfterH * HOUR)
  steps.push({
    at: closedAt,
    event: 'closed',
    text: '工单办结，热线将进行满意度回访',
    set: { state: 'CLOSED', closedAt },
  })
  return past.survey ? [...steps, ...stepsAfterSurvey(past, unit, past.survey, limitFrom)] : steps
}

function stepsAfterSurvey(
  past: PastRequest,
  unit: string,
  survey: NonNullable<PastRequest['survey']>,
  limitFrom: LimitFrom,
): Step[] {
  const { solved, satisfaction, answeredAfterH } = survey
  const answeredAt = new Date(past.at.getTime() + answeredAfterH * HOUR)
  const result = { round: 0, contacted: past.contacted, solved, satisfaction, answeredAt }
  const answered: Step = {
    at: answeredAt,
    event: 'survey-answered',
    text: `市民评价：${answerLabel({ solved, satisfaction })}`,
    set: { survey: result },
  }
  if (!wantsRedo({ state: 'CLOSED', survey: result, reopened: 0 })) return [answered]
  const later = (hours: number) => new Date(answeredAt.getTime() + hours * HOUR)
  const redo = (hours: number, event: string, text: string, set: Partial<Ticket>): Step => ({
    at: later(hours),
    event,
    text,
    set,
  })
  return [
    answered,
    redo(0, 'reopened', `市民对结果不满意，退回${unit}重新办理`, {
      state: 'DISPATCHED',
      reopened: 1,
      ...limitFrom(answeredAt),
    }),
    redo(REDO.signed, 'signed', `${unit}已签收，正在办理`, { state: 'SIGNED', signedAt: later(REDO.signed) }),
    redo(REDO.replied, 'replied', `${unit}回复：已再次到现场核实，并向您说明了办理情况。`, {
      state: 'REPLIED',
      repliedAt: later(REDO.replied),
    }),
    redo(REDO.closed, 'closed', '工单办结，热线将进行满意度回访', { state: 'CLOSED', closedAt: later(REDO.closed) }),
  ]
}
