import { Check } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { TicketCase } from '../graph/types.ts'
import { stages } from './stages.ts'
import { clockTime } from './time.ts'

/** 受理 → 派单 → 签收 → 回复 → 办结 → 评价, with where the ticket stands. */
export function Stepper({ ticket }: { ticket: TicketCase }) {
  return (
    <ol class="stepper" aria-label="办理进度">
      {stages(ticket).map((stage) => (
        <li key={stage.name} class={stage.state} aria-current={stage.state === 'next' ? 'step' : undefined}>
          <span class="dot">{stage.state === 'reached' && <Icon of={Check} size={12} />}</span>
          <span class="name">{stage.name}</span>
          <time>{stage.at ? clockTime(stage.at) : ' '}</time>
        </li>
      ))}
    </ol>
  )
}
