import { requireStaff } from '../graph.ts'
import type { OrganKind as KindInApi, Resolvers } from '../resolvers.generated.ts'
import type { OrganKind } from './organ.rules.ts'

const KINDS: Readonly<Record<OrganKind, KindInApi>> = {
  street: 'STREET',
  district: 'DISTRICT',
  department: 'DEPARTMENT',
  utility: 'UTILITY',
  hotline: 'HOTLINE',
}

export const organResolvers: Resolvers = {
  Query: {
    organs: (_, { peerGroup }, { city }) =>
      [...city.registers.organs.values()].filter((organ) => !peerGroup || organ.peerGroup === peerGroup),
    duties: (_, __, context) => {
      requireStaff(context)
      return [...context.city.registers.duties]
    },
  },
  Organ: {
    kind: ({ kind }) => KINDS[kind],
  },
  Duty: {
    organ: ({ organId }, _, { city }) => city.registers.organs.get(organId) ?? null,
  },
}
