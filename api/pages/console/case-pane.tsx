import { signal } from '@preact/signals'
import { ArrowLeft, RefreshCw } from 'lucide'
import { CaseView } from '../case/case-view.tsx'
import { Icon } from '../design/icon.tsx'
import type { OpenCase } from './open-case.ts'
import { hrefOf, place } from './place.ts'
import { token } from './session.ts'

/** The ticket whose category was said a moment ago, and the one that opened by itself after it. */
export const justSorted = signal<{ number: string; next: string } | undefined>(undefined)

/** The right pane: the open case, or what to do to open one. */
export function CasePane({ open }: { open: OpenCase | undefined }) {
  if (!open) {
    return (
      <section class="case-pane nothing" aria-label="工单">
        <p>
          选一件工单来看。<span class="key">j</span> <span class="key">k</span> 上下移动，<span class="key">Enter</span>{' '}
          打开，<span class="key">?</span> 看全部按键。
        </p>
      </section>
    )
  }
  const { number: _, ...back } = place.value
  const ticket = open.ticket.value
  return (
    <section key={open.number} class="case-pane" aria-label="工单">
      <a class="back-link" href={hrefOf(back)}>
        <Icon of={ArrowLeft} /> 回到列表
      </a>
      {justSorted.value?.next === open.number && (
        <p class="notice-line sorted" role="status">
          {justSorted.value.number} 已分类，这是下一件。
          <a href={hrefOf({ ...back, number: justSorted.value.number })}>回去看</a>
        </p>
      )}
      {open.problem.value && (
        <p class="notice-line alarm" role="alert">
          {open.problem.value}
          <button type="button" class="button" onClick={() => void open.load()}>
            <Icon of={RefreshCw} /> 重试
          </button>
        </p>
      )}
      {ticket ? (
        <CaseView
          ticket={ticket}
          acts={open.acts}
          token={token}
          composing={open.composing}
          hrefOf={(number) => hrefOf({ ...back, number })}
        />
      ) : (
        !open.problem.value && <Bones />
      )}
    </section>
  )
}

function Bones() {
  return (
    <div class="case case-bones" role="status" aria-label="正在取工单">
      <div class="bone" />
      <div class="bone" />
      <div class="bone" />
    </div>
  )
}
