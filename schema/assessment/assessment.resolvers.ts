import { DomainError } from '../kernel/errors.ts'
import { requireStaff } from '../graph.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { isPeriod, periodOf } from './assessment.rules.ts'
import { assess } from './assessment.service.ts'

export const assessmentResolvers: Resolvers = {
  Query: {
    assessment: (_, args, context) => {
      requireStaff(context)
      const period = args.period ?? periodOf(context.city.clock.now())
      if (!isPeriod(period)) throw new DomainError('BAD_INPUT', '考核期应写作 2026-11。', { period })
      return assess(context.city, period)
    },
  },
  UnitScore: {
    organ: ({ organId }, _, { city }) => ({
      id: organId,
      name: city.registers.organs.get(organId)?.name ?? organId,
    }),
    validSurveys: (unit) => unit.valid,
  },
}
