import { DomainError } from '../kernel/errors.ts'
import { type GraphContext, requireStaff } from '../graph.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { seesWholeCity } from '../staff/staff.rules.ts'
import { findTickets } from '../ticket/ticket.store.ts'
import { currentTopic, rankedTopics, ticketNumbersOf } from './topic.service.ts'

const MOST_ROWS = 100

export const topicResolvers: Resolvers = {
  Query: {
    topics: async (_, { first, since }, context) => {
      requireWholeCity(context)
      return rankedTopics(context.city, since ?? undefined, rowsOf(first))
    },
    topic: async (_, { id }, context) => {
      requireWholeCity(context)
      return currentTopic(context.city, id)
    },
  },
  Topic: {
    id: (topic) => topic._id,
    place: (topic) => topic.place ?? null,
    heat: (topic) => topic.heat ?? 0,
    tickets: async (topic, { first }, context) => {
      const numbers = await ticketNumbersOf(context.city, topic, rowsOf(first))
      const tickets = new Map((await findTickets(context.city.db, numbers)).map((ticket) => [ticket._id, ticket]))
      return numbers.flatMap((number) => tickets.get(number) ?? [])
    },
  },
}

const rowsOf = (first: number | null | undefined): number => Math.min(Math.max(first ?? 20, 1), MOST_ROWS)

/** A topic reaches across units. */
function requireWholeCity(context: GraphContext): void {
  const { role } = requireStaff(context)
  if (!seesWholeCity({ role }))
    throw new DomainError('FORBIDDEN', '热点跨多个单位，只有看全市的岗位可以查看。', { role })
}
