import type { Hint } from '../learning/features.rules.ts'
import { CATEGORIES, type CategoryNode, readWords } from './categories.ts'
import { type CategoryFound, decideCategory, pickedCategory } from './category-decision.rules.ts'
import { categoryHints } from './category.rules.ts'
import { type KindFound, decideKind, kindHints } from './kind.rules.ts'
import { KINDS, KIND_NEUTRAL, KIND_WORDS } from './kinds.ts'
import { type Hit, buildLexicon, findWords, longestOnly } from './lexicon.rules.ts'
import { type PledgeFound, readPledges } from './pledges.rules.ts'
import { type TierFound, decideTier } from './tier.rules.ts'
import { type SensitiveFound, type UrgencyFound, findSigns, readFlags, readUrgency } from './urgency.rules.ts'
import { VULNERABLE_WORDS } from './vulnerable.ts'
import type { Meanings, Meant } from './meaning.ts'
import { type ClassifyModels, shippedModels } from './shipped-models.ts'

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

/** Reads all word lists once; a word may stand in several of them. */
function readLists(): Map<string, Meanings> {
  const lists = new Map<string, Meanings>()
  const add = <F extends keyof Meanings>(word: string, field: F, meaning: NonNullable<Meanings[F]>[number]) => {
    const known = lists.get(word) ?? {}
    lists.set(word, { ...known, [field]: [...(known[field] ?? []), meaning] })
  }
  const addNode = ({ words }: CategoryNode, path: { l1: string; l2?: string; l3?: string }) => {
    for (const { word, weight } of words) add(word, 'category', { ...path, weight })
  }
  for (const l1 of CATEGORIES) {
    addNode(l1, { l1: l1.name })
    for (const l2 of l1.children) {
      addNode(l2, { l1: l1.name, l2: l2.name })
      for (const l3 of l2.children) addNode(l3, { l1: l1.name, l2: l2.name, l3: l3.name })
    }
  }
  for (const kind of KINDS) {
    for (const { word, weight } of readWords(KIND_WORDS[kind])) add(word, 'kind', { kind, weight })
  }
  for (const { word } of readWords(KIND_NEUTRAL)) add(word, 'kind', { weight: 0 })
  for (const [word, group] of VULNERABLE_WORDS) add(word, 'vulnerable', group)
  return lists
}

const LEXICON = buildLexicon(readLists())

/** The hits of one list, of which longer words swallow shorter ones. */
function ofList<F extends keyof Meanings>(hits: readonly Hit<Meanings>[], field: F) {
  const own: Meant<NonNullable<Meanings[F]>[number]>[] = []
  for (const { start, end, values } of hits) {
    const meant = values[0]?.[field]
    if (meant) own.push({ start, end, values: meant })
  }
  return longestOnly(own)
}

/** What the word lists tell a model of the text, when it is trained as when it decides; simplified Chinese. */
export const HINTS = {
  category: (text: string): Hint[] => categoryHints(text, ofList(findWords(LEXICON, text), 'category')),
  kind: (text: string): Hint[] => kindHints(text, ofList(findWords(LEXICON, text), 'kind')),
} as const

/**
 * Reads kind, category, urgency, tier and flags out of a citizen's words: one pass over the text for all word lists,
 * then weights are added up. Pure and fast (well under 0.3 ms for a message of 120 characters); also the explanation
 * of what a trained model may decide later. `picked` is a category that the sender chose from the list; it stands.
 */
export function classify(text: string, picked?: string, models: ClassifyModels = shippedModels()): Classification {
  const hits = findWords(LEXICON, text)
  const kind = decideKind(text, ofList(hits, 'kind'), models.kind)
  const category =
    (picked && pickedCategory(picked, text, ofList(hits, 'category'))) ||
    decideCategory(text, ofList(hits, 'category'), models.category)
  const signs = findSigns(text, kind.code)
  const urgency = readUrgency(text, signs)
  const sensitive = readFlags(text, signs)
  const tier = decideTier(text, { kind: kind.code, category, urgency, sensitive }, ofList(hits, 'vulnerable'))
  const pledges = readPledges(text, { category, urgency })
  return { method: METHOD, kind, category, urgency, tier, sensitive, pledges }
}

/** 四级民生 of a request of which people said what kind, category or urgency it has. */
export function tierOf(text: string, settled: Parameters<typeof decideTier>[1]): Classification['tier'] {
  return decideTier(text, settled, ofList(findWords(LEXICON, text), 'vulnerable'))
}
