import { awaitFrom, stopAwaiting } from '../../schema/citizen/citizen.store.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import type { Hearing } from './converse.ts'
import { registerRequest } from './request.ts'
import { TEXTS } from './texts.ts'

/** How long the bot remembers that it asked. */
const PATIENCE_MS = 2 * 24 * 3_600_000

/** Asks where it is, once; the request waits in the inbox until the answer, or the next message, comes. */
export async function askPlace({ city, citizen, inboxId, message, say }: Hearing): Promise<void> {
  await awaitFrom(city.db, citizen._id, { what: 'place', inboxId, since: message.at })
  await say(TEXTS.askPlace)
}

/** Takes the message as the missing place of the request before it; true when one was waiting. */
export async function hearPlace(hearing: Hearing, words: string): Promise<boolean> {
  const { city, citizen, message, inboxId } = hearing
  const { awaiting } = citizen
  if (awaiting?.what !== 'place' || awaiting.inboxId === inboxId) return false
  if (message.at.getTime() - awaiting.since.getTime() > PATIENCE_MS) return false
  const asked = await loadMessage(city, awaiting.inboxId)
  if (asked && !(await findBySource(city.db, awaiting.inboxId))) {
    const joined = { ...asked, ...(message.place && { place: message.place }) }
    const text = [wordsOf(asked), words].filter(Boolean).join('\n')
    await registerRequest({ ...hearing, message: joined, inboxId: awaiting.inboxId }, text)
  }
  await stopAwaiting(city.db, citizen._id, awaiting.inboxId)
  return true
}
