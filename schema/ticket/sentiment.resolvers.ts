import { intensityLevel } from '../classify/sentiment/intensity.rules.ts'
import type { Resolvers } from '../resolvers.generated.ts'

export const sentimentResolvers: Resolvers = {
  Sentiment: {
    level: ({ intensity }) => intensityLevel(intensity),
  },
  Ticket: {
    escalated: ({ citizenActs }) =>
      citizenActs?.findLast(({ escalated }) => escalated !== undefined)?.escalated ?? null,
  },
}
