import type { Resolvers } from '../resolvers.generated.ts'

export const caseCountResolvers: Resolvers = {
  Ticket: {
    caseCount: async ({ _id }, _, { caller, caseCountOf }) =>
      caller?.type === 'staff' ? ((await caseCountOf(_id)) ?? null) : null,
  },
}
