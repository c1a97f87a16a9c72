import type { EvidenceSpan } from '../kernel/evidence.ts'
import { type Circumstance, LETTER, circumstanceOf } from './circumstances.rules.ts'
import type { RequestKind } from './kinds.ts'
import type { Meant, SignPart } from './meaning.ts'
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

/** A sign of danger in a text, how it is spoken of, and the degree that is left of it. */
export interface SignFound {
  start: number
  end: number
  sign: Sign
  /** Of two words that mean danger together: where the second begins. */
  second?: number
  circumstance: Circumstance
  level: UrgencyLevel
}

const DEGREES: readonly UrgencyLevel[] = ['NORMAL', 'URGENT', 'EMERGENCY']

const WITHIN = 6

/** Signs of danger in a normalised text, in the order they are said; denied and practised ones are left out. */
export function findSigns(text: string, hits: readonly Meant<SignPart>[], kind: RequestKind): SignFound[] {
  const open = unguarded(hits)
  const places = [...wholeSigns(open), ...pairs(text, open)].toSorted((a, b) => a.start - b.start)
  const read = places.map((place) => ({ ...place, circumstance: circumstanceOf(text, place, kind) }))
  const denied = read.filter(({ circumstance }) => circumstance === 'DENIED')
  const told = {
    thanks: kind === 'PRAISE' || THANKS.test(text),
    asks: kind === 'CONSULTATION',
    isLetter: text.length > LETTER,
  }
  return read.flatMap((found) => {
    const level = denied.some((other) => isWithin(found, other)) ? undefined : degreeOf(found, told)
    return level ? [{ ...found, level }] : []
  })
}

/** Whoever thanks tells of a danger that is over. */
const THANKS = /^[^。!?]{0,6}(?:感谢|谢谢|夸|表扬|点赞|致谢|锦旗)/

function isWithin(inner: Place, outer: Place): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** What lies in no longer guard. */
function unguarded(hits: readonly Meant<SignPart>[]): readonly Meant<SignPart>[] {
  const guards = hits.filter(({ values }) => values.includes('guard'))
  return guards.length === 0 ? hits : hits.filter((hit) => !guards.some((guard) => swallows(guard, hit)))
}

type Place = Pick<SignFound, 'start' | 'end' | 'sign' | 'second'>

/** Longer words swallow shorter ones inside them: 火灾隐患 is not also 火灾. */
function wholeSigns(hits: readonly Meant<SignPart>[]): Place[] {
  const own: Place[] = []
  for (const { start, end, values } of hits) {
    for (const part of values) if (part !== 'guard' && part.side === 'whole') own.push({ start, end, sign: part.sign })
  }
  return own.filter((hit) => !own.some((other) => swallows(other, hit)))
}

function swallows(other: Pick<Place, 'start' | 'end'>, hit: Pick<Place, 'start' | 'end'>): boolean {
  return other.start <= hit.start && hit.end <= other.end && hit.end - hit.start < other.end - other.start
}

/** Two words of one pair that stand near enough in one sentence, in either order. */
function pairs(text: string, hits: readonly Meant<SignPart>[]): Place[] {
  const sides = new Map<Sign, { words: Meant<SignPart>[]; near: Meant<SignPart>[] }>()
  for (const hit of hits) {
    for (const part of hit.values) {
      if (part === 'guard' || part.side === 'whole') continue
      let known = sides.get(part.sign)
      if (!known) sides.set(part.sign, (known = { words: [], near: [] }))
      known[part.side].push(hit)
    }
  }
  return [...sides].flatMap(([sign, { words, near }]) => {
    if (words.length === 0 || near.length === 0) return []
    const found = near.flatMap((hit) => {
      const others = words.filter((other) => isNear(text, other, hit, sign))
      const [closest] = others.toSorted((a, b) => distance(a, hit) - distance(b, hit))
      if (!closest) return []
      const [first, second] = closest.start < hit.start ? [closest, hit] : [hit, closest]
      return [{ start: first.start, end: second.end, sign, second: second.start }]
    })
    return found.filter((place) => !found.some((other) => swallows(other, place)))
  })
}

function distance(a: Meant<SignPart>, b: Meant<SignPart>): number {
  return a.start < b.start ? b.start - a.end : a.start - b.end
}

