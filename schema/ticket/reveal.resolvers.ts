import { requireStaff, requireVisible } from '../graph.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { loadTicket } from './ticket.store.ts'
import { revealPersonal } from './reveal.service.ts'
import { revealsOf } from '../personal/vault.store.ts'

export const revealResolvers: Resolvers = {
  Ticket: {
    reveals: (ticket, _, { city, caller }) => {
      const mayAudit = caller?.type === 'staff' && (caller.role === 'supervisor' || caller.role === 'admin')
      return mayAudit ? revealsOf(city.db, ticket._id) : []
    },
  },
  Mutation: {
    revealPersonal: async (_, { number, reason }, context) => {
      const staff = requireStaff(context)
      const ticket = requireVisible(staff, await loadTicket(context.city.db, number))
      context.countTry('reveal', staff.username)
      return revealPersonal(context.city, ticket, staff, reason)
    },
  },
}
