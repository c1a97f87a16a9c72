import type { Resolvers } from '../resolvers.generated.ts'
import { CATEGORIES } from './categories.ts'

export const classifyResolvers: Resolvers = {
  Query: {
    categories: () => [...CATEGORIES],
  },
  CategoryNode: {
    children: ({ children }) => [...children],
  },
}
