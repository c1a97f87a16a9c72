import { DomainError } from '../kernel/errors.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import type { StaffIdentity } from './staff.rules.ts'
import { checkPassword } from './staff.store.ts'

export const staffResolvers: Resolvers = {
  Query: {
    me: (_, __, { caller }) => (caller?.type === 'staff' ? caller : null),
  },
  Mutation: {
    loginStaff: async (_, { username, password }, context) => {
      context.countTry('login', username)
      const account = await checkPassword(context.city.db, username, password)
      if (!account) throw new DomainError('UNAUTHENTICATED', '用户名或密码不对。')
      const staff: StaffIdentity = {
        username: account._id,
        displayName: account.displayName,
        role: account.role,
        ...(account.organId && { organId: account.organId }),
      }
      return { ...(await context.openSession({ type: 'staff', ...staff })), staff }
    },
  },
  Staff: {
    organ: ({ organId }, _, { city }) => {
      const organ = organId ? city.registers.organs.get(organId) : undefined
      return organ ? { id: organ.id, name: organ.name } : null
    },
  },
}
