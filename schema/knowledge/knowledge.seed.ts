import { ORGANS } from '../organ/organ.seed.ts'
import type { KnowledgeEntry } from './knowledge.rules.ts'
import { HOUSEHOLD } from './seed/household.ts'
import { INSURANCE } from './seed/insurance.ts'
import { SERVICES } from './seed/services.ts'

/**
 * The demo city's knowledge base: our own plain texts on general procedures. Where amounts, terms or conditions depend
 * on the case or the year, the answer says whose word counts; no law is quoted, and the owners are the made-up city's.
 */
export const KNOWLEDGE: readonly KnowledgeEntry[] = [...INSURANCE, ...HOUSEHOLD, ...SERVICES].map((sketch) => ({
  ...sketch,
  source: `${ORGANS.find((organ) => organ.id === sketch.organId)?.name ?? sketch.organId}服务问答`,
  updatedOn: '2026-09-01',
  reviewBy: '2027-03-01',
}))
