import type { Awaiting } from '../../schema/citizen/citizen.model.ts'
import { awaitFrom, stopAwaiting } from '../../schema/citizen/citizen.store.ts'
import { loadMessage } from '../../schema/intake/intake.service.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import type { Hearing } from './hearing.ts'
import { registerRequest } from './register-request.ts'
import { TEXTS } from './texts.ts'

/** How long the bot remembers that it asked. */
const PATIENCE_MS = 2 * 24 * 3_600_000

type Asking = Extract<Awaiting, { what: 'place' | 'matter' }>

const QUESTIONS: Readonly<Record<Asking['what'], string>> = { place: TEXTS.askPlace, matter: TEXTS.askMatter }

/** Asks for what is missing; the message waits in the inbox until the answer comes. */
export async function askBack({ city, citizen, inboxId, message, say }: Hearing, what: Asking['what']): Promise<void> {
  await awaitFrom(city.db, citizen._id, { what, inboxId, since: message.at })
  await say(QUESTIONS[what])
}

/** Takes the message as what was missing from the one before it; true when one was waiting. */
export async function hearMissing(hearing: Hearing, words: string): Promise<boolean> {
  const { citizen, message, inboxId } = hearing
  const { awaiting } = citizen
  if ((awaiting?.what !== 'place' && awaiting?.what !== 'matter') || awaiting.inboxId === inboxId) return false
  if (message.at.getTime() - awaiting.since.getTime() > PATIENCE_MS) return false
  if (awaiting.what === 'place' && !awaiting.heard && !tellsPlace(hearing, words))
    await askPlaceAgain(hearing, awaiting)
  else if (awaiting.what !== 'place' || !awaiting.heard?.includes(inboxId))
    await registerJoined(hearing, awaiting, words)
  return true
}

function tellsPlace({ city, message }: Hearing, words: string): boolean {
  const point = message.place && { point: message.place }
  return locate(city.registers.gazetteer, { text: words, ...point }) !== undefined
}

/** Once more, and no further: after that the hotline finds out by telephone. */
async function askPlaceAgain({ city, citizen, inboxId, say }: Hearing, awaiting: Asking): Promise<void> {
  await awaitFrom(city.db, citizen._id, { ...awaiting, what: 'place', heard: [inboxId] })
  await say(TEXTS.askPlaceAgain)
}

/** One request of all that was said, under the first message's id, whichever of them is heard again. */
async function registerJoined(hearing: Hearing, awaiting: Asking, words: string): Promise<void> {
  const { city, citizen, message, inboxId } = hearing
  const asked = await loadMessage(city, awaiting.inboxId)
  if (asked && !(await findBySource(city.db, awaiting.inboxId))) {
    const heard = awaiting.what === 'place' ? (awaiting.heard ?? []) : []
    const between = await Promise.all(heard.map((id) => loadMessage(city, id)))
    const parts = [asked, ...between].map((one) => one && wordsOf(one))
    const place = message.place ?? asked.place
    // A place that was sent without words comes after the matter.
    const said = asked.text ? [...parts, words] : [words, ...parts]
    await registerRequest(
      { ...hearing, message: { ...asked, ...(place && { place }) }, inboxId: awaiting.inboxId },
      said.filter(Boolean).join('\n'),
    )
  }
  await stopAwaiting(city.db, citizen._id, awaiting.inboxId, inboxId)
}
