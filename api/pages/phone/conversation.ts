import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals'
import type { CallTurn, PhoneMessage, SayBody } from './wire.ts'
import { type Line, listen, say } from './wire-client.ts'

/** One chat between a citizen's phone and the city. */
export interface Conversation {
  line: Line
  messages: ReadonlySignal<readonly PhoneMessage[]>
  /** The citizen has spoken and nothing has come back yet. */
  waiting: ReadonlySignal<boolean>
  /** What stands in the input, typed by hand or by a story. */
  draft: Signal<string>
  /** Why the last message did not get through, in words. */
  trouble: ReadonlySignal<string | undefined>
  /** The call under way or just over, where the phone is used as a phone. */
  call: Signal<Call | undefined>
  say(body: SayBody): Promise<void>
  end(): void
}

export interface Call {
  since: Date
  turns: readonly CallTurn[]
  endedAt?: Date
}

/** Silence after which the typing dots give up. */
const PATIENCE = 12_000

export function openConversation(line: Line): Conversation {
  const messages = signal<readonly PhoneMessage[]>([])
  const waitingSince = signal<number | undefined>(undefined)
  const trouble = signal<string | undefined>(undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = () => {
    clearTimeout(timer)
    waitingSince.value = undefined
  }
  const stop = listen(line, (message) => {
    // A reconnect tells everything again.
    if (messages.value.some(({ id }) => id === message.id)) return
    messages.value = [...messages.value, message]
    if (message.from === 'city') settle()
  })
  return {
    line,
    messages,
    waiting: computed(() => waitingSince.value !== undefined),
    draft: signal(''),
    trouble,
    call: signal(undefined),
    async say(body) {
      trouble.value = undefined
      waitingSince.value = Date.now()
      clearTimeout(timer)
      timer = setTimeout(settle, PATIENCE)
      try {
        const { status } = await say(line, body)
        if (status >= 400) throw new Error(`系统没有收下这条消息（${status}），请重发。`)
      } catch (error) {
        settle()
        trouble.value = error instanceof Error ? error.message : '没有发出去，请重发。'
        throw error
      }
    },
    end() {
      settle()
      stop()
    },
  }
}

const digits = (count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => byte % 10).join('')

/** A fresh account on the channel, in the form its platform would use. */
export function newLine(channel: string): Line {
  const letters = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(15)))).replace(/[+/=]/g, '0')
  switch (channel) {
    case 'weibo':
      return { channel, sender: `5${digits(9)}` }
    case 'ivr':
      return { channel, sender: `1380013${digits(4)}` }
    default:
      return { channel, sender: `oDemo${letters}` }
  }
}
