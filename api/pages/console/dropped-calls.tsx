import { useSignal, useSignalEffect } from '@preact/signals'
import { PhoneOutgoing, RefreshCw } from 'lucide'
import { minute } from '../case/now.ts'
import { dayTime } from '../case/time.ts'
import { Icon } from '../design/icon.tsx'
import { ask } from '../graph/client.ts'
import { DROPPED_CALLS, NOTE_CALLED_BACK } from '../graph/documents.ts'
import type { DroppedCall } from '../graph/types.ts'
import { signOutIfExpired, token } from './session.ts'

/** 未接来电: callers who hung up before they said anything, until somebody rang back. */
export function DroppedCalls() {
  const calls = useSignal<DroppedCall[] | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const fail = (error: unknown) => {
    signOutIfExpired(error)
    problem.value = error instanceof Error ? error.message : '没有取到未接来电，请重试。'
  }
  const load = () => {
    problem.value = undefined
    ask<{ droppedCalls: DroppedCall[] }>(DROPPED_CALLS, {}, token).then(({ droppedCalls }) => {
      calls.value = droppedCalls
    }, fail)
  }
  const note = (id: string) => {
    ask(NOTE_CALLED_BACK, { id }, token).then(load, fail)
  }
  useSignalEffect(load)
  return (
    <section class="assessment dropped" aria-label="未接来电">
      <header>
        <h1>未接来电</h1>
        <button type="button" class="button" onClick={load}>
          <Icon of={RefreshCw} /> 刷新
        </button>
      </header>
      {problem.value && (
        <p class="notice-line alarm" role="alert">
          {problem.value}
        </p>
      )}
      {!calls.value && !problem.value && <div class="bone" role="status" aria-label="正在取未接来电" />}
      {calls.value?.length === 0 && <p class="empty">没有等回拨的来电。没说话就挂断的来电会出现在这里。</p>}
      <ul>
        {calls.value?.map((call) => (
          <li key={call.id} class="card">
            <b>{call.callbackNumber ?? call.number ?? '号码未知'}</b>
            <time dateTime={call.startedAt}>{dayTime(new Date(call.startedAt), minute.value)}</time>
            <button type="button" class="button" onClick={() => note(call.id)}>
              <Icon of={PhoneOutgoing} /> 已回拨
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
