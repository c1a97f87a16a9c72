import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { Meant } from './meaning.ts'
import { PLEDGES, PLEDGES_OF, type Pledge } from './pledges.ts'
import type { UrgencyLevel } from './signs.ts'
import { readWordLists } from './word-lists.rules.ts'

export interface PledgeFound {
  code: Pledge
  evidence: EvidenceSpan[]
}

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
  words: readonly Meant<Pledge>[] = readWordLists(text).pledge,
): PledgeFound[] {
  const found: PledgeFound[] = []
  const { l1, l2, l3, evidence } = request.category
  for (const path of [`${l1}/${l2}/${l3}`, `${l1}/${l2}`]) {
    for (const code of PLEDGES_OF[path] ?? []) add(found, code, text, evidence)
  }
  if (request.urgency.level === 'EMERGENCY') add(found, 'SAFE', text, request.urgency.evidence)
  for (const word of words) {
    const [code] = word.values
    if (code) add(found, code, text, [word])
  }
  return found
}

/** Puts the spans to the pledge's evidence, those that begin where no other does. */
function add(
  found: PledgeFound[],
  code: Pledge,
  text: string,
  spans: readonly Pick<EvidenceSpan, 'start' | 'end'>[],
): void {
  let pledge = found.find((known) => known.code === code)
  if (!pledge) found.push((pledge = { code, evidence: [] }))
  const known = pledge.evidence.map(({ start }) => start)
  for (const { start, end } of spans) {
    if (!known.includes(start))
      pledge.evidence.push({ start, end, why: `“${text.slice(start, end)}”属于${PLEDGES[code]}` })
  }
}
