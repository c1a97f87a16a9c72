import type { Resolvers } from '../resolvers.generated.ts'

export const exchangeResolvers: Resolvers = {
  Ticket: {
    tags: (ticket) => ticket.tags ?? [],
  },
}
