import { requireActor, requireVisible } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import { isGood } from '../reply/findings.rules.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { LONGEST_REPLY, checkTicketReply } from './reply-check.rules.ts'
import { loadTicket } from './ticket.store.ts'

export const replyCheckResolvers: Resolvers = {
  Query: {
    checkReply: async (_, { number, text }, context) => {
      const staff = requireActor(context)
      const reply = text.trim()
      if (reply.length > LONGEST_REPLY) throw new DomainError('BAD_INPUT', `回复应在 ${LONGEST_REPLY} 字以内。`)
      const ticket = requireVisible(staff, await loadTicket(context.city.db, number))
      return checkTicketReply(ticket, reply)
    },
  },
  ReplyFinding: { good: isGood },
  Ticket: {
    // A citizen reads the reply, not what was thought of it.
    replyCheck: (ticket, _, { caller }) => (caller?.type === 'staff' ? (ticket.replyCheck ?? null) : null),
  },
}
