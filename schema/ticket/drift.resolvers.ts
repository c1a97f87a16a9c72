import type { City } from '../city.ts'
import { requireStaff } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { seesWholeCity } from '../staff/staff.rules.ts'
import { valueName } from './correction-words.rules.ts'
import type { Drift } from './drift.rules.ts'
import { readDrift } from './drift.service.ts'

const MOST_MONTHS = 24

export const driftResolvers: Resolvers = {
  Query: {
    drift: async (_, { months }, context) => {
      const staff = requireStaff(context)
      if (!seesWholeCity(staff)) throw new DomainError('FORBIDDEN', '只有热线工作人员可以查看。', { role: staff.role })
      const { city } = context
      const found = await readDrift(city, Math.min(Math.max(months ?? 6, 1), MOST_MONTHS))
      return found.map((one) => ({ ...one, confusion: one.confusion.map((pair) => named(city, one.field, pair)) }))
    },
  },
}

function named({ registers }: City, field: Drift['field'], { said, is, count }: Drift['confusion'][number]) {
  return { said, is, count, saidName: valueName(registers, field, said), isName: valueName(registers, field, is) }
}
