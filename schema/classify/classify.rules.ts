import type { Hint } from '../learning/features.rules.ts'
import { type CategoryFound, decideCategory, pickedCategory } from './category-decision.rules.ts'
import { categoryHints } from './category.rules.ts'
import { type KindFound, decideKind, kindHints } from './kind.rules.ts'
import { type PledgeFound, readPledges } from './pledges.rules.ts'
import { type TierFound, decideTier } from './tier.rules.ts'
import { type SensitiveFound, type UrgencyFound, findSigns, readFlags, readUrgency } from './urgency.rules.ts'
import { type ClassifyModels, shippedModels } from './shipped-models.ts'
import { readWordLists } from './word-lists.rules.ts'

export type { RequestKind } from './kinds.ts'
export type { LivelihoodTier } from './categories.ts'
export type { Pledge } from './pledges.ts'
export type { EmergencyCall, SensitiveFlag, UrgencyLevel } from './signs.ts'

/** Method and version: stored with everything derived, so that later methods can be compared with it. */
export const METHOD = 'rules-1'

/** What a message says, each part with the words it rests on. */
export interface Classification {
  method: string
  kind: KindFound
  category: CategoryFound
  urgency: UrgencyFound
  tier: TierFound
  /** 紧急敏感 flags, each at most once; empty for most messages. */
  sensitive: SensitiveFound[]
  /** 七有五性, each at most once. */
  pledges: PledgeFound[]
}

/** What the word lists tell a model of the text, when it is trained as when it decides; simplified Chinese. */
export const HINTS = {
  category: (text: string): Hint[] => categoryHints(text, readWordLists(text).category),
  kind: (text: string): Hint[] => kindHints(text, readWordLists(text).kind),
} as const

/**
 * Reads kind, category, urgency, tier and flags out of a citizen's words: one pass over the text for all word lists,
 * then weights are added up. Pure and fast (well under 0.3 ms for a message of 120 characters); also the explanation
 * of what a trained model may decide later. `picked` is a category that the sender chose from the list; it stands.
 */
export function classify(text: string, picked?: string, models: ClassifyModels = shippedModels()): Classification {
  const said = readWordLists(text)
  const kind = decideKind(text, said.kind, models.kind)
  const category = (picked && pickedCategory(picked, text)) || decideCategory(text, said.category, models.category)
  const signs = findSigns(text, said.sign, kind.code)
  const urgency = readUrgency(text, signs)
  const sensitive = readFlags(text, signs)
  const tier = decideTier(text, { kind: kind.code, category, urgency, sensitive }, said.vulnerable)
  const pledges = readPledges(text, { category, urgency }, said.pledge)
  return { method: METHOD, kind, category, urgency, tier, sensitive, pledges }
}

/** 四级民生 of a request of which people said what kind, category or urgency it has. */
export function tierOf(text: string, settled: Parameters<typeof decideTier>[1]): Classification['tier'] {
  return decideTier(text, settled, readWordLists(text).vulnerable)
}
