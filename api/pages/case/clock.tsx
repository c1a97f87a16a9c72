import type { TicketRow } from '../graph/types.ts'
import { minute } from './now.ts'
import { dueTime, span } from './time.ts'

const TONE: Readonly<Record<string, string>> = { APPROACHING: 'warn', OVERDUE: 'alarm', STOPPED: 'done' }

/** The remaining time in words, and how much of it is used up (0..1). */
export function remaining(ticket: Pick<TicketRow, 'clock' | 'createdAt' | 'state'>, at: Date) {
  const due = new Date(ticket.clock.dueAt).getTime()
  const start = new Date(ticket.createdAt).getTime()
  const left = due - at.getTime()
  const stopped = ticket.clock.status === 'STOPPED'
  const overdue = !stopped && left < 0
  if (ticket.state === 'WITHDRAWN') return { words: '市民已撤回，不再计时', used: 0, tone: 'calm' }
  return {
    words: stopped ? '已答复，计时停止' : overdue ? `超期 ${span(left)}` : `还剩 ${span(left)}`,
    used: Math.min(1, Math.max(0, (at.getTime() - start) / Math.max(1, due - start))),
    tone: overdue ? 'alarm' : (TONE[ticket.clock.status] ?? 'calm'),
  }
}

/** 办理时限: remaining, due when, and why then. */
export function Clock({ ticket }: { ticket: TicketRow }) {
  const { words, used, tone } = remaining(ticket, minute.value)
  return (
    <section class={`card clock ${tone}`} aria-label="办理时限">
      <h3>办理时限</h3>
      <p class="left">{words}</p>
      {ticket.state !== 'WITHDRAWN' && (
        <>
          <TimeBar used={used} tone={tone} />
          <p class="due">
            <b>{dueTime(new Date(ticket.clock.dueAt))}</b> 前答复市民
          </p>
          <p class="why">{ticket.clock.why}</p>
        </>
      )}
    </section>
  )
}

/** How much of the time is used; the words beside it say the same. */
export function TimeBar({ used, tone }: { used: number; tone: string }) {
  return (
    <span class={`time-bar ${tone}`} aria-hidden="true">
      <i style={{ width: `${Math.max(2, used * 100)}%` }} />
    </span>
  )
}
