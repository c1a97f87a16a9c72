import { useSignal } from '@preact/signals'
import { Eye, EyeOff } from 'lucide'
import { Icon } from '../design/icon.tsx'
import type { Revealed } from '../graph/types.ts'

/** What people look for, in the words that are kept with their name. */
const REASONS = ['联系市民', '现场核实', '核对身份'] as const
const LONGEST = 100

/**
 * 个人信息: masked until somebody says what they need it for. What was shown is kept nowhere on the page: the next ticket,
 * and this one opened again, begin masked.
 */
export function Personal({ reveal }: { reveal(reason: string): Promise<Revealed> }) {
  const asking = useSignal(false)
  const other = useSignal('')
  const busy = useSignal(false)
  const shown = useSignal<Revealed | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const look = async (reason: string) => {
    busy.value = true
    problem.value = undefined
    try {
      shown.value = await reveal(reason)
      asking.value = false
    } catch (error) {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    }
    busy.value = false
  }
  return (
    <section class="card personal" aria-label="个人信息">
      <h3>个人信息</h3>
      {shown.value ? (
        <Shown revealed={shown.value} onHide={() => (shown.value = undefined)} />
      ) : asking.value ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void look(other.value)
          }}
        >
          <p>查看用途（会留下记录）：</p>
          <p class="reasons">
            {REASONS.map((reason) => (
              <button key={reason} type="button" class="button" disabled={busy.value} onClick={() => void look(reason)}>
                {reason}
              </button>
            ))}
          </p>
          <p class="reasons">
            <input
              aria-label="其他用途"
              placeholder="其他用途"
              maxLength={LONGEST}
              value={other.value}
              onInput={({ currentTarget }) => (other.value = currentTarget.value)}
            />
            <button type="submit" class="button" disabled={busy.value || other.value.trim().length < 2}>
              查看
            </button>
          </p>
        </form>
      ) : (
        <p class="reasons">
          <span class="hint">姓名、电话、门牌等已遮盖</span>
          <button type="button" class="button" onClick={() => (asking.value = true)}>
            <Icon of={Eye} /> 查看
          </button>
        </p>
      )}
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
    </section>
  )
}

function Shown({ revealed: { text, items }, onHide }: { revealed: Revealed; onHide(): void }) {
  return (
    <>
      {items.length > 0 ? (
        <>
          <dl>
            {items.map(({ name, value, source }) => (
              <div key={value}>
                <dt>{name}</dt>
                <dd>
                  {value} <small>{source}</small>
                </dd>
              </div>
            ))}
          </dl>
          <blockquote>{text}</blockquote>
        </>
      ) : (
        <p class="hint">市民没有留下您可以查看的个人信息</p>
      )}
      <button type="button" class="button" onClick={onHide}>
        <Icon of={EyeOff} /> 重新遮盖
      </button>
    </>
  )
}
