import type { DomainEvent, EventName } from '../kernel/events.ts'
import { actsOf } from '../ticket/citizen-acts.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'

/** What the citizen is told at a step: plain, short, polite. Undefined where the step says nothing by itself. */
export function progressText(ticket: Ticket, event: EventName): string | undefined {
  const unit = ticket.organName ?? '承办单位'
  const number = ticket._id
  switch (event) {
    case 'ticket.dispatched':
      return `您的诉求已受理，工单号 ${number}。已${actsOf(ticket, ['correct-place']).length > 0 ? '按您更正的地点' : ''}转${unit}办理，${localTime(ticket.dueAt)}前答复您。`
    case 'ticket.signed':
      return `${unit}已签收您的工单 ${number}，正在办理。`
    case 'ticket.replied':
      return `您的工单 ${number} 有了答复。\n${unit}：${ticket.reply ?? ''}`
    case 'ticket.reopened':
      return `抱歉没有让您满意。工单 ${number} 已退回${unit}重新办理，${localTime(ticket.dueAt)}前答复您。`
    default:
      return undefined
  }
}

/** Whether a step was overtaken before it could be told: the citizen withdrew, or the ticket went to another unit. */
export function isOvertaken(ticket: Pick<Ticket, 'state' | 'timeline'>, event: DomainEvent): boolean {
  if (ticket.state === 'WITHDRAWN') return true
  const lastDispatch = ticket.timeline.findLast((entry) => entry.event === 'dispatched')?.id
  return (
    event.name === 'ticket.dispatched' && lastDispatch !== undefined && event.id !== `${lastDispatch}:${event.name}`
  )
}

/** Month, day and minute in Asia/Shanghai, as people write it. */
export function localTime(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 16)} `
}

/** Attempts before a notice is given up and shown to staff as failed. */
const MOST_ATTEMPTS = 5

/** When to try again after a temporary refusal; undefined when it is time to stop. Doubles from two seconds. */
export function retryAt(attempts: number, wait: number | undefined, now: Date): Date | undefined {
  if (attempts >= MOST_ATTEMPTS) return undefined
  return new Date(now.getTime() + (wait ?? 1000 * 2 ** attempts))
}
