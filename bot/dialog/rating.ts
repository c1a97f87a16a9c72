import { surveyMenu } from '../../schema/survey/survey-menu.rules.ts'
import { nextQuestion, wasAnsweredBy } from '../../schema/survey/survey.rules.ts'
import { answerSurvey } from '../../schema/survey/survey.service.ts'
import { readCommand } from './command.rules.ts'
import type { Hearing } from './hearing.ts'
import { ownTicket, ownTickets } from './own-tickets.ts'
import { readVerdict } from './verdict.rules.ts'

/** 评价 without being asked just now: the verdict, or the question again with its menu. */
export async function hearRating(hearing: Hearing) {
  const { city, inboxId, message, texts, words, say, language } = hearing
  const command = readCommand(words)
  if (command?.name !== 'rate') return undefined
  const named = command.number ? await ownTicket(hearing, command.number) : undefined
  const tickets = command.number ? [named].filter((ticket) => ticket !== undefined) : await ownTickets(hearing)
  if (tickets.some((one) => wasAnsweredBy(one, inboxId))) return {}
  const ticket = tickets.find((one) => nextQuestion(one))
  const question = ticket && nextQuestion(ticket)
  if (!ticket || !question) {
    await say(texts.nothingToRate)
    return {}
  }
  const verdict = readVerdict(question, command.rest ?? '') ?? readVerdict('satisfaction', command.rest ?? '')
  if (verdict) {
    await answerSurvey(city, ticket._id, verdict, inboxId)
    return {}
  }
  const { text, menu } = surveyMenu(ticket, question, language)
  await say(text, { menu })
  return { awaiting: { what: 'survey' as const, number: ticket._id, since: message.at } }
}
