import { classify } from '../../schema/classify/classify.rules.ts'
import { requestFrom } from '../../schema/intake/request.rules.ts'
import { findAnswer } from '../../schema/knowledge/knowledge.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import { findBySource } from '../../schema/ticket/ticket.store.ts'
import { answerQuestion } from './answer-question.ts'
import { askPlace } from './ask-place.ts'
import type { Hearing } from './converse.ts'
import { TEXTS } from './texts.ts'

/** Fewer characters than this say nothing that a unit could act on. */
const SHORTEST_REQUEST = 5

/** Free words of a citizen: a question is answered, a request becomes a ticket, what lacks a place is asked for it. */
export async function hearRequest(hearing: Hearing, words: string): Promise<void> {
  const { city, message, inboxId } = hearing
  // Heard before, by a process that died before it could say so: the ticket is there.
  if (await findBySource(city.db, inboxId)) return
  if (words.length < SHORTEST_REQUEST && !message.place) return hearing.say(TEXTS.tooShort)
  const { gazetteer, knowledge } = city.registers
  const found = classify(words)
  if (found.urgency.level === 'NORMAL') {
    const answer = found.kind.code === 'CONSULTATION' ? findAnswer(knowledge, words) : undefined
    if (answer) return answerQuestion(hearing, answer.entry)
    const placed = locate(gazetteer, { text: words, ...(message.place && { point: message.place }) })
    const canAnswer = message.reply.mode !== 'none'
    if (!placed && canAnswer && found.kind.code !== 'CONSULTATION') return askPlace(hearing)
  }
  await registerRequest(hearing, words)
}

/** Opens the ticket of a request; says first what to do when there is danger. */
export async function registerRequest({ city, citizen, inboxId, message, say }: Hearing, text: string): Promise<void> {
  const { urgency } = classify(text)
  if (urgency.level === 'EMERGENCY' && message.reply.mode !== 'none') {
    await say(TEXTS.emergency(urgency.call ?? '110'), 'emergency')
  }
  await openTicket(city, requestFrom(city.sealer, { inboxId, citizenKey: citizen._id, message, text }))
}
