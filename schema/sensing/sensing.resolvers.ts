import { DomainError } from '../kernel/errors.ts'
import { type GraphContext, requireActor, requireStaff } from '../graph.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { type StaffIdentity, seesWholeCity } from '../staff/staff.rules.ts'
import { CONDITIONS } from './device-types.ts'
import { openTicketFromSignal } from './sensing.service.ts'
import { cursorOf, findSignal, listSignals } from './signal.store.ts'

const MOST_ROWS = 100

export const sensingResolvers: Resolvers = {
  Query: {
    signals: async (_, { filter, first, after }, context) => {
      const ground = groundOf(context, requireStaff(context))
      const streetId = ground ?? filter?.streetId
      const rows = Math.min(Math.max(first ?? 20, 1), MOST_ROWS)
      const states = new Set(filter?.states)
      const [state] = states
      const query = {
        ...(state && states.size === 1 && { state }),
        ...(streetId && { streetId }),
        ...(filter?.condition && { condition: filter.condition }),
      }
      const page = await listSignals(context.city.db, query, rows, after ?? undefined)
      const edges = page.signals.map((node) => ({ cursor: cursorOf(node), node }))
      return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } }
    },
  },
  Mutation: {
    openTicketFromSignal: async (_, { id }, context) => {
      const ground = groundOf(context, requireActor(context))
      const signal = await findSignal(context.city.db, id)
      if (!signal || (ground !== undefined && signal.place?.streetId !== ground)) {
        throw new DomainError('NOT_FOUND', '没有这个感知信号。')
      }
      return openTicketFromSignal(context.city, signal)
    },
  },
  Signal: {
    id: (signal) => signal._id,
    name: (signal) => CONDITIONS[signal.condition]?.name ?? signal.condition,
    category: (signal) => CONDITIONS[signal.condition]?.category ?? '',
    state: (signal) => (signal.course.open ? 'OPEN' : 'CLEARED'),
    severity: (signal) => signal.course.severity ?? 'LOW',
    openedAt: (signal) => signal.course.openedAt ?? signal.createdAt,
    clearedAt: (signal) => signal.course.clearedAt ?? null,
    reports: (signal) => signal.course.reports,
    flaps: (signal) => signal.course.flaps,
    episodes: (signal) => signal.course.episodes,
    lastAt: (signal) => signal.course.lastAt ?? signal.createdAt,
    lastValue: (signal) => signal.course.lastValue ?? null,
  },
}

/** The street a handler's unit answers for, and nothing else; undefined for those who see the whole city. */
function groundOf({ city }: GraphContext, staff: StaffIdentity): string | undefined {
  if (seesWholeCity(staff)) return undefined
  return city.registers.organs.get(staff.organId ?? '')?.streetId ?? 'none'
}
