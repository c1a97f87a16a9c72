import { Building } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { TicketCase } from '../graph/types.ts'

/** Who got it, and why: the reasons as the chain they were decided in. */
export function Dispatch({ ticket, unitless }: { ticket: TicketCase; unitless: boolean | undefined }) {
  return (
    <section class="card dispatch" aria-label="派给谁，为什么">
      <h3>派给谁，为什么</h3>
      {ticket.dispatchReasons.length === 0 && (
        <p class="quiet">
          {unitless ? '还没有登记承办单位。登记并重新启动服务后，会自动派单。' : '正在按派单目录找承办单位…'}
        </p>
      )}
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
