import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { Hint } from '../learning/features.rules.ts'
import { type TextModel, rankLabels } from '../learning/text-model.rules.ts'
import { KINDS, KIND_NAMES, type RequestKind } from './kinds.ts'
import type { KindMeaning, Meant } from './meaning.ts'

export interface KindFound {
  code: RequestKind
  /** 0..1; calibrated to kinds that are alike frequent where the model decides, else how far the words point one way. */
  confidence: number
  /** What decided: `words-1`, or the name of the model. */
  method: string
  evidence: EvidenceSpan[]
}

const BY_WORDS = 'words-1'

/** A message that says nothing of its kind wants something done. */
const UNSAID: RequestKind = 'HELP'
/** What stands in the first words sets the tone of the whole. */
const OPENING = 12
const OPENING_GAIN = 1.5

/** Brings usual sums of weights near 1. */
const HINT_SCALE = 3
/** As far as a subject usually goes. */
const TITLE = 20

const damped = (weight: number) => Math.log1p(weight) / HINT_SCALE

/** What the words of the kinds say to a model: the log-damped weight of each, in the whole text and where it begins. */
export function kindHints(text: string, hits: readonly Meant<KindMeaning>[]): Hint[] {
  const opening = hits.filter(({ end }) => end <= TITLE)
  return [
    ...[...weighKinds(text, hits)].map(([kind, weight]): Hint => [kind, damped(weight)]),
    ...[...weighKinds(text, opening)].map(([kind, weight]): Hint => [`^${kind}`, damped(weight)]),
  ]
}

/** Adds up what the words say; each word once, those of the opening more. */
function weighKinds(text: string, hits: readonly Meant<KindMeaning>[]): Map<RequestKind, number> {
  const sums = new Map<RequestKind, number>()
  const seen = new Set<string>()
  for (const { start, end, values } of hits) {
    const word = text.slice(start, end)
    if (seen.has(word)) continue
    seen.add(word)
    for (const { kind, weight } of values) {
      if (kind) sums.set(kind, (sums.get(kind) ?? 0) + weight * (start < OPENING ? OPENING_GAIN : 1))
    }
  }
  return sums
}

/** The kind that the words say loudest among `among`; on a tie the graver kind wins (举报 before 投诉 before 求助 …). */
export function rankKind(
  text: string,
  hits: readonly Meant<KindMeaning>[],
  among: readonly RequestKind[] = KINDS,
): KindFound {
  const sums = weighKinds(text, hits)
  const code = among.reduce<RequestKind | undefined>(
    (best, kind) => ((sums.get(kind) ?? 0) > (best ? (sums.get(best) ?? 0) : 0) ? kind : best),
    undefined,
  )
  if (!code) return { code: UNSAID, confidence: 0, method: BY_WORDS, evidence: [] }
  const all = [...sums.values()].reduce((sum, weight) => sum + weight, 0)
  const spoken = hits.filter((hit) => hit.values.some((value) => value.kind === code))
  return {
    code,
    confidence: Math.round(((sums.get(code) ?? 0) / all) * 1000) / 1000,
    method: BY_WORDS,
    evidence: spoken.slice(0, 3).map(({ start, end }) => ({
      start,
      end,
      why: `“${text.slice(start, end)}”是${KIND_NAMES[code]}的说法`,
    })),
  }
}

/** The model's name for 投诉, 求助 and 举报 together: which of them it is the words tell. */
const IN_NEED = 'NEED'
const NEEDS: readonly RequestKind[] = ['REPORT', 'COMPLAINT', 'HELP']

/** What a kind that a person named is called in rows to train on; undefined for one that no model is taught. */
export function taughtKind(kind: string): string | undefined {
  if (NEEDS.some((need) => need === kind)) return IN_NEED
  return kind === 'CONSULTATION' || kind === 'SUGGESTION' ? kind : undefined
}
/** Kinds that no model was trained on: their words stand. */
const BY_WORDS_ONLY: ReadonlySet<RequestKind> = new Set(['REPORT', 'PRAISE'])
/** Shorter texts are a sentence or two, which says its kind in so many words; the model has learned from letters. */
const LETTER = 50

/** 诉求类型: in letters from the model, which knows the words too; in a sentence from the words. */
export function decideKind(text: string, hits: readonly Meant<KindMeaning>[], model: TextModel | undefined): KindFound {
  const words = rankKind(text, hits)
  if (!model || text.length < LETTER || BY_WORDS_ONLY.has(words.code)) return words
  const [best] = rankLabels(model, text, kindHints(text, hits))
  if (!best) return words
  const among = best.label === IN_NEED ? NEEDS : KINDS.filter((kind) => kind === best.label)
  const named = rankKind(text, hits, among)
  return {
    code: named.evidence.length > 0 ? named.code : (among.find((kind) => kind === best.label) ?? UNSAID),
    confidence: Math.round(best.probability * 1000) / 1000,
    method: model.name,
    evidence: named.evidence,
  }
}
