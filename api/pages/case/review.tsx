import { useSignal } from '@preact/signals'
import { CircleHelp } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { Guess, TicketCase } from '../graph/types.ts'
import type { Acts } from './actions.tsx'
import { percentWords } from './methods.ts'

/** 待人工分类: the method was not sure; one tap says which it is. */
export function Review({ ticket, acts, onOther }: { ticket: TicketCase; acts: Acts; onOther(): void }) {
  return (
    <div class="review" role="group" aria-label="待人工分类">
      <p>
        <Icon of={CircleHelp} /> 分类没有把握，请选一个：
      </p>
      <Guesses guesses={ticket.likely} onPick={(value) => acts.correct?.('category', value) ?? Promise.resolve()} />
      <button type="button" class="button quiet" onClick={onOther}>
        其他…
      </button>
    </div>
  )
}

/** The likeliest categories as buttons; also in the list. */
export function Guesses({ guesses, onPick }: { guesses: readonly Guess[]; onPick(value: string): Promise<void> }) {
  const busy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  const pick = async (value: string) => {
    busy.value = true
    problem.value = undefined
    try {
      await onPick(value)
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    }
    busy.value = false
  }
  return (
    <>
      {guesses.map(({ value, confidence }, index) => (
        <button
          key={value}
          type="button"
          class="button"
          data-guess={index + 1}
          aria-keyshortcuts={String(index + 1)}
          disabled={busy.value}
          onClick={() => void pick(value)}
        >
          <span class="key" aria-hidden="true">
            {index + 1}
          </span>
          {value.replaceAll('/', ' › ')}
          {typeof confidence === 'number' && <small>{percentWords(confidence)}</small>}
        </button>
      ))}
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
    </>
  )
}
