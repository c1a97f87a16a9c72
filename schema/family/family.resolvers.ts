import { DomainError } from '../kernel/errors.ts'
import { type GraphContext, requireActor, requireVisible } from '../graph.ts'
import type { FamilyMember, Resolvers } from '../resolvers.generated.ts'
import { maySee, type StaffIdentity } from '../staff/staff.rules.ts'
import { isSameCaller } from '../ticket/caller.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { findTickets, loadTicket } from '../ticket/ticket.store.ts'
import { type Member, activeMembers, mayJoin } from './family.rules.ts'
import { joinFamily, keepApart, leaveFamily } from './family.service.ts'
import { familiesOf, familyOf } from './family.store.ts'
import { similarTickets } from './similar.service.ts'

/** Suggestions at most. */
const MOST_SIMILAR = 20

export const familyResolvers: Resolvers = {
  Ticket: {
    family: async (ticket, _, context) => {
      const family = staffOf(context) && (await familyOf(context.city.db, ticket._id))
      if (!family) return null
      const active = activeMembers(family)
      const members = await shown(context, ticket, active)
      return {
        id: family._id,
        lead: family.lead,
        count: active.length,
        repeats: members.filter((member) => member.samePerson).length,
        members: members.toSorted(byOpening(family.active ?? [])),
      }
    },
    similar: async (ticket, { first }, context) => {
      const staff = staffOf(context)
      if (!staff) return []
      const { db } = context.city
      const own = await familyOf(db, ticket._id)
      const found = (await similarTickets(context.city, ticket)).filter(
        (similar) => maySee(staff, similar.ticket) && !own?.active?.includes(similar.ticket._id),
      )
      const families = await familiesOf(
        db,
        found.map((similar) => similar.ticket._id),
      )
      // Of a case that there is already, the one that is most alike stands for all.
      const seen = new Set<string>()
      const few = found
        .filter((similar) => {
          const key = families.get(similar.ticket._id)?._id ?? similar.ticket._id
          return !seen.has(key) && seen.add(key)
        })
        .slice(0, Math.min(Math.max(first, 0), MOST_SIMILAR))
      const tickets = await findTickets(
        db,
        few.map((similar) => similar.ticket._id),
      )
      return few.flatMap(({ ticket: { _id }, same: { kind: how, score, why } }) => {
        const whole = tickets.find((candidate) => candidate._id === _id)
        return whole ? [{ ticket: whole, how, score, why, familyCount: families.get(_id)?.active?.length ?? 0 }] : []
      })
    },
  },
  Mutation: {
    joinFamily: async (_, { number, with: other, reason, revision }, context) => {
      const actor = await joiner(context, [number, other])
      return joinFamily(context.city, number, other, { reason: reason ?? '', actor, ...given(revision) })
    },
    leaveFamily: async (_, { number, reason, revision }, context) => {
      const actor = await joiner(context, [number])
      return leaveFamily(context.city, number, { reason: reason ?? '', actor, ...given(revision) })
    },
    keepApart: async (_, { number, other }, context) => {
      const actor = await joiner(context, [number, other])
      return keepApart(context.city, number, other, actor)
    },
  },
}

const given = (revision: number | null | undefined) => (typeof revision === 'number' ? { revision } : {})

/** What a family knows is for staff; whoever else may read a ticket sees none of it. */
function staffOf({ caller }: GraphContext): StaffIdentity | undefined {
  return caller?.type === 'staff' ? caller : undefined
}

async function joiner(context: GraphContext, numbers: readonly string[]): Promise<StaffIdentity> {
  const staff = requireActor(context)
  for (const number of numbers) requireVisible(staff, await loadTicket(context.city.db, number))
  if (mayJoin(staff)) return staff
  throw new DomainError('FORBIDDEN', '并案由热线人员办理。', { role: staff.role })
}

type Shown = Omit<FamilyMember, 'ticket'> & { ticket: Ticket | null }

async function shown(context: GraphContext, about: Ticket, members: readonly Member[]): Promise<Shown[]> {
  const staff = staffOf(context)
  const tickets = await findTickets(
    context.city.db,
    members.map(({ ticket }) => ticket),
  )
  const byNumber = new Map(tickets.map((ticket) => [ticket._id, ticket]))
  return members.map(({ ticket: number, ...stay }): Shown => {
    const ticket = byNumber.get(number)
    return {
      number,
      ticket: staff && ticket && maySee(staff, ticket) ? ticket : null,
      joinedAt: stay.joinedAt,
      how: stay.how,
      by: stay.by ?? null,
      score: stay.score ?? null,
      why: stay.why,
      samePerson: ticket !== undefined && isSameCaller(ticket, about),
    }
  })
}

const byOpening = (order: readonly string[]) => (a: { number: string }, b: { number: string }) =>
  order.indexOf(a.number) - order.indexOf(b.number)
