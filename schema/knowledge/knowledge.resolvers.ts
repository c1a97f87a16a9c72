import type { Resolvers } from '../resolvers.generated.ts'
import { searchKnowledge } from './knowledge.rules.ts'

const MOST_ROWS = 100

export const knowledgeResolvers: Resolvers = {
  Query: {
    knowledge: (_, { search, first }, { city }) => {
      const { knowledge } = city.registers
      const words = search?.trim()
      const found = words ? searchKnowledge(knowledge, words).map(({ entry }) => entry) : knowledge
      return found.slice(0, Math.min(Math.max(first ?? 10, 1), MOST_ROWS))
    },
  },
  KnowledgeEntry: {
    questions: ({ questions }) => [...questions],
    organ: ({ organId }, _, { city }) => ({
      id: organId,
      name: city.registers.organs.get(organId)?.name ?? organId,
    }),
  },
}
