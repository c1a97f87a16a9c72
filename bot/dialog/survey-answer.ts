import { nextQuestion, parseMenuId, wasAnsweredBy } from '../../schema/survey/survey.rules.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import type { Hearing } from './hearing.ts'
import { ownTicket, ownTickets } from './own-tickets.ts'
import { readVerdict } from './verdict.rules.ts'

/** Taps and typed words count alike. */
export async function hearSurveyAnswer(hearing: Hearing) {
  const { city, message } = hearing
  const tapped = message.menuId ? parseMenuId(message.menuId) : undefined
  if (!tapped) return hearTyped(hearing)
  // A menu id is only good in the hands of the citizen it was sent to.
  const ticket = await ownTicket(hearing, tapped.number)
  if (!ticket) return undefined
  // A tap on the menu of an earlier round is answered by nothing: that round is over.
  if (tapped.round === ticket.reopened) await answerSurvey(city, ticket._id, tapped.answer, hearing.inboxId)
  return {}
}

async function hearTyped(hearing: Hearing) {
  const { city, citizen, inboxId, message, words } = hearing
  if (!message.text || !QUESTIONS.some((question) => readVerdict(question, words))) return undefined
  const tickets = await ownTickets(hearing)
  if (tickets.some((one) => wasAnsweredBy(one, inboxId))) return {}
  const { awaiting } = citizen
  const asked = awaiting?.what === 'survey' ? tickets.find(({ _id }) => _id === awaiting.number) : undefined
  const ticket = asked ?? (UNMISTAKABLE.test(words) ? tickets.find((one) => nextQuestion(one)) : undefined)
  const question = ticket && nextQuestion(ticket)
  const answer = question && readVerdict(question, words)
  if (!answer) return undefined
  await answerSurvey(city, ticket._id, answer, inboxId)
  return {}
}

const QUESTIONS = ['solved', 'satisfaction'] as const

/** What can only be a verdict, also where something else was asked since; a number could be anything. */
const UNMISTAKABLE = /满意|解决|solved|satisfied/i
