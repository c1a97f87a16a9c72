import type { TicketCase } from '../graph/types.ts'

/** 先办顺序: why this ticket stands where it stands; nothing once the citizen has an answer. */
export function Queue({ ticket }: { ticket: TicketCase }) {
  if (ticket.clock.status === 'STOPPED') return null
  const { why } = ticket.workOrder
  return (
    <section class="card queue" aria-label="先办顺序">
      <h3>{why.length > 1 ? '为什么排在前面' : '按办理时限排队'}</h3>
      <ul>
        {why.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  )
}
