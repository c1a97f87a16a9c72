import { clockStatus } from '../deadline/deadline.rules.ts'
import { DomainError } from '../kernel/errors.ts'
import { mapStream } from '../kernel/stream.ts'
import { type GraphContext, requireActor, requireStaff, requireVisible } from '../graph.ts'
import type { Resolvers, TicketFilter } from '../resolvers.generated.ts'
import { maySee, seesWholeCity, type StaffIdentity } from '../staff/staff.rules.ts'
import { type Ticket, citizenTimeline, isAnswered } from './ticket.rules.ts'
import { workOrder } from './work-order.rules.ts'
import { type Actor, closeTicket, replyTicket, signTicket, trackTicket } from './ticket.service.ts'
import {
  type TicketQuery,
  countTickets,
  cursorOf,
  findTicket,
  listTickets,
  loadTicket,
  ticketsOfCitizen,
} from './ticket.store.ts'

/** Rows of a page at most, and how far a list is counted. */
const MOST_ROWS = 100
const COUNT_AT_MOST = 1000

const rows = (first: number | null | undefined) => Math.min(Math.max(first ?? 20, 1), MOST_ROWS)

export const ticketResolvers: Resolvers = {
  Query: {
    ticket: async (_, { number }, context) => {
      const staff = requireStaff(context)
      const ticket = await findTicket(context.city.db, number)
      return ticket && maySee(staff, ticket) ? ticket : null
    },
    tickets: async (_, args, context) => {
      const query = queryOf(requireStaff(context), args.filter, context.city.clock.now())
      const order = args.orderBy ?? 'NEWEST'
      const { db } = context.city
      const [page, count] = await Promise.all([
        listTickets(db, query, order, rows(args.first), args.after ?? undefined),
        countTickets(db, query, COUNT_AT_MOST),
      ])
      const edges = page.tickets.map((node) => ({ cursor: cursorOf(node, order), node }))
      return { count, edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } }
    },
    myTickets: (_, { first }, { city, caller }) => {
      if (caller?.type !== 'citizen') throw new DomainError('UNAUTHENTICATED', '请先登录。')
      return ticketsOfCitizen(city.db, caller.citizenKey, rows(first))
    },
    trackTicket: (_, { number, phone }, { city, countTry }) => {
      countTry('track', number)
      return trackTicket(city, number, phone)
    },
  },
  Mutation: {
    signTicket: (_, { number, revision }, context) =>
      act(context, number, (actor) => signTicket(context.city, number, actor, revision ?? undefined)),
    replyTicket: (_, { number, text, revision, reason }, context) =>
      act(context, number, (actor) =>
        replyTicket(context.city, number, text, actor, revision ?? undefined, reason ?? undefined),
      ),
    closeTicket: (_, { number, revision }, context) =>
      act(context, number, (actor) => closeTicket(context.city, number, actor, revision ?? undefined)),
  },
  Subscription: {
    ticketChanged: {
      subscribe: (_, { number }, context) => changedTickets(context, number),
    },
  },
  Ticket: {
    publicUrl: (ticket, _, { caller }) => (caller?.type === 'staff' ? (ticket.publicUrl ?? null) : null),
    number: (ticket) => ticket._id,
    organ: (ticket) => (ticket.organId ? { id: ticket.organId, name: ticket.organName ?? ticket.organId } : null),
    pledges: ({ pledges }) => pledges ?? [],
    workOrder: (ticket, _, { city }) => {
      const { workAt, why } = workOrder(ticket, city.clock.now())
      return { at: workAt, why }
    },
    clock: (ticket, _, { city }) => ({
      dueAt: ticket.dueAt,
      why: ticket.dueWhy,
      status: clockStatus({ ...ticket, answered: isAnswered(ticket.state) }, city.clock.now()),
    }),
  },
  TrackedTicket: {
    number: (ticket) => ticket._id,
    timeline: citizenTimeline,
  },
}

/** Handlers see their own unit, whatever they ask for. */
function queryOf(staff: StaffIdentity, filter: TicketFilter | null | undefined, now: Date): TicketQuery {
  const organId = seesWholeCity(staff) ? filter?.organId : (staff.organId ?? 'none')
  return {
    ...(filter?.states && { states: [...filter.states] }),
    ...(organId && { organId }),
    ...(filter?.streetId && { streetId: filter.streetId }),
    ...(filter?.l1 && { l1: filter.l1 }),
    ...(filter?.channel && { channel: filter.channel }),
    ...(filter?.pledge && { pledge: filter.pledge }),
    ...(filter?.overdue && { overdueAt: now }),
    ...(filter?.needsHuman && { needsHuman: true }),
    ...(filter?.needsReview && { needsReview: true }),
  }
}

async function act(context: GraphContext, number: string, move: (actor: Actor) => Promise<Ticket>): Promise<Ticket> {
  const staff = requireActor(context)
  requireVisible(staff, await loadTicket(context.city.db, number))
  return move(staff)
}

function changedTickets(context: GraphContext, number: string | null | undefined) {
  const staff = requireStaff(context)
  return mapStream(context.changedTickets(number), async (changed) => {
    const ticket = await findTicket(context.city.db, changed)
    return ticket && maySee(staff, ticket) ? { ticketChanged: ticket } : undefined
  })
}
