import { useSignal } from '@preact/signals'
import { EarOff } from 'lucide'
import { Icon } from '../design/icon.tsx'
import { VERIFY_WORDS, word } from './words.ts'

/** 待核实: what the recogniser was not sure of, until somebody has asked the citizen. */
export function ToVerify({ what, onVerified }: { what: readonly string[]; onVerified: () => Promise<void> }) {
  const busy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  const note = async () => {
    busy.value = true
    problem.value = undefined
    try {
      await onVerified()
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    }
    busy.value = false
  }
  return (
    <section class="card to-verify" aria-label="待核实">
      <p>
        <Icon of={EarOff} /> 没听清{what.map((one) => word(VERIFY_WORDS, one)).join('和')}，请先向市民核实。
      </p>
      <button type="button" class="button" disabled={busy.value} onClick={() => void note()}>
        已核实
      </button>
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
    </section>
  )
}
