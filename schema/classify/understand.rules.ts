import { toSimplified } from '../citizen/script.rules.ts'
import { isEnglish } from '../citizen/language.rules.ts'
import type { EvidenceSpan } from '../kernel/evidence.ts'
import { inOriginal, normalText } from '../text/normal.rules.ts'
import { type Classification, classify } from './classify.rules.ts'
import { ENGLISH } from './english.ts'
import { tighten } from './segmented.rules.ts'
import type { ClassifyModels } from './shipped-models.ts'
import { type Hit, buildLexicon, findWords, longestOnly } from './lexicon.rules.ts'

const LEXICON = buildLexicon(
  Object.entries(ENGLISH).flatMap(([meaning, phrases]) =>
    phrases.split(',').map((phrase) => [phrase.trim(), meaning] as const),
  ),
)

const LETTER = /[a-z]/i

/**
 * Classifies a citizen's own words, whichever language they are in: Chinese as its normal text (simplified, half-width,
 * without fillers), English by what its words are called in Chinese. The evidence points into the words as they were
 * said. `picked` is a category that the sender chose from the list; it stands. `models` stand in for those that ship.
 */
export function understand(text: string, picked?: string, models?: ClassifyModels): Classification {
  if (models !== undefined) return readWhole(text, picked, models)
  const key = `${picked ?? ''}\0${text}`
  const known = READ.get(key)
  if (known) return known
  const found = readWhole(text, picked, models)
  if (READ.size >= MOST_READ) for (const oldest of READ.keys()) if (READ.delete(oldest)) break
  READ.set(key, found)
  return found
}

/** One message is read by its dialogue, its ticket and its deadline: the latest few are read once. */
const READ = new Map<string, Classification>()
const MOST_READ = 100

function readWhole(text: string, picked: string | undefined, models: ClassifyModels | undefined): Classification {
  if (isEnglish(text)) return classifyEnglish(toSimplified(text), picked, models)
  const normal = normalText(text)
  const tight = tighten(normal.text)
  if (!tight) return inOwnWords(classify(normal.text, picked, models), text, (span) => inOriginal(normal, span))
  return inOwnWords(classify(tight.text, picked, models), text, ({ start, end }) =>
    inOriginal(normal, { start: tight.from[start] ?? 0, end: (tight.from[end - 1] ?? 0) + 1 }),
  )
}

/** The Chinese reading of English words, for the rules that know Chinese only. */
export function inChinese(text: string): string {
  const simplified = toSimplified(text)
  return isEnglish(text) ? gloss(simplified).text : simplified
}

function classifyEnglish(text: string, picked?: string, models?: ClassifyModels): Classification {
  const read = gloss(text)
  return inOwnWords(classify(read.text, picked, models), text, (span) => back(read.pieces, span))
}

interface Piece {
  start: number
  end: number
  from: { start: number; end: number }
}

/** English phrases replaced by Chinese ones; what the lexicon does not know stays, for names written in Chinese. */
function gloss(text: string): { text: string; pieces: Piece[] } {
  const words = longestOnly(findWords(LEXICON, text).filter((hit) => isWhole(text, hit)))
  const pieces: Piece[] = []
  let read = ''
  let at = 0
  for (const hit of words) {
    read += text.slice(at, hit.start)
    const start = read.length
    read += `${hit.values[0] ?? ''} `
    pieces.push({ start, end: read.length, from: hit })
    at = hit.end
  }
  return { text: read + text.slice(at), pieces }
}

/** "lift" is not part of "shoplifting". */
function isWhole(text: string, { start, end }: Hit<string>): boolean {
  return !LETTER.test(text[start - 1] ?? '') && !LETTER.test(text[end] ?? '')
}

/** Where a stretch of the Chinese reading stands in the English text. */
function back(pieces: readonly Piece[], span: EvidenceSpan): Pick<EvidenceSpan, 'start' | 'end'> {
  const own = pieces.filter((piece) => piece.start < span.end && span.start < piece.end)
  if (own.length > 0) return { start: own[0]?.from.start ?? 0, end: own.at(-1)?.from.end ?? 0 }
  const shift = pieces.reduce(
    (sum, piece) =>
      piece.end <= span.start ? sum + piece.end - piece.start - (piece.from.end - piece.from.start) : sum,
    0,
  )
  return { start: span.start - shift, end: span.end - shift }
}

/** The evidence as stretches of the citizen's own words. */
function inOwnWords(
  found: Classification,
  text: string,
  place: (span: EvidenceSpan) => Pick<EvidenceSpan, 'start' | 'end'>,
): Classification {
  const own = (spans: readonly EvidenceSpan[]) =>
    spans.map((span) => {
      const { start, end } = place(span)
      return { start, end, why: span.why.replace(/“[^”]*”/, `“${text.slice(start, end)}”`) }
    })
  return {
    ...found,
    kind: { ...found.kind, evidence: own(found.kind.evidence) },
    category: { ...found.category, evidence: own(found.category.evidence) },
    urgency: { ...found.urgency, evidence: own(found.urgency.evidence) },
    tier: { ...found.tier, evidence: own(found.tier.evidence) },
    sensitive: found.sensitive.map((flag) => ({ ...flag, evidence: own(flag.evidence) })),
    pledges: found.pledges.map((pledge) => ({ ...pledge, evidence: own(pledge.evidence) })),
  }
}
