import { Undo2 } from 'lucide'
import { now } from '../case/now.ts'
import { Icon } from '../design/icon.tsx'
import { pending } from './grace.ts'

/** Counts down to what cannot be called back, with the way back beside it. */
export function GraceBar() {
  const waiting = pending.value
  if (!waiting) return null
  const seconds = Math.max(1, Math.ceil((waiting.until.getTime() - now.value.getTime()) / 1000))
  return (
    <div class="grace" role="status">
      <span>
        {waiting.words}（{seconds} 秒）
      </span>
      <button type="button" class="button" onClick={waiting.undo}>
        <Icon of={Undo2} /> 撤销 <span class="key">z</span>
      </button>
    </div>
  )
}
