import type { Call, Conversation } from './conversation.ts'
import type { CallTurn } from './wire.ts'

const GREETING = '您好，这里是 12345，请讲。'

/** Opens the line; the hotline speaks first unless the turns of a story are to follow. */
export function startCall(
  { call }: Conversation,
  since: Date,
  turns: readonly CallTurn[] = [{ speaker: 'agent', text: GREETING, offsetMs: 0 }],
): void {
  call.value = { since, turns }
}

export function speak({ call }: Conversation, speaker: CallTurn['speaker'], text: string, at: Date): void {
  const current = call.peek()
  if (!current || current.endedAt) return
  const turn: CallTurn = { speaker, text, offsetMs: at.getTime() - current.since.getTime(), confidence: 0.95 }
  call.value = { ...current, turns: [...current.turns, turn] }
}

/** Ends the call and hands its transcript to the hotline; `turns` replaces what was heard where a story has its own. */
export async function hangUp(conversation: Conversation, at: Date, turns?: readonly CallTurn[]): Promise<void> {
  const current = conversation.call.peek()
  if (!current || current.endedAt) return
  const ended: Call = { ...current, endedAt: at }
  conversation.call.value = ended
  const transcript = [...(turns ?? ended.turns)]
  if (transcript.some(({ speaker }) => speaker === 'citizen')) await conversation.say({ kind: 'call', transcript })
}
