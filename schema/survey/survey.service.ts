import type { City } from '../city.ts'
import { awaitFrom, stopAwaiting } from '../citizen/citizen.store.ts'
import { DomainError } from '../kernel/errors.ts'
import { recordNotice } from '../notice/notice.service.ts'
import { type Ticket, wantsRedo } from '../ticket/ticket.rules.ts'
import { changeTicket, reopenTicket } from '../ticket/ticket.service.ts'
import { loadTicket } from '../ticket/ticket.store.ts'
import {
  SURVEY_OPTIONS,
  type SurveyAnswer,
  type SurveyQuestion,
  answerLabel,
  menuId,
  nextQuestion,
  takeAnswer,
} from './survey.rules.ts'

const HEADS: Readonly<Record<SurveyQuestion, string>> = {
  solved: '您反映的问题解决了吗？',
  satisfaction: '您对本次办理是否满意？',
}

/** Asks the next open question, if there is one; once per ticket, round and question. */
export async function askSurvey(city: City, number: string): Promise<void> {
  const ticket = await loadTicket(city.db, number)
  const question = nextQuestion(ticket)
  if (!question) return
  const round = ticket.reopened
  await awaitFrom(city.db, ticket.citizenKey, { what: 'survey', number, since: ticket.closedAt ?? city.clock.now() })
  const head = `${question === 'solved' ? `您的工单 ${number} 已办结。` : ''}${HEADS[question]}`
  const options = SURVEY_OPTIONS[question].map(([value, label]) => ({
    id: menuId(number, round, question, value),
    label,
  }))
  await recordNotice(city, {
    _id: `${number}:${round}:survey:${question}`,
    kind: 'survey',
    number,
    citizenKey: ticket.citizenKey,
    channel: ticket.channel,
    text: `${head}\n${options.map((option, index) => `${index + 1}. ${option.label}`).join('\n')}`,
    menu: { head, options, tail: '点选或直接回复文字均可。' },
    notice: { template: 'survey', fields: { number, question: HEADS[question] } },
  })
}

/**
 * Takes an answer. The first answer to a question counts; a late or second one changes nothing and is no error. What
 * follows from it is `followAnswer`'s part.
 */
export async function answerSurvey(city: City, number: string, answer: SurveyAnswer): Promise<Ticket> {
  const ticket = await loadTicket(city.db, number)
  if (ticket.state !== 'CLOSED' && !ticket.survey) {
    throw new DomainError('ILLEGAL_MOVE', '工单办结后才能评价。', { state: ticket.state })
  }
  const taken = takeAnswer(ticket, answer, city.clock.now())
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
