import type { Awaiting } from '../../schema/citizen/citizen.model.ts'
import { awaitFrom, stopAwaiting } from '../../schema/citizen/citizen.store.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import type { Hearing } from './converse.ts'
import { registerRequest } from './request.ts'
import { TEXTS } from './texts.ts'

/** How long the bot remembers that it asked. */
const PATIENCE_MS = 2 * 24 * 3_600_000

type Missing = Extract<Awaiting, { what: 'place' | 'matter' }>['what']

const QUESTIONS: Readonly<Record<Missing, string>> = { place: TEXTS.askPlace, matter: TEXTS.askMatter }

/** Asks for what is missing, once; the message waits in the inbox until the answer, or the next message, comes. */
export async function askBack({ city, citizen, inboxId, message, say }: Hearing, what: Missing): Promise<void> {
  await awaitFrom(city.db, citizen._id, { what, inboxId, since: message.at })
  await say(QUESTIONS[what])
}

/** Takes the message as what was missing from the one before it; true when one was waiting. */
export async function hearMissing(hearing: Hearing, words: string): Promise<boolean> {
  const { city, citizen, message, inboxId } = hearing
  const { awaiting } = citizen
  if ((awaiting?.what !== 'place' && awaiting?.what !== 'matter') || awaiting.inboxId === inboxId) return false
  if (message.at.getTime() - awaiting.since.getTime() > PATIENCE_MS) return false
  const asked = await loadMessage(city, awaiting.inboxId)
  // Opened under the first message's id: the two together are one request, whichever of them is heard again.
  if (asked && !(await findBySource(city.db, awaiting.inboxId))) {
    const { joined, text } = join(asked, message, words)
    await registerRequest({ ...hearing, message: joined, inboxId: awaiting.inboxId }, text)
  }
  await stopAwaiting(city.db, citizen._id, awaiting.inboxId, inboxId)
  return true
}

/** The matter comes first, whichever was said first; the newer place counts. */
function join(asked: InboundMessage, answer: InboundMessage, words: string): { joined: InboundMessage; text: string } {
  const place = answer.place ?? asked.place
  const joined = { ...asked, ...(place && { place }) }
  const before = wordsOf(asked) ?? ''
  const text = asked.text ? `${before}\n${words}` : `${words}\n${before}`
  return { joined, text: text.trim() }
}
