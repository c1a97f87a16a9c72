import type { Resolvers } from '../resolvers.generated.ts'
import { DERIVED_FIELDS, derivationOf } from './derived.rules.ts'

export const derivedResolvers: Resolvers = {
  Ticket: {
    derived: (ticket) =>
      DERIVED_FIELDS.flatMap((field) => {
        const found = derivationOf(ticket, field)
        return found ? [{ field, ...found, top: found.top ?? [], deeper: found.deeper ?? [] }] : []
      }),
  },
}
