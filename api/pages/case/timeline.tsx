import type { TicketCase, TimelineEntry } from '../graph/types.ts'
import { minute } from './now.ts'
import { stepTime } from './time.ts'

/** 工单轨迹, oldest first as it was lived; new steps slide in at the end. */
export function Timeline({ ticket }: { ticket: TicketCase }) {
  return (
    <section class="card timeline" aria-label="工单轨迹">
      <h3>工单轨迹</h3>
      <ol aria-live="polite">
        <Steps entries={ticket.timeline} />
      </ol>
    </section>
  )
}

/** The lines of a history; they stand in a list. */
export function Steps({ entries }: { entries: readonly TimelineEntry[] }) {
  return entries.map((entry) => (
    <li key={entry.id} class={entry.event}>
      <time dateTime={entry.at}>{stepTime(new Date(entry.at), minute.value)}</time>
      <p>
        {entry.text}
        {entry.actor && <small>{entry.actor}</small>}
      </p>
    </li>
  ))
}
