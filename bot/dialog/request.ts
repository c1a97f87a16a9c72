import { classify } from '../../schema/classify/classify.rules.ts'
import { requestFrom } from '../../schema/intake/request.rules.ts'
import { findAnswer } from '../../schema/knowledge/knowledge.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import { answerQuestion } from './answer-question.ts'
import { askBack } from './ask-back.ts'
import type { Hearing } from './converse.ts'
import { TEXTS } from './texts.ts'

/** Fewer characters than this say nothing that a unit could act on. */
const SHORTEST_REQUEST = 5

/** Free words of a citizen: a question is answered, a request becomes a ticket, what lacks a place is asked for it. */
export async function hearRequest(hearing: Hearing, words: string): Promise<void> {
  const { city, message, inboxId } = hearing
  if (words.length < SHORTEST_REQUEST && !message.place) return hearing.say(TEXTS.tooShort)
  const counter = counterQuestion(hearing, words)
  if (!counter) return registerRequest(hearing, words)
  // Heard before, by a process that died before it could say so: what it asked for has been answered since.
  if (!(await findBySource(city.db, inboxId))) await counter()
}

/** What to say instead of opening a ticket at once; undefined where the words are enough. */
function counterQuestion(hearing: Hearing, words: string): (() => Promise<void>) | undefined {
  const { city, message } = hearing
  const { gazetteer, knowledge } = city.registers
  const { urgency, kind } = classify(words)
  if (urgency.level !== 'NORMAL') return undefined
  if (kind.code === 'CONSULTATION') {
    const answer = findAnswer(knowledge, words)
    return answer && (() => answerQuestion(hearing, answer.entry))
  }
  if (message.reply.mode === 'none') return undefined
  const placed = locate(gazetteer, { text: words, ...(message.place && { point: message.place }) })
  return placed ? undefined : () => askBack(hearing, 'place')
}

/** Opens the ticket of a request; says first what to do when there is danger. */
export async function registerRequest({ city, citizen, inboxId, message, say }: Hearing, text: string): Promise<void> {
  const { urgency } = classify(text)
  if (urgency.level === 'EMERGENCY' && message.reply.mode !== 'none') {
    await say(TEXTS.emergency(urgency.call ?? '110'), 'emergency')
  }
  await openTicket(city, requestFrom(city.sealer, { inboxId, citizenKey: citizen._id, message, text }))
}
