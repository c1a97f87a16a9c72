import type { EvidenceSpan } from '../kernel/evidence.ts'
import { KINDS, KIND_NAMES, type RequestKind } from './kinds.ts'
import type { KindMeaning, Meant } from './meaning.ts'

export interface KindFound {
  code: RequestKind
  evidence: EvidenceSpan[]
}

/** A message that says nothing of its kind wants something done. */
const UNSAID: RequestKind = 'HELP'
/** What stands in the first words sets the tone of the whole. */
const OPENING = 12
const OPENING_GAIN = 1.5

/** Adds up what the words say; on a tie the graver kind wins (举报 before 投诉 before 求助 …). */
export function rankKind(text: string, hits: readonly Meant<KindMeaning>[]): KindFound {
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
  const code = KINDS.reduce<RequestKind | undefined>(
    (best, kind) => ((sums.get(kind) ?? 0) > (best ? (sums.get(best) ?? 0) : 0) ? kind : best),
    undefined,
  )
  if (!code) return { code: UNSAID, evidence: [] }
  const spoken = hits.filter((hit) => hit.values.some((value) => value.kind === code))
  return {
    code,
    evidence: spoken.slice(0, 3).map(({ start, end }) => ({
      start,
      end,
      why: `“${text.slice(start, end)}”是${KIND_NAMES[code]}的说法`,
    })),
  }
}
