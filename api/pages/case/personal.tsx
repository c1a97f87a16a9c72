import { useSignal } from '@preact/signals'
import { Eye, EyeOff } from 'lucide'
import { useEffect } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import type { Look, Revealed } from '../graph/types.ts'
import type { Acts } from './actions.tsx'
import { minute } from './now.ts'
import { dayTime, offset } from './time.ts'

/** What people look for, in the words that are kept with their name. */
const REASONS = ['联系市民', '现场核实', '核对身份'] as const
const LONGEST = 100

/** How long it stays on the screen: a call is dialled by then, and a desk that was left shows nobody's number for long. */
const SHOWN_MS = 3 * 60_000

/**
 * 个人信息: masked until somebody says what they need it for, and again after a while. What was shown is kept nowhere on
 * the page: the next ticket, and this one opened again, begin masked.
 */
export function Personal(props: { reveal: NonNullable<Acts['reveal']>; looks: readonly Look[] }) {
  return (
    <section class="card personal" aria-label="个人信息">
      <h3>个人信息</h3>
      {props.reveal === 'not-this-role' ? (
        <p class="hint">姓名、电话、门牌等已遮盖。您的岗位办理时用不到，不能查看。</p>
      ) : (
        <Masked reveal={props.reveal} />
      )}
      <Looks looks={props.looks} />
    </section>
  )
}

function Masked({ reveal }: { reveal(reason: string): Promise<Revealed> }) {
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
    <>
      {shown.value ? (
        <Shown revealed={shown.value} onHide={() => (shown.value = undefined)} />
      ) : asking.value ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void look(other.value)
          }}
        >
          <p>查看用途（会留下记录，3 分钟后重新遮盖）：</p>
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
    </>
  )
}

function Shown({ revealed: { text, items }, onHide }: { revealed: Revealed; onHide(): void }) {
  const left = useSignal(SHOWN_MS)
  useEffect(() => {
    const until = Date.now() + SHOWN_MS
    const ticking = setInterval(() => {
      left.value = until - Date.now()
      if (left.value <= 0) onHide()
    }, 1000)
    return () => clearInterval(ticking)
  }, [])
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
      <p class="reasons">
        <button type="button" class="button" onClick={onHide}>
          <Icon of={EyeOff} /> 重新遮盖
        </button>
        <span class="hint" role="timer">
          {offset(Math.max(0, left.value))} 后自动遮盖
        </span>
      </p>
    </>
  )
}

/** Who has looked, for those who watch over it; nothing where nobody has. */
function Looks({ looks }: { looks: readonly Look[] }) {
  if (looks.length === 0) return null
  return (
    <details class="looks">
      <summary>查看记录 {looks.length} 次</summary>
      <ul>
        {looks.map(({ at, displayName, reason, kinds }) => (
          <li key={at}>
            {dayTime(new Date(at), minute.value)} {displayName}：{reason}（{kinds.join('、') || '没有可看的'}）
          </li>
        ))}
      </ul>
    </details>
  )
}
