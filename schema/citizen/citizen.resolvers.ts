import type { Resolvers } from '../resolvers.generated.ts'
import { rememberCitizen } from './citizen.store.ts'

export const citizenResolvers: Resolvers = {
  Mutation: {
    loginMiniProgram: async (_, { code }, context) => {
      context.countTry('login')
      const { openid } = await context.signInMiniProgram(code)
      const { db, sealer, clock } = context.city
      const account = await rememberCitizen(db, sealer, 'mini-program', openid, clock.now())
      return context.openSession({ type: 'citizen', citizenKey: account._id })
    },
  },
}
