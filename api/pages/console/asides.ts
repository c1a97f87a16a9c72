import { signal } from '@preact/signals'
import { ask } from '../graph/client.ts'
import { ASIDES, HEAR_AGAIN } from '../graph/documents.ts'
import type { MessageAside } from '../graph/types.ts'
import { signOutIfExpired, staff, token } from './session.ts'

/** Messages that could not be worked off and wait for somebody to look; the hotline's own business. */
export const asides = signal<readonly MessageAside[]>([])

/** Looks what lies aside. Throws AskError with words for the screen. */
export async function loadAsides(): Promise<void> {
  const { role = 'handler' } = staff.peek() ?? {}
  if (role === 'handler') return
  try {
    asides.value = (await ask<{ messagesAside: MessageAside[] }>(ASIDES, {}, token)).messagesAside
  } catch (error) {
    signOutIfExpired(error)
    throw error
  }
}

/** Has the bot hear it once more; it comes back here should that fail again. */
export async function hearAgain(id: string): Promise<void> {
  await ask(HEAR_AGAIN, { id }, token)
  await loadAsides()
}
