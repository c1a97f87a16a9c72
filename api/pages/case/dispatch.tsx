import { Building } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { TicketCase } from '../graph/types.ts'

/** Who got it, and why: the reasons as the chain they were decided in. */
export function Dispatch({ ticket }: { ticket: TicketCase }) {
  return (
    <section class="card dispatch" aria-label="派给谁，为什么">
      <h3>派给谁，为什么</h3>
      {ticket.dispatchReasons.length === 0 && <p class="quiet">正在按派单目录找承办单位…</p>}
      <ol class="chain">
        {ticket.dispatchReasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {ticket.organ && (
          <li class="end">
            <Icon of={Building} /> <b>{ticket.organ.name}</b>
          </li>
        )}
      </ol>
    </section>
  )
}
