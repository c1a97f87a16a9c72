import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { RequestKind } from './kinds.ts'
import type { Meant } from './meaning.ts'
import { type EmergencyCall, FLAG_NAMES, type SensitiveFlag, type Sign, type UrgencyLevel } from './signs.ts'

export interface UrgencyFound {
  level: UrgencyLevel
  /** The emergency service to call at once; only for EMERGENCY. */
  call?: EmergencyCall
  evidence: EvidenceSpan[]
}

export interface SensitiveFound {
  flag: SensitiveFlag
  name: string
  evidence: EvidenceSpan[]
}

type SignHit = Meant<Sign>

/** Danger that is over is told in the same clause as when it was. */
const OVER = /(?:去年|前年|上个?月|上周|上星期|几年前|以前|之前|曾经|当年|前几天|早年|\d{4}年)[^。！？!?，,；;\n]*$/
/** A question about rules around a danger, without one at hand. */
const ABOUT_RULES =
  /报销|赔偿|赔付|保险|补贴|补助|理赔|怎么认定|如何认定|责任认定|处罚标准|算不算|法律援助|打官司|起诉|怎么预防|如何预防/

const DEGREES: readonly UrgencyLevel[] = ['NORMAL', 'URGENT', 'EMERGENCY']

/**
 * The gravest sign decides. A danger told as past, or asked about as a matter of rules, is urgent at most; everything
 * else is taken at its word.
 */
export function readUrgency(text: string, hits: readonly SignHit[], kind: RequestKind): UrgencyFound {
  const read = hits.flatMap((hit) => {
    const [sign] = hit.values
    if (!sign || sign.guard) return []
    const harmless = sign.level === 'EMERGENCY' && isToldCalmly(text, hit.start, kind)
    return [{ hit, sign, level: harmless ? ('URGENT' as const) : sign.level }]
  })
  const level = DEGREES.findLast((degree) => read.some((sign) => sign.level === degree)) ?? 'NORMAL'
  const own = read.filter((sign) => sign.level === level && level !== 'NORMAL')
  const call = level === 'EMERGENCY' ? own.find(({ sign }) => sign.call)?.sign.call : undefined
  return {
    level,
    ...(call && { call }),
    evidence: own.map(({ hit }) => span(text, hit, level === 'EMERGENCY' ? '涉及人身财产安全' : '需尽快处理')),
  }
}

function isToldCalmly(text: string, start: number, kind: RequestKind): boolean {
  if (OVER.test(text.slice(Math.max(0, start - 24), start))) return true
  return kind === 'CONSULTATION' && ABOUT_RULES.test(text)
}

export function readFlags(text: string, hits: readonly SignHit[]): SensitiveFound[] {
  const found = new Map<SensitiveFlag, SensitiveFound>()
  for (const hit of hits) {
    const flag = hit.values.find((sign) => sign.flag)?.flag
    if (!flag) continue
    const known = found.get(flag) ?? { flag, name: FLAG_NAMES[flag], evidence: [] }
    known.evidence.push(span(text, hit, `涉及${FLAG_NAMES[flag]}`))
    found.set(flag, known)
  }
  return [...found.values()]
}

function span(text: string, { start, end }: SignHit, why: string): EvidenceSpan {
  return { start, end, why: `“${text.slice(start, end)}”${why}` }
}
