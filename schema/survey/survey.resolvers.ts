import { DomainError } from '../kernel/errors.ts'
import type { GraphContext } from '../graph.ts'
import type { Resolvers, SurveyAnswerInput } from '../resolvers.generated.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { trackTicket } from '../ticket/ticket.service.ts'
import { findTicket } from '../ticket/ticket.store.ts'
import { nextQuestion } from './survey.rules.ts'
import { answerSurvey } from './survey.service.ts'

export const surveyResolvers: Resolvers = {
  Ticket: {
    survey: (ticket) => ticket.survey ?? ticket.pendingSurvey ?? null,
  },
  TrackedTicket: {
    surveyQuestion: (ticket) => nextQuestion(ticket) ?? null,
    survey: (ticket) => ticket.survey ?? ticket.pendingSurvey ?? null,
  },
  Mutation: {
    answerSurvey: async (_, { input }, context) => {
      const { solved, satisfaction } = input
      if (!solved && !satisfaction) throw new DomainError('BAD_INPUT', '请选择是否解决或是否满意。')
      const ticket = await ownTicket(context, input)
      if (!ticket) throw new DomainError('NOT_FOUND', '没有找到可以评价的工单。')
      const answer = { ...(solved && { solved }), ...(satisfaction && { satisfaction }) }
      const answered = await answerSurvey(context.city, ticket._id, answer)
      const result = answered.pendingSurvey ?? answered.survey
      if (!result) throw new Error('an answered survey has a result')
      return result
    },
  },
}

/** The ticket, for its signed-in citizen or for who knows its number with the phone or tracking code. */
async function ownTicket(context: GraphContext, input: SurveyAnswerInput): Promise<Ticket | null> {
  if (input.phone) {
    context.countTry('track', input.number)
    return trackTicket(context.city, input.number, input.phone)
  }
  const { caller } = context
  if (caller?.type !== 'citizen') return null
  const ticket = await findTicket(context.city.db, input.number)
  return ticket?.citizenKey === caller.citizenKey ? ticket : null
}
