import type { Asked, Draft } from '../../schema/citizen/draft.rules.ts'
import type { Remembered } from '../../schema/citizen/citizen.store.ts'
import { sceneOf } from '../../schema/citizen/scene.store.ts'
import { ticketDay } from '../../schema/ticket/ticket-number.rules.ts'
import { askForHuman } from '../../schema/ticket/citizen-acts.service.ts'
import { askChoice } from './ask-choice.ts'
import { type SaidSoFar, gather } from './gather.ts'
import { DAY, type Hearing, MINUTE, actOf, since } from './hearing.ts'
import { short, wantsPlace } from './own-tickets.ts'
import { registerRequest } from './register-request.ts'
import { speaksAsMinor } from './minor.rules.ts'
import { type RequestRead, isOfMinor, missing, readRequest, whichOf } from './request.rules.ts'

/** How long a request under way waits for its answer. */
const KEPT_MS = 30 * DAY
/** Who will not say where is not asked again: the hotline finds out, or they say it later. */
const REFUSES_PLACE =
  /^(?:我)?(?:就)?(?:不想|不愿意?|不方便|懒得|不能|不敢|不)(?:再)?(?:说|讲|告诉|透露|给|留|提供).{0,8}$|^(?:保密|不说了?|算了不说了?)[。！!\s]*$/
/** After this a message that says a whole request is another one. */
const SAME_MATTER_MS = DAY
/** Somebody who sends a few letters this soon writes in pieces, and has not read the question yet. */
const IN_PIECES_MS = 10_000
const PIECE = 4

/** Takes the message as part of the request under way, unless it says a whole one of its own. */
export async function hearDraft(hearing: Hearing): Promise<Remembered | undefined> {
  const draft = underWay(hearing)
  if (!draft) return undefined
  if (!(await isAnother(hearing, draft))) return takeUp(hearing, draft)
  if (since(hearing, draft.at) <= SAME_MATTER_MS) {
    await registerRequest(hearing, [hearing.inboxId])
    await remind(hearing, draft)
    return {}
  }
  // Given up by its citizen, not by us: the hotline asks where it is.
  await registerRequest(hearing, draft.heard, draft.category)
  return takeUp(hearing, { heard: [], asked: [] })
}

/** The request that lacks something still, if it is not too old to be continued. */
export function underWay(hearing: Hearing): Draft | undefined {
  const { draft } = hearing.citizen
  return draft && since(hearing, draft.at) <= KEPT_MS ? draft : undefined
}

/**
 * Adds the message to what was said before: opens the ticket when nothing is missing, otherwise asks back for the next
 * thing, at most three times. `quiet` asks nothing.
 */
export async function takeUp(hearing: Hearing, before: Before, quiet = false): Promise<Remembered> {
  return goOn(hearing, [...before.heard, hearing.inboxId], before, quiet)
}

type Before = Pick<Draft, 'heard' | 'asked' | 'category'> & { at?: Date }

/** The same with what was heard so far, where this message adds no words to it. */
export async function goOn(hearing: Hearing, heard: string[], before: Before, quiet = false): Promise<Remembered> {
  const { message } = hearing
  const said = await gather(hearing, heard)
  const read = readSoFar(hearing, said)
  const asksNothing = message.reply.mode === 'none'
  const refuses = before.asked.at(-1) === 'place' && REFUSES_PLACE.test(hearing.words)
  if (!asksNothing && isOfMinor(read) && speaksAsMinor(said.text)) await sayToMinor(hearing)
  const lacks =
    asksNothing || (refuses && read.matter) ? undefined : missing(read, before.asked, message.reply.mode !== 'passive')
  // What a request is about can be said without the citizen: nothing waits for that where it may not be asked.
  if (!lacks || (quiet && lacks === 'category')) return settle(hearing, heard, said, read, before.category)
  const choice = lacks === 'category' ? whichOf(read) : undefined
  const draft = { heard, at: message.at, ...(before.category && { category: before.category }) }
  if (choice) {
    await askChoice(hearing, draft, choice)
    return { draft: { ...draft, asked: [...before.asked, lacks], choice: [...choice] }, ...endsAside(hearing) }
  }
  const isPiece = hearing.words.length <= PIECE && before.at && since(hearing, before.at) < IN_PIECES_MS
  const inPieces = isPiece && before.asked.at(-1) === lacks
  const asked = quiet || inPieces ? before.asked : [...before.asked, lacks]
  if (asked !== before.asked)
    await hearing.say(question(hearing, lacks, { said, read, again: before.asked.includes(lacks) }))
  return { draft: { ...draft, asked }, ...endsAside(hearing) }
}

