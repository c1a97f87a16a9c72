import type { City } from '../city.ts'
import { awaitFrom, loadCitizen, stopAwaiting } from '../citizen/citizen.store.ts'
import { wasAskedWithTwin } from '../family/twin.service.ts'
import { DomainError } from '../kernel/errors.ts'
import { recordNotice } from '../notice/notice.service.ts'
import { type Ticket, wantsRedo } from '../ticket/ticket.rules.ts'
import { changeTicket, reopenTicket } from '../ticket/ticket.service.ts'
import { loadTicket } from '../ticket/ticket.store.ts'
import { type SurveyAnswer, answerLabel, nextQuestion, takeAnswer } from './survey.rules.ts'
import { surveyMenu } from './survey-menu.rules.ts'

/** Asks the next open question, if there is one; once per ticket, round and question. */
export async function askSurvey(city: City, number: string): Promise<void> {
  const ticket = await loadTicket(city.db, number)
  const question = nextQuestion(ticket)
  if (!question || (await wasAskedWithTwin(city, ticket))) return
  const round = ticket.reopened
  await awaitFrom(city.db, ticket.citizenKey, { what: 'survey', number, since: ticket.closedAt ?? city.clock.now() })
  const account = await loadCitizen(city.db, ticket.citizenKey)
  const { head, text, menu } = surveyMenu(ticket, question, account?.language)
  await recordNotice(city, {
    _id: `${number}:${round}:survey:${question}`,
    kind: 'survey',
    number,
    citizenKey: ticket.citizenKey,
    channel: ticket.channel,
    text,
    menu,
    notice: { template: 'survey', fields: { number, question: head } },
  })
}

/**
 * Takes an answer. The first answer to a question counts; a late or second one changes nothing and is no error. `cause` is the inbox id of a message. What
 * follows from it is `followAnswer`'s part.
 */
export async function answerSurvey(city: City, number: string, answer: SurveyAnswer, cause?: string): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  if (ticket.state !== 'CLOSED' && !ticket.survey) {
    throw new DomainError('ILLEGAL_MOVE', '工单办结后才能评价。', { state: ticket.state })
  }
  if (ticket.imported) throw new DomainError('ILLEGAL_MOVE', '这是从其他系统转来的历史工单，不再评价。')
  const taken = takeAnswer(ticket, answer, city.clock.now(), cause)
  if (!taken) return ticket
  return changeTicket(city, ticket, {
    event: 'survey.answered',
    text: `市民评价：${answerLabel(answer)}`,
    set: taken.complete ? { survey: taken.result } : { pendingSurvey: taken.result },
    ...(taken.complete && { unset: ['pendingSurvey'] }),
    ...(taken.complete && ticket.survey && { earlierSurvey: ticket.survey }),
  })
}

/** After an answer: the next question, or thanks – or, where the citizen says it is not solved, the one redo. */
export async function followAnswer(city: City, number: string): Promise<void> {
  const ticket = await loadTicket(city.db, number)
  if (nextQuestion(ticket)) return askSurvey(city, number)
  await stopAwaiting(city.db, ticket.citizenKey, number)
  if (wantsRedo(ticket)) await reopenTicket(city, ticket)
  else if (ticket.survey && ticket.state === 'CLOSED') await thank(city, ticket)
}

async function thank(city: City, ticket: Ticket): Promise<void> {
  const unhappy = ticket.survey?.satisfaction === 'UNSATISFIED' || ticket.survey?.solved === 'UNSOLVED'
  await recordNotice(city, {
    _id: `${ticket._id}:${ticket.reopened}:survey:thanks`,
    kind: 'answer',
    number: ticket._id,
    citizenKey: ticket.citizenKey,
    channel: ticket.channel,
    text: unhappy ? '您的评价已如实记录，并计入承办单位的考核。' : '谢谢您的评价，祝您生活愉快。',
  })
}
