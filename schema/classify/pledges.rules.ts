import type { EvidenceSpan } from '../kernel/evidence.ts'
import { readWords } from './categories.ts'
import { buildLexicon, findWords, longestOnly } from './lexicon.rules.ts'
import { PLEDGES, PLEDGES_OF, PLEDGE_WORDS, type Pledge } from './pledges.ts'
import type { UrgencyLevel } from './signs.ts'

export interface PledgeFound {
  code: Pledge
  evidence: EvidenceSpan[]
}

const LEXICON = buildLexicon(
  (Object.entries(PLEDGE_WORDS) as [Pledge, string][]).flatMap(([code, words]) =>
    readWords(words).map(({ word }) => [word, code] as const),
  ),
)

/**
 * 七有五性 of a request, those of its category first, then those its own words name. A danger to life is a matter of
 * 安全性 whatever it is filed under. Each rests on words: those the category rests on, its own, or those of the danger.
 */
export function readPledges(
  text: string,
  request: {
    category: { l1: string; l2?: string; l3?: string; evidence: readonly EvidenceSpan[] }
    urgency: { level: UrgencyLevel; evidence: readonly EvidenceSpan[] }
  },
): PledgeFound[] {
  const found = new Map<Pledge, EvidenceSpan[]>()
  const add = (code: Pledge, spans: readonly EvidenceSpan[]) => {
    const known = found.get(code) ?? []
    const told = spans.map(({ start, end }) => ({ start, end, why: `“${text.slice(start, end)}”属于${PLEDGES[code]}` }))
    found.set(code, [...known, ...told.filter(({ start }) => known.every((span) => span.start !== start))])
  }
  const { l1, l2, l3, evidence } = request.category
  for (const path of [`${l1}/${l2}/${l3}`, `${l1}/${l2}`]) {
    for (const code of PLEDGES_OF[path] ?? []) add(code, evidence)
  }
  if (request.urgency.level === 'EMERGENCY') add('SAFE', request.urgency.evidence)
  for (const { start, end, values } of longestOnly(findWords(LEXICON, text))) {
    const [code] = values
    if (code) add(code, [{ start, end, why: '' }])
  }
  return [...found].map(([code, spans]) => ({ code, evidence: spans }))
}
