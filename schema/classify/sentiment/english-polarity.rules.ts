import type { EvidenceSpan } from '../../kernel/evidence.ts'
import type { NormalText } from '../../text/normal.rules.ts'
import { type Hit, buildLexicon, findWords, longestOnly } from '../lexicon.rules.ts'
import { ENGLISH_POLARITY } from './intensity-signs.ts'

const WORDS = buildLexicon(
  Object.entries(ENGLISH_POLARITY).flatMap(([side, words]) =>
    words.split(',').map((word) => [word.trim(), side === 'good' ? 1 : -1] as const),
  ),
)

const NEGATED = /\b(?:not|no|never|isn't|isn’t|wasn't|wasn’t|don't|don’t|didn't|didn’t)\s+(?:a |the |very |so |any )?$/

/** How much a side without the other is believed: words alone are no proof. */
const MOST = 0.4

/** More Latin words than Chinese characters; a text with neither has nothing that a Chinese model could read. */
export function readsAsEnglish(text: string): boolean {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (characters === 0) return !/[^\p{ASCII}]/u.test(text)
  const words = text.replaceAll(/https?:\S+|@\S+/g, '').match(/[a-z]{2,}/g)?.length ?? 0
  return words > characters
}

/** The balance of good and bad words, 0.1 to 0.9; 0.5 where there is none. */
export function readEnglishPolarity(
  { text, from }: NormalText,
  original: string,
): { polarity: number; evidence: EvidenceSpan[] } {
  const said = longestOnly(findWords(WORDS, text).filter((hit) => isWhole(text, hit))).map((hit) => {
    const side = (hit.values[0] ?? 0) * (NEGATED.test(text.slice(Math.max(0, hit.start - 16), hit.start)) ? -1 : 1)
    return { ...hit, side }
  })
  const balance = said.reduce((sum, { side }) => sum + side, 0) / Math.max(said.length, 1)
  const evidence = said.map((hit) => {
    const start = from[hit.start] ?? 0
    const end = (from[hit.end - 1] ?? 0) + 1
    return { start, end, why: `“${original.slice(start, end)}”偏${hit.side > 0 ? '正面' : '负面'}` }
  })
  return { polarity: 0.5 + MOST * balance, evidence }
}

function isWhole(text: string, { start, end }: Hit<number>): boolean {
  return !/[a-z]/.test(text[start - 1] ?? '') && !/[a-z]/.test(text[end] ?? '')
}
