import { useLayoutEffect, useRef } from 'preact/hooks'
import { minute } from '../case/now.ts'
import { dayTime } from '../case/time.ts'
import { Avatar, Message } from './bubble.tsx'
import type { Conversation } from './conversation.ts'
import type { PhoneMessage } from './wire.ts'

/** A pause this long gets a new time separator, as chats do. */
const PAUSE = 5 * 60_000

/** The messages, old to new, with time separators and typing dots; keeps to the newest. */
export function Chat({ conversation, greeting }: { conversation: Conversation; greeting: string }) {
  const end = useRef<HTMLDivElement>(null)
  const messages = conversation.messages.value
  const waiting = conversation.waiting.value
  useLayoutEffect(() => {
    const list = end.current?.parentElement
    if (list) list.scrollTop = list.scrollHeight
  }, [messages.length, waiting])
  return (
    <div class="chat" tabIndex={0} role="log" aria-label="聊天记录">
      {messages.length === 0 && !waiting && <p class="greeting">{greeting}</p>}
      <ol>
        {messages.map((message, index) => [
          startsAnew(messages, index) && (
            <li class="time" key={`${message.id}:time`}>
              {dayTime(new Date(message.at), minute.value)}
            </li>
          ),
          <Message
            key={message.id}
            message={message}
            onTap={({ id, label }) =>
              void conversation.say({ kind: 'menu-click', menuId: id, text: label }).catch(() => {})
            }
          />,
        ])}
        {waiting && (
          <li class="message city">
            <Avatar from="city" />
            <p class="bubble dots" role="status" aria-label="对方正在输入">
              <i />
              <i />
              <i />
            </p>
          </li>
        )}
      </ol>
      <div ref={end} />
    </div>
  )
}

function startsAnew(messages: readonly PhoneMessage[], index: number): boolean {
  const [before, here] = [messages[index - 1], messages[index]]
  return !before || !here || new Date(here.at).getTime() - new Date(before.at).getTime() > PAUSE
}
