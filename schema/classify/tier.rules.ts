import type { EvidenceSpan } from '../kernel/evidence.ts'
import { type LivelihoodTier, categoryAt } from './categories.ts'
import type { RequestKind } from './kinds.ts'
import type { Meant } from './meaning.ts'
import type { UrgencyLevel } from './signs.ts'

export const TIER_NAMES: Readonly<Record<LivelihoodTier, string>> = {
  BASIC: '基础民生',
  ESSENTIAL: '基本民生',
  DEVELOPMENT: '发展民生',
  QUALITY: '优质民生',
}

/** Kinds in which somebody is in need, and not only asks or proposes. */
const IN_NEED: ReadonlySet<RequestKind> = new Set(['HELP', 'COMPLAINT', 'REPORT'])

/**
 * 四级民生, first rule that fits:
 * 1. danger to life or property is a matter of the floor (基础);
 * 2. the tier of the second-level category, where known; otherwise 基本;
 * 3. from 基本 to 基础 when the message tells of need and names somebody who depends on others.
 */
export function decideTier(
  text: string,
  request: { kind: RequestKind; category: { l1: string; l2?: string }; urgency: { level: UrgencyLevel } },
  vulnerable: readonly Meant<true>[],
): { code: LivelihoodTier; why: string; evidence: EvidenceSpan[] } {
  if (request.urgency.level === 'EMERGENCY') {
    return { code: 'BASIC', why: '涉及人身财产安全，属基础民生', evidence: [] }
  }
  const { l1, l2 } = request.category
  const tier = l2 ? categoryAt(`${l1}/${l2}`)?.tier : undefined
  if (!tier) return { code: 'ESSENTIAL', why: '事项类别不明，按基本民生', evidence: [] }
  const [dependent] = vulnerable
  if (tier === 'ESSENTIAL' && dependent && IN_NEED.has(request.kind)) {
    const who = text.slice(dependent.start, dependent.end)
    const why = `“${l2}”属基本民生，涉及“${who}”，升为基础民生`
    return { code: 'BASIC', why, evidence: [{ start: dependent.start, end: dependent.end, why: `“${who}”需要照顾` }] }
  }
  return { code: tier, why: `“${l2}”属${TIER_NAMES[tier]}`, evidence: [] }
}
