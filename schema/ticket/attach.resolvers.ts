import type { Resolvers } from '../resolvers.generated.ts'

export const attachResolvers: Resolvers = {
  Ticket: { attachments: (ticket) => ticket.attachments ?? [] },
  TrackedTicket: { attachments: (ticket) => ticket.attachments ?? [] },
}
