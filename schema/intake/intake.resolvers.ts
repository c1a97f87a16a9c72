import type { Resolvers } from '../resolvers.generated.ts'
import { submitRequest } from './submit-request.service.ts'

export const intakeResolvers: Resolvers = {
  Mutation: {
    submitRequest: async (_, { input }, { city, caller, countTry }) => {
      countTry('submit')
      const citizenKey = caller?.type === 'citizen' ? caller.citizenKey : undefined
      const { ticket, trackingCode } = await submitRequest(city, input, citizenKey)
      return { number: ticket._id, trackingCode, message: '已受理您的诉求，请记下工单号和查询码。' }
    },
  },
}
