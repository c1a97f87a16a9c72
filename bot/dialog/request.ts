import { classify } from '../../schema/classify/classify.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { findAnswer } from '../../schema/knowledge/knowledge.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import { answerQuestion } from './answer-question.ts'
import { askBack } from './ask-back.ts'
import type { Hearing } from './hearing.ts'
import { registerRequest } from './register-request.ts'
import { TEXTS } from './texts.ts'

/** Fewer letters than this say nothing that a unit could act on, unless they name a matter ("没水"). */
const SHORTEST_REQUEST = 5

/** Longer texts say something, even where we do not understand what. */
const LONGEST_PLACE = 20

/** Free words of a citizen: a question is answered, a request becomes a ticket, what lacks a place is asked for it. */
export async function hearRequest(hearing: Hearing, words: string): Promise<void> {
  const { city, message, inboxId } = hearing
  if (saysNothing(words) && !message.place) return hearing.say(TEXTS.tooShort)
  const counter = counterQuestion(hearing, words)
  if (!counter) return registerRequest(hearing, words)
  // Heard before, by a process that died before it could say so: what it asked for has been answered since.
  if (!(await findBySource(city.db, inboxId))) await counter()
}

function saysNothing(words: string): boolean {
  const letters = words.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters < SHORTEST_REQUEST && classify(words).category.evidence.length === 0
}

/** What to say instead of opening a ticket at once; undefined where the words are enough. */
function counterQuestion(hearing: Hearing, words: string): (() => Promise<void>) | undefined {
  const { city, message } = hearing
  const { gazetteer, knowledge } = city.registers
  const { urgency, kind, category } = classify(words)
  if (urgency.level === 'EMERGENCY') return undefined
  if (kind.code === 'CONSULTATION' && urgency.level === 'NORMAL') {
    const answer = findAnswer(knowledge, words)
    return answer && (() => answerQuestion(hearing, answer.entry))
  }
  if (message.reply.mode === 'none') return undefined
  const placed = locate(gazetteer, { text: words, ...(message.place && { point: message.place }) }) !== undefined
  const matter = category.evidence.length > 0 || kind.evidence.length > 0
  if (isPlaceOnly(message, { matter, placed })) return () => askBack(hearing, 'matter')
  return placed ? undefined : () => askBack(hearing, 'place')
}

/** Whether a message names a place and nothing that is the matter there. */
function isPlaceOnly(message: InboundMessage, found: { matter: boolean; placed: boolean }): boolean {
  return !message.text || (!found.matter && found.placed && message.text.length < LONGEST_PLACE)
}
