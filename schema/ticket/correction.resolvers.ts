import { type GraphContext, requireActor, requireVisible } from '../graph.ts'
import { DomainError } from '../kernel/errors.ts'
import type { CorrectedField, Resolvers } from '../resolvers.generated.ts'
import { likelyCategories } from './review.rules.ts'
import { valueName } from './correction-words.rules.ts'
import { mayCorrect } from './correction.rules.ts'
import type { CorrectableField } from './derived.rules.ts'
import { correctTicket } from './correction.service.ts'
import { loadTicket } from './ticket.store.ts'

const FIELDS: Readonly<Record<CorrectedField, CorrectableField>> = {
  KIND: 'kind',
  CATEGORY: 'category',
  PLACE: 'place',
  URGENCY: 'urgency',
  TIER: 'tier',
}

export const correctionResolvers: Resolvers = {
  Ticket: {
    corrections: (ticket, _, context) => (context.caller?.type === 'staff' ? (ticket.corrections ?? []) : []),
    needsReview: ({ needsReview }) => needsReview === true,
    likely: likelyCategories,
  },
  Correction: {
    fromName: ({ field, from }, _, { city }) => valueName(city.registers, field, from),
    toName: ({ field, to }, _, { city }) => valueName(city.registers, field, to),
  },
  Mutation: {
    correctTicket: async (_, { number, field, value, reason, revision }, context) => {
      const staff = requireCorrector(context)
      requireVisible(staff, await loadTicket(context.city.db, number))
      const judgement = { field: FIELDS[field], value, ...(reason && { why: reason }) }
      return correctTicket(context.city, number, judgement, staff, revision ?? undefined)
    },
  },
}

function requireCorrector(context: GraphContext) {
  const staff = requireActor(context)
  if (mayCorrect(staff)) return staff
  throw new DomainError('FORBIDDEN', '只有热线工作人员可以更正。', { role: staff.role })
}
