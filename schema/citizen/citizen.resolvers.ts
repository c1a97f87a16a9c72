import type { GraphContext } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import type { CitizenAccount } from './citizen.model.ts'
import { loadCitizen, rememberCitizen } from './citizen.store.ts'
import { maskPhone } from '../personal/phone.rules.ts'
import { bindPhone, openPhone } from './phone.store.ts'

export const citizenResolvers: Resolvers = {
  Query: {
    myPhone: async (_, __, context) => {
      const phone = openPhone(context.city.sealer, await requireCitizen(context))
      return phone === undefined ? null : maskPhone(phone)
    },
  },
  Mutation: {
    loginMiniProgram: async (_, { code }, context) => {
      context.countTry('login')
      const { openid } = await context.signInMiniProgram(code)
      const { db, sealer, clock } = context.city
      const account = await rememberCitizen(db, sealer, 'mini-program', openid, clock.now())
      return context.openSession({ type: 'citizen', citizenKey: account._id })
    },
    bindPhone: async (_, { code }, context) => {
      const { db, sealer, clock } = context.city
      const account = await requireCitizen(context)
      // Each exchange costs the city money.
      context.countTry('login', account._id)
      const phone = await context.exchangePhoneNumber(code)
      await bindPhone(db, sealer, account._id, phone, clock.now())
      return maskPhone(phone)
    },
  },
}

/** Throws UNAUTHENTICATED when nobody is signed in as a citizen. */
async function requireCitizen({ city, caller }: GraphContext): Promise<CitizenAccount> {
  const account = caller?.type === 'citizen' ? await loadCitizen(city.db, caller.citizenKey) : null
  if (!account) throw new DomainError('UNAUTHENTICATED', '请先登录。')
  return account
}
