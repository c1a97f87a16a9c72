import { requireActor, requireStaff } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import { type StaffIdentity, seesWholeCity } from '../staff/staff.rules.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { hearAgain } from './intake.service.ts'
import { listAside } from './intake.store.ts'
import { submitRequest } from './submit-request.service.ts'

const MOST_ROWS = 100

export const intakeResolvers: Resolvers = {
  Query: {
    messagesAside: async (_, { first }, context) => {
      requireHotline(requireStaff(context))
      const rows = await listAside(context.city.db, Math.min(Math.max(first ?? 20, 1), MOST_ROWS))
      return rows.flatMap(({ _id, channel, kind, receivedAt, aside }) =>
        aside ? [{ id: _id, channel, kind, receivedAt, ...aside }] : [],
      )
    },
  },
  Mutation: {
    hearAgain: (_, { id }, context) => {
      requireHotline(requireActor(context))
      return hearAgain(context.city, id)
    },
    submitRequest: async (_, { input }, { city, caller, countTry }) => {
      countTry('submit')
      // A program without an account has no puzzle to solve either: it is counted as a page without scripts is.
      if (!caller) countTry('submit-plain', 'everyone')
      const citizenKey = caller?.type === 'citizen' ? caller.citizenKey : undefined
      const { ticket, trackingCode } = await submitRequest(city, input, citizenKey)
      return { number: ticket._id, trackingCode, message: '已受理您的诉求，请记下工单号和查询码。' }
    },
  },
}

/** Messages are nobody's ticket yet: only the hotline looks after them. */
function requireHotline(staff: StaffIdentity): void {
  if (!seesWholeCity(staff)) throw new DomainError('FORBIDDEN', '只有热线工作人员可以查看。', { role: staff.role })
}
