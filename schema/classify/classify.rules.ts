import type { EvidenceSpan } from '../kernel/evidence.ts'
import { CATEGORIES, type CategoryNode, type LivelihoodTier, readWords } from './categories.ts'
import { type CategoryFound, rankCategory } from './category.rules.ts'
import { type KindFound, rankKind } from './kind.rules.ts'
import { KINDS, KIND_NEUTRAL, KIND_WORDS } from './kinds.ts'
import { type Hit, buildLexicon, findWords, longestOnly } from './lexicon.rules.ts'
import { SIGNS, VULNERABLE } from './signs.ts'
import { decideTier } from './tier.rules.ts'
import { type SensitiveFound, type UrgencyFound, readFlags, readUrgency } from './urgency.rules.ts'
import type { Meaning } from './meaning.ts'

export type { RequestKind } from './kinds.ts'
export type { LivelihoodTier } from './categories.ts'
export type { EmergencyCall, SensitiveFlag, UrgencyLevel } from './signs.ts'

/** Method and version: stored with everything derived, so that later methods can be compared with it. */
export const METHOD = 'rules-1'

/** What a message says, each part with the words it rests on. */
export interface Classification {
  method: string
  kind: KindFound
  category: CategoryFound
  urgency: UrgencyFound
  tier: { code: LivelihoodTier; why: string; evidence: EvidenceSpan[] }
  /** 紧急敏感 flags, each at most once; empty for most messages. */
  sensitive: SensitiveFound[]
}

function* meanings(): Generator<readonly [string, Meaning]> {
  for (const l1 of CATEGORIES) {
    yield* wordsOf(l1, { l1: l1.name })
    for (const l2 of l1.children) {
      yield* wordsOf(l2, { l1: l1.name, l2: l2.name })
      for (const l3 of l2.children) yield* wordsOf(l3, { l1: l1.name, l2: l2.name, l3: l3.name })
    }
  }
  for (const kind of KINDS) {
    for (const { word, weight } of readWords(KIND_WORDS[kind])) yield [word, { field: 'kind', kind, weight }]
  }
  for (const { word } of readWords(KIND_NEUTRAL)) yield [word, { field: 'kind', weight: 0 }]
  for (const sign of SIGNS) {
    for (const { word } of readWords(sign.words)) yield [word, { field: 'sign', sign }]
  }
  for (const { word } of readWords(VULNERABLE)) yield [word, { field: 'vulnerable' }]
}

function* wordsOf(node: CategoryNode, path: { l1: string; l2?: string; l3?: string }) {
  for (const { word, weight } of node.words) yield [word, { field: 'category', ...path, weight }] as const
}

const LEXICON = buildLexicon(meanings())

/** The hits of one field, of which longer words swallow shorter ones. */
function ofField<F extends Meaning['field']>(hits: readonly Hit<Meaning>[], field: F) {
  const own = hits.flatMap((hit) => {
    const values = hit.values.filter((value): value is Extract<Meaning, { field: F }> => value.field === field)
    return values.length > 0 ? [{ ...hit, values }] : []
  })
  return longestOnly(own)
}

/**
 * Reads kind, category, urgency, tier and flags out of a citizen's words: one pass over the text for all word lists,
 * then weights are added up. Pure and fast (well under 0.3 ms for a message of 120 characters); issue D's trained model
 * takes over the first level of the category, this stays the fallback and the explanation.
 */
export function classify(text: string): Classification {
  const hits = findWords(LEXICON, text)
  const signs = ofField(hits, 'sign')
  const kind = rankKind(text, ofField(hits, 'kind'))
  const category = rankCategory(text, ofField(hits, 'category'))
  const urgency = readUrgency(text, signs, kind.code)
  const tier = decideTier(text, { kind: kind.code, category, urgency }, ofField(hits, 'vulnerable'))
  return { method: METHOD, kind, category, urgency, tier, sensitive: readFlags(text, signs) }
}