/** Once a day: how to be safe, whom to talk to, and that it stays with us. */
async function sayToMinor({ citizen, message, texts, say }: Hearing): Promise<void> {
  await say(texts.minor, { once: `${citizen._id}:minor:${ticketDay(message.at)}` })
}

function readSoFar({ city, citizen, message }: Hearing, { text, point }: SaidSoFar): RequestRead {
  return readRequest(city.registers.gazetteer, text, { point, scene: sceneOf(citizen, message.at) })
}

/** A ticket of what there is; where even the matter is missing a person has to find out, or there is nothing to find. */
async function settle(
  hearing: Hearing,
  heard: readonly string[],
  said: SaidSoFar,
  read: RequestRead,
  category?: string,
): Promise<Remembered> {
  const asks = hearing.message.reply.mode !== 'none'
  if (read.matter || !asks) {
    const ticket = await registerRequest(hearing, heard, category)
    if (ticket && asks && ticket.urgency !== 'EMERGENCY' && wantsPlace(ticket))
      await hearing.say(hearing.texts.placeMissing(ticket._id), { topic: 'place' })
  } else if (read.place) {
    const ticket = await askForHuman(hearing.city, { ...actOf(hearing), text: said.text })
    await hearing.say(hearing.texts.human(ticket._id))
  } else {
    await hearing.say(hearing.texts.givenUp)
  }
  return { draft: null, ...(hearing.citizen.scene && { scene: null }), ...endsAside(hearing) }
}

/** Who begins or goes on with a request is done with an answer they got, and with adding to a ticket. */
function endsAside({ citizen }: Hearing): Remembered {
  return citizen.awaiting && citizen.awaiting.what !== 'survey' ? { awaiting: null } : {}
}

function question(
  { texts }: Hearing,
  lacks: Asked,
  found: { said: SaidSoFar; read: RequestRead; again: boolean },
): string {
  const { said, read, again } = found
  if (lacks === 'contact') return texts.askContact
  if (lacks === 'place') return again ? texts.askPlaceAgain : texts.askPlace
  if (!said.text && said.messages.some(({ message }) => message.media)) return texts.media
  return read.place ? texts.askMatter : texts.tellUs
}

/** Whether the message is a whole request, and about something else than the one under way. */
async function isAnother(hearing: Hearing, draft: Draft): Promise<boolean> {
  const { gazetteer } = hearing.city.registers
  const own = readRequest(gazetteer, hearing.words, { point: hearing.message.place })
  if (!own.matter || !own.place) return false
  const before = readRequest(gazetteer, (await gather(hearing, draft.heard)).text)
  if (!before.matter) return false
  if (since(hearing, draft.at) > SAME_MATTER_MS) return true
  const [old, now] = [before.classification.category, own.classification.category]
  return old.l2 !== undefined && now.l2 !== undefined && old.l2 !== now.l2 && since(hearing, draft.at) > MINUTE
}

/** Says again what the request under way still lacks. */
export async function remind(hearing: Hearing, draft: Draft): Promise<void> {
  const [first, second] = draft.choice ?? []
  if (first !== undefined && second !== undefined) return askChoice(hearing, draft, [first, second], 'remind')
  const said = await gather(hearing, draft.heard)
  const read = readSoFar(hearing, said)
  const lacks = stillMissing(read, hearing.message.reply.mode !== 'passive')
  const { texts } = hearing
  await hearing.say(said.text ? texts.resume(short(said.text), lacks) : texts.tellUs, { topic: 'remind' })
}

/** What to ask once more; a request that lacks nothing else waits for its place. */
function stillMissing(read: RequestRead, writesBack: boolean): Exclude<Asked, 'category'> {
  const lacks = missing(read, ['category'], writesBack)
  return lacks === undefined || lacks === 'category' ? 'place' : lacks
}
