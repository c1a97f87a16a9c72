import { requireStaff } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { seesWholeCity } from '../staff/staff.rules.ts'
import { readDrift } from './drift.service.ts'

const MOST_MONTHS = 24

export const driftResolvers: Resolvers = {
  Query: {
    drift: (_, { months }, context) => {
      const staff = requireStaff(context)
      if (!seesWholeCity(staff)) throw new DomainError('FORBIDDEN', '只有热线工作人员可以查看。', { role: staff.role })
      return readDrift(context.city, Math.min(Math.max(months ?? 6, 1), MOST_MONTHS))
    },
  },
}
