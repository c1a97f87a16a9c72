import { useSignal } from '@preact/signals'
import { Phone, PhoneOff } from 'lucide'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { now } from '../case/now.ts'
import { Icon } from '../design/icon.tsx'
import { Logo } from '../design/logo.tsx'
import { Message } from './bubble.tsx'
import { hangUp, speak, startCall } from './call.ts'
import type { Call, Conversation } from './conversation.ts'

const SPEAKERS = { citizen: '市民', agent: '话务员', system: '系统' } as const

/** The phone used as a phone: who is called, how long, and the live transcript. Text messages follow after the call. */
export function CallScreen({ conversation }: { conversation: Conversation }) {
  const call = conversation.call.value
  return (
    <div class="call-screen">
      <header>
        <span class="callee">
          <Logo size={40} />
        </span>
        <h2>12345</h2>
        <p>{call ? status(call, now.value) : '政务服务便民热线'}</p>
      </header>
      <Transcript conversation={conversation} />
      <CallControls conversation={conversation} />
    </div>
  )
}

function status(call: Call, at: Date): string {
  const seconds = Math.max(0, Math.floor(((call.endedAt ?? at).getTime() - call.since.getTime()) / 1000))
  const time = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return call.endedAt ? `通话已结束 ${time}` : time
}

function Transcript({ conversation }: { conversation: Conversation }) {
  const list = useRef<HTMLDivElement>(null)
  const turns = conversation.call.value?.turns ?? []
  const told = conversation.messages.value.filter(({ from }) => from === 'city')
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [turns.length, told.length])
  return (
    <div class="transcript" tabIndex={0} role="log" aria-label="通话转写" ref={list}>
      {turns.map((turn, index) => (
        <p key={index} class={turn.speaker}>
          <span>{SPEAKERS[turn.speaker]}</span>
          {turn.text}
        </p>
      ))}
      {told.length > 0 && (
        <ol class="texts" aria-label="短信">
          {told.map((message) => (
            <Message key={message.id} message={message} onTap={() => {}} />
          ))}
        </ol>
      )}
    </div>
  )
}

function CallControls({ conversation }: { conversation: Conversation }) {
  const words = useSignal('')
  const call = conversation.call.value
  if (!call || call.endedAt) {
    return (
      <div class="call-controls">
        <button type="button" class="round answer" onClick={() => startCall(conversation, new Date())}>
          <Icon of={Phone} size={28} label={call ? '再打一次' : '拨打 12345'} />
        </button>
      </div>
    )
  }
  return (
    <div class="call-controls">
      <input
        aria-label="说话"
        placeholder="打字就是说话，回车说出"
        autocomplete="off"
        value={words.value}
        onInput={(event) => (words.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || !words.value.trim()) return
          speak(conversation, 'citizen', words.value.trim(), new Date())
          words.value = ''
        }}
      />
      <button type="button" class="round end" onClick={() => void hangUp(conversation, new Date()).catch(() => {})}>
        <Icon of={PhoneOff} size={28} label="挂断" />
      </button>
    </div>
  )
}
