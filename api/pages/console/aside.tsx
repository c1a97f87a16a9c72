import { useSignal } from '@preact/signals'
import { RotateCcw } from 'lucide'
import { useEffect } from 'preact/hooks'
import { minute } from '../case/now.ts'
import { dayTime } from '../case/time.ts'
import { CHANNEL_WORDS, word } from '../case/words.ts'
import { Icon } from '../design/icon.tsx'
import { asides, hearAgain, loadAsides } from './asides.ts'

/** 放在一边的消息: what the bot failed on again and again, with why, and a way to have it heard once more. */
export function AsidePage() {
  const problem = useSignal<string | undefined>(undefined)
  const run = (deed: () => Promise<void>) => {
    problem.value = undefined
    deed().catch((error: unknown) => {
      problem.value = error instanceof Error ? error.message : '没有成功，请再试一次。'
    })
  }
  useEffect(() => run(loadAsides), [])
  return (
    <section class="asides" aria-label="放在一边的消息">
      <h1>放在一边的消息</h1>
      <p>机器人多次处理失败的消息放在这里，同一市民后来的消息照常处理。原因排除以后，让它再处理一次。</p>
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
      {asides.value.length === 0 && <p class="empty">没有放在一边的消息。</p>}
      <ul>
        {asides.value.map((message) => (
          <li key={message.id} class="card">
            <p>
              <b>{word(CHANNEL_WORDS, message.channel)}</b> {dayTime(new Date(message.receivedAt), minute.value)}{' '}
              收到，试了 {message.tries} 次没有成功
            </p>
            <details>
              <summary>给维护系统的人</summary>
              {message.reason} · {message.id}
            </details>
            <button type="button" class="button" onClick={() => run(() => hearAgain(message.id))}>
              <Icon of={RotateCcw} /> 再处理一次
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