function isNear(text: string, a: Meant<SignPart>, b: Meant<SignPart>, sign: Sign): boolean {
  const apart = distance(a, b)
  if (apart < 0 || apart > (sign.within ?? WITHIN) || (sign.inOrder && b.start < a.start)) return false
  const between = text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start))
  return !/[。!?;\n]/.test(between)
}

/** What is left of a sign's degree; undefined when it says nothing of danger at all. */
function degreeOf(
  { sign, circumstance }: Pick<SignFound, 'sign' | 'circumstance'>,
  { thanks, asks, isLetter }: { thanks: boolean; asks: boolean; isLetter: boolean },
): UrgencyLevel | undefined {
  const { level } = sign
  const less = level === 'EMERGENCY' ? 'URGENT' : 'NORMAL'
  switch (circumstance) {
    case 'HERE':
      return thanks || (level === 'NORMAL' && asks) ? undefined : level
    case 'DENIED':
    case 'ELSEWHERE':
      return undefined
    case 'DAILY':
      return level === 'EMERGENCY' && (sign.call !== '110' || sign.daily) ? less : level
    case 'SMOKING':
      return level === 'EMERGENCY' && sign.daily ? less : level
    case 'FOUL':
      return level === 'EMERGENCY' && sign.call === '120' ? less : level
    case 'THING':
      return sign.call === '119' && !sign.flag ? undefined : level
    case 'IF':
      return sign.standing ? level : level === 'EMERGENCY' ? less : undefined
    case 'SUPPOSED':
      if (sign.standing) return level
      return isLetter ? 'NORMAL' : atMost('URGENT', level)
    case 'RULE':
      return less
    case 'PAST':
    case 'TOLD':
      if (thanks) return undefined
      return sign.event || (isLetter && circumstance === 'PAST') ? 'NORMAL' : atMost('URGENT', level)
  }
}

function atMost(limit: UrgencyLevel, level: UrgencyLevel): UrgencyLevel {
  return DEGREES.indexOf(level) > DEGREES.indexOf(limit) ? limit : level
}

/** The gravest sign decides; the first of that degree that is plain by itself, or else the first, names who to call. */
export function readUrgency(text: string, signs: readonly SignFound[]): UrgencyFound {
  const level = DEGREES.findLast((degree) => signs.some((found) => found.level === degree)) ?? 'NORMAL'
  if (level === 'NORMAL') return { level, evidence: [] }
  const own = signs.filter((found) => found.level === level)
  const first = own.find(({ second }) => second === undefined) ?? own[0]
  const call = level === 'EMERGENCY' ? first?.sign.call : undefined
  return { level, ...(call && { call }), evidence: distinct(own).map((found) => span(text, found, whyOf(found))) }
}

const SPOKEN_OF: Readonly<Partial<Record<Circumstance, string>>> = {
  PAST: '（说的是以前的事）',
  SUPPOSED: '（说的是可能发生）',
  IF: '（说的是可能发生）',
  RULE: '（问的是规定）',
  TOLD: '（叙述经过，未说正在发生）',
  DAILY: '（长期如此）',
  SMOKING: '（长期如此）',
  FOUL: '（因异味或噪声）',
}

function whyOf({ level, sign, circumstance }: SignFound): string {
  if (level === 'EMERGENCY') return '涉及人身财产安全'
  const softened = sign.level === level ? '' : (SPOKEN_OF[circumstance] ?? '')
  return `需尽快处理${softened}`
}

export function readFlags(text: string, signs: readonly SignFound[]): SensitiveFound[] {
  const flags = new Set(signs.flatMap(({ sign }) => sign.flag ?? []))
  return [...flags].map((flag) => {
    const own = distinct(signs.filter(({ sign }) => sign.flag === flag))
    const name = FLAG_NAMES[flag]
    return { flag, name, evidence: own.map((found) => span(text, found, `涉及${name}`)) }
  })
}

/** One of several signs in the same words: a plain one before a pair around it. */
function distinct(signs: readonly SignFound[]): SignFound[] {
  const kept: SignFound[] = []
  for (const found of signs.toSorted(
    (a, b) => Number(a.second !== undefined) - Number(b.second !== undefined) || a.start - b.start,
  )) {
    if (!kept.some(({ start, end }) => start < found.end && found.start < end)) kept.push(found)
  }
  return kept.sort((a, b) => a.start - b.start)
}

function span(text: string, { start, end }: SignFound, why: string): EvidenceSpan {
  return { start, end, why: `“${text.slice(start, end)}”${why}` }
}
