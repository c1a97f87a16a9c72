import { nextQuestion, parseMenuId, readAnswer } from '../../schema/survey/survey.rules.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import { findTicket } from '../../schema/ticket/ticket.store.ts'
import type { Hearing } from './hearing.ts'

/** Taps and typed words count alike; true when the message was an answer to a callback survey. */
export async function hearSurveyAnswer({ city, message, citizen }: Hearing): Promise<boolean> {
  const tapped = message.menuId ? parseMenuId(message.menuId) : undefined
  const number = tapped?.number ?? (citizen.awaiting?.what === 'survey' ? citizen.awaiting.number : undefined)
  const ticket = number ? await findTicket(city.db, number) : null
  // A menu id is only good in the hands of the citizen it was sent to.
  if (!number || ticket?.citizenKey !== citizen._id) return false
  if (tapped) {
    // A tap on the menu of an earlier round is answered by nothing: that round is over.
    if (tapped.round === ticket.reopened) await answerSurvey(city, number, tapped.answer)
    return true
  }
  const question = nextQuestion(ticket)
  const answer = question && message.text ? readAnswer(question, message.text) : undefined
  if (!answer) return false
  await answerSurvey(city, number, answer)
  return true
}
