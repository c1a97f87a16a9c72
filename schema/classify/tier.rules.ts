import type { EvidenceSpan } from '../kernel/evidence.ts'
import { type LivelihoodTier, categoryAt } from './categories.ts'
import type { RequestKind } from './kinds.ts'
import type { Meant } from './meaning.ts'
import type { SensitiveFlag, UrgencyLevel } from './signs.ts'

export const TIER_NAMES: Readonly<Record<LivelihoodTier, string>> = {
  BASIC: '基础民生',
  ESSENTIAL: '基本民生',
  DEVELOPMENT: '发展民生',
  QUALITY: '优质民生',
}

/** From the right to develop down to the right to survive; a raise goes one step to the right. */
const STEPS: readonly LivelihoodTier[] = ['QUALITY', 'DEVELOPMENT', 'ESSENTIAL', 'BASIC']

/** Where nobody knows what it is about. */
const UNKNOWN: LivelihoodTier = 'ESSENTIAL'

/** What the tier of a request is decided by. */
export interface TierFacts {
  kind: RequestKind
  category: { l1: string; l2?: string }
  urgency: { level: UrgencyLevel; evidence: readonly EvidenceSpan[] }
  sensitive: readonly { flag: SensitiveFlag }[]
}

export interface TierFound {
  code: LivelihoodTier
  why: string
  evidence: EvidenceSpan[]
}

/** A reason to raise a request: by so many steps, or to the floor. */
interface Raise {
  by: number | 'floor'
  why: string
  evidence: EvidenceSpan[]
}

/** Kinds in which somebody is in need, and not only asks, proposes or praises. */
const IN_NEED: ReadonlySet<RequestKind> = new Set(['HELP', 'COMPLAINT', 'REPORT'])

/** Nobody lives without them: their failure is of the floor whatever else the request is about. */
const OUTAGES: Readonly<Partial<Record<SensitiveFlag, string>>> = {
  WATER: '停水',
  POWER: '停电',
  GAS: '停气',
  HEATING: '停暖',
}

/** A lamp, a fountain, a public lavatory or a reading room without power leaves nobody's home without it. */
const PUBLIC_PLACES = /公厕|公共厕所|路灯|灯带|喷泉|喷灌|广场|公园|景区|图书馆|自习室|电影院|健身房|停车场|候车/

/** So many letters before the outage say what has failed. */
const AROUND = 16

/** All that cannot wait is an outage, and none of a home. */
function isOfPublicPlace(text: string, { urgency: { evidence }, sensitive }: TierFacts): boolean {
  const isPublic = ({ start }: EvidenceSpan) => PUBLIC_PLACES.test(text.slice(Math.max(0, start - AROUND), start))
  return sensitive.some(({ flag }) => OUTAGES[flag]) && evidence.length > 0 && evidence.every(isPublic)
}

/** The table of raises, read from above; README.md tells it in plain words. */
const RAISES: readonly ((text: string, facts: TierFacts, vulnerable: readonly Meant<string>[]) => Raise | undefined)[] =
  [
    (_, { urgency }) =>
      urgency.level === 'EMERGENCY' ? { by: 'floor', why: '涉及人身财产安全', evidence: [] } : undefined,
    (text, facts) => {
      const { urgency, sensitive } = facts
      if (isOfPublicPlace(text, facts)) return undefined
      const outage = sensitive.map(({ flag }) => OUTAGES[flag]).find(Boolean)
      return urgency.level === 'URGENT' && outage
        ? { by: 'floor', why: `${outage}影响基本生活`, evidence: [] }
        : undefined
    },
    (text, facts) =>
      facts.urgency.level === 'URGENT' && IN_NEED.has(facts.kind) && !isOfPublicPlace(text, facts)
        ? { by: 1, why: '需尽快处理', evidence: facts.urgency.evidence.slice(0, 1) }
        : undefined,
    (text, { kind }, [dependent]) => {
      if (!dependent || !IN_NEED.has(kind)) return undefined
      const who = text.slice(dependent.start, dependent.end)
      const why = `“${who}”需要照顾（${dependent.values[0]}）`
      return { by: 1, why: `涉及“${who}”`, evidence: [{ start: dependent.start, end: dependent.end, why }] }
    },
  ]

/**
 * 四级民生: the tier of the second-level category (基本 where that is not known), raised by danger, by the failure of
 * water, power, gas or heat, by haste and for people who depend on others. A mere question, proposal or praise about the
 * floor is 基本: nobody goes without it who asks.
 */
export function decideTier(text: string, facts: TierFacts, vulnerable: readonly Meant<string>[]): TierFound {
  const { l1, l2 } = facts.category
  const own = l2 ? categoryAt(`${l1}/${l2}`)?.tier : undefined
  const raises = RAISES.flatMap((raise) => raise(text, facts, vulnerable) ?? [])
  const floor = STEPS.length - 1
  const onlyAsks = own === 'BASIC' && !IN_NEED.has(facts.kind) && facts.urgency.level === 'NORMAL'
  const start = STEPS.indexOf(onlyAsks ? 'ESSENTIAL' : (own ?? UNKNOWN))
  const base = own
    ? `“${l2}”属${TIER_NAMES[own]}${onlyAsks ? `，只是询问、建议或表扬，按${TIER_NAMES.ESSENTIAL}` : ''}`
    : `事项类别不明，按${TIER_NAMES[UNKNOWN]}`
  const danger = raises.find(({ by }) => by === 'floor')
  const isThere = start === floor && facts.urgency.level !== 'EMERGENCY'
  if (danger && !isThere)
    return { code: 'BASIC', why: `${danger.why}，属${TIER_NAMES.BASIC}`, evidence: danger.evidence }
  const steps = raises.reduce((sum, { by }) => sum + (by === 'floor' ? floor : by), 0)
  const code = STEPS[Math.min(floor, start + steps)] ?? 'BASIC'
  const needed = start === floor ? [] : raises
  const raised = needed.length > 0 ? `，${needed.map(({ why }) => why).join('，')}，升为${TIER_NAMES[code]}` : ''
  return { code, why: `${base}${raised}`, evidence: needed.flatMap(({ evidence }) => evidence) }
}
