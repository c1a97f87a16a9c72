import type { Resolvers } from '../resolvers.generated.ts'
import { hasStaff } from '../staff/staff.store.ts'
import { missingNeeds } from './setup.rules.ts'

export const setupResolvers: Resolvers = {
  Query: {
    firstNeeds: async (_, __, { city, caller }) => {
      // Whoever is signed in is staff themselves.
      if (caller?.type === 'staff') return missingNeeds(city.registers, true)
      return (await hasStaff(city.db)) ? [] : ['STAFF']
    },
  },
}
