import { type Comparable, type Likeness, comparable, likeness } from '../text/likeness.rules.ts'
import { type SharedSpot, areElsewhere, sharedSpot } from '../ticket/spots.rules.ts'
import { type SaidAgain, saidAgain } from './again.rules.ts'

/** 重复提交, 再次反映, 同一事件: in which way two requests are about one thing. */
export const SAME_KINDS = ['RESUBMISSION', 'REPEAT', 'SAME_INCIDENT'] as const
export type SameKind = (typeof SAME_KINDS)[number]

/** A request as it is compared with others. */
export interface Told {
  id: string
  /** What tells who said it: blind indexes of account and phone. Two requests with one in common are of one person. */
  who: readonly string[]
  subject?: string
  text: string
  /** Where it is not known, time speaks neither for nor against. */
  at?: Date
  /** Where it is; see `spotsOf`. */
  spots: readonly string[]
  category?: { l1: string; l2?: string; l3?: string }
  /** Only a question or praise, and nothing urgent: many may ask the same, and nothing has happened. */
  asksOnly?: boolean
}

/** What comparing needs of a request's words; it takes far longer to read than to compare. */
export interface Words {
  body: Comparable
  head?: Comparable
  again?: SaidAgain
}

/** A request with everything that comparing needs. */
export interface Prepared extends Told, Words {}

export function prepare(told: Told, words: Words = readWordsOf(told)): Prepared {
  return { ...told, ...words }
}

export function readWordsOf({ subject, text }: Pick<Told, 'subject' | 'text'>): Words {
  const again = saidAgain(subject ?? '') ?? saidAgain(text)
  return { body: comparable(text), ...(subject && { head: comparable(subject) }), ...(again && { again }) }
}

/** What two requests have to do with each other. */
export interface Same {
  kind: SameKind
  /** 0..1, how sure. */
  score: number
  /** Sentences for staff. */
  why: string[]
  /** Clear enough to be joined without anybody looking. */
  clear: boolean
}

const DAY = 86_400_000

/**
 * Chosen on the messages of `npm run evaluate -- --only=duplicates` by looking at pairs of each band of likeness, not by
 * a search: within one person 0.25 is where pairs about other matters begin, 0.5 is where only reworked texts are left.
 */
const RESENT = { share: 0.5, contained: 0.8, length: 40 } as const
const RETOLD = { share: 0.25, contained: 0.6, length: 30 } as const
const RETOLD_BY_HABIT = { share: 0.4, contained: 0.6, length: 30 } as const
/** With a subject line that says the same, less of the text has to. */
const RETOLD_UNDER_ONE_HEAD = { share: 0.12, head: 0.5 } as const
/** A person who says that they said it before needs still less. */
const RETOLD_AGAIN = { share: 0.15 } as const
/** Enough to show it to somebody. */
const PERHAPS = { share: 0.12, length: 20 } as const
/** Others who copy a text: a petition that goes round. */
const COPIED = { share: 0.5, contained: 0.8, length: 40 } as const

/** How long after the first one a person's own request may count as a repeat of it. */
export const REPEAT_WITHIN_MS = 400 * DAY
/** How far apart requests of several people about one incident may lie. */
export const INCIDENT_WITHIN_MS = 14 * DAY

/** A person with this many requests writes out of habit: what their texts have in common is no longer the matter. */
export const WRITES_OFTEN = 15

/**
 * What the two have to do with each other; undefined where nothing. The order of the two does not matter. `written` says
 * how many requests of the one person are known, where it is one.
 */
export function compare(a: Prepared, b: Prepared, written = 0): Same | undefined {
  const apart = a.at && b.at ? Math.abs(a.at.getTime() - b.at.getTime()) : 0
  if (apart > REPEAT_WITHIN_MS) return undefined
  return isOnePerson(a, b) ? ofOnePerson(a, b, apart, written) : ofSeveral(a, b, apart)
}

export function isOnePerson(a: Pick<Told, 'who'>, b: Pick<Told, 'who'>): boolean {
  return a.who.some((key) => b.who.includes(key))
}

function ofOnePerson(a: Prepared, b: Prepared, apart: number, written: number): Same | undefined {
  const body = likeness(a.body, b.body)
  // The same words with another pin on the map are about another lamp.
  if (areElsewhere(a.spots, b.spots)) return undefined
  if (body.same) return { kind: 'RESUBMISSION', score: 1, why: ['同一市民', '文字完全相同'], clear: true }
  if (reaches(body, RESENT)) {
    const score = round(0.8 + 0.2 * Math.max(body.share, body.contained * 0.9))
    return { kind: 'RESUBMISSION', score, why: ['同一市民', wording(body)], clear: true }
  }
  return (
    retold(a, b, body, written) ??
    atOneSpot(a, b, body, apart) ??
    (written < WRITES_OFTEN ? perhaps(a, b, body) : undefined)
  )
}

/** The same person, in other words. */
function retold(a: Prepared, b: Prepared, body: Likeness, written: number): Same | undefined {
  const head = a.head && b.head ? likeness(a.head, b.head).share : 0
  const again = a.again ?? b.again
  const alike = reaches(body, written < WRITES_OFTEN ? RETOLD : RETOLD_BY_HABIT)
  const underOneHead = body.share >= RETOLD_UNDER_ONE_HEAD.share && head >= RETOLD_UNDER_ONE_HEAD.head
  const saysSo = again?.how === 'AGAIN' && body.share >= RETOLD_AGAIN.share && sameMatter(a, b) !== 'other'
  if (!alike && !underOneHead && !saysSo) return undefined
  const score = round(Math.min(0.95, 0.6 + body.share * 0.5 + head * 0.1 + (again ? 0.1 : 0)))
  const why = ['同一市民', wording(body), ...(underOneHead ? ['标题相近'] : []), ...(again ? [quote(again)] : [])]
  return { kind: 'REPEAT', score, why, clear: (alike || underOneHead) && sameMatter(a, b) !== 'other' }
}

const REPEAT_AT_SPOT_WITHIN_MS = 60 * DAY

/** The same person about the same spot and the same matter: what they say need not be alike. */
function atOneSpot(a: Prepared, b: Prepared, body: Likeness, apart: number): Same | undefined {
  const spot = sharedSpot(a.spots, b.spots)
  const matter = sameMatter(a, b)
  if (!spot || matter === 'other' || matter === 'unknown' || apart > REPEAT_AT_SPOT_WITHIN_MS) return undefined
  const again = a.again ?? b.again
  if (matter === 'branch' && again?.how !== 'AGAIN') return undefined
  const score = round(0.55 + GROUND[spot.kind] + (again ? 0.15 : 0) + body.share * 0.3)
  return {
    kind: 'REPEAT',
    score: Math.min(score, 0.95),
    why: ['同一市民', `同一地点${named(spot)}`, `同一事项${matterName(a)}`, ...(again ? [quote(again)] : [])],
    clear: spot.kind === 'place' && again !== undefined,
  }
}

/** Some words of one person in common: nine times in ten the same matter, which is not enough to join by itself. */
function perhaps(a: Prepared, b: Prepared, body: Likeness): Same | undefined {
  if (body.share < PERHAPS.share || body.length < PERHAPS.length || sameMatter(a, b) === 'other') return undefined
  const score = round(Math.min(0.65, 0.45 + body.share))
  return { kind: 'REPEAT', score, why: ['同一市民', wording(body)], clear: false }
}

/** How much of a place a shared spot is: one estate says more than one road. */
const GROUND: Readonly<Record<SharedSpot['kind'], number>> = { place: 0.15, road: 0.05, cell: 0.1, community: 0 }

/** Other people about the same spot, matter and time, or with the same text. */
function ofSeveral(a: Prepared, b: Prepared, apart: number): Same | undefined {
  if (areElsewhere(a.spots, b.spots) || (a.asksOnly && b.asksOnly)) return undefined
  const body = likeness(a.body, b.body)
  const incident = oneIncident(a, b, body, apart / DAY)
  const isCopied = body.same ? body.length >= COPIED.length / 2 : reaches(body, COPIED)
  if (!isCopied) return incident && incident.score >= SUGGESTED ? incident : undefined
  const score = round(Math.min(0.97, Math.max(body.share, body.contained * 0.9) * 0.9 + 0.1))
  const why = [...(incident?.why ?? ['不同市民']), wording(body)]
  return {
    kind: 'SAME_INCIDENT',
    score: Math.max(score, incident?.score ?? 0),
    why,
    clear: incident?.clear ?? false,
  }
}

/** Below it there is too little to show it to somebody. */
const SUGGESTED = 0.6
/** Requests of several people are joined by themselves only when place, leaf, time and words all agree. */
const CLEAR_WITHIN_DAYS = 3
const CLEAR_SHARE = 0.35

/** One spot, one matter, one time. */
function oneIncident(a: Prepared, b: Prepared, body: Likeness, days: number): Same | undefined {
  const spot = sharedSpot(a.spots, b.spots)
  const matter = sameMatter(a, b)
  if (days * DAY > INCIDENT_WITHIN_MS || !spot || matter === 'other' || matter === 'unknown') return undefined
  const score = 0.45 + GROUND[spot.kind] + (matter === 'leaf' ? 0.15 : 0) + (days <= 3 ? 0.1 : 0) + body.share * 0.3
  return {
    kind: 'SAME_INCIDENT',
    score: round(Math.min(score, 0.97)),
    why: [`同一地点${named(spot)}`, `同一事项${matterName(a)}`, days < 1 ? '一天之内' : `相隔 ${Math.round(days)} 天`],
    clear:
      spot.kind === 'place' &&
      matter === 'leaf' &&
      days <= CLEAR_WITHIN_DAYS &&
      body.share >= CLEAR_SHARE &&
      !(a.asksOnly || b.asksOnly),
  }
}

function reaches(body: Likeness, bar: { share: number; contained: number; length: number }): boolean {
  return body.share >= bar.share || (body.contained >= bar.contained && body.length >= bar.length)
}

/** How far down the tree two requests are about the same. */
function sameMatter({ category: a }: Prepared, { category: b }: Prepared): 'leaf' | 'branch' | 'other' | 'unknown' {
  if (!a?.l2 || !b?.l2) return a && b && a.l1 !== b.l1 && a.l2 && b.l2 ? 'other' : 'unknown'
  if (a.l1 !== b.l1 || a.l2 !== b.l2) return 'other'
  if (a.l3 && b.l3) return a.l3 === b.l3 ? 'leaf' : 'other'
  return a.l3 === b.l3 ? 'leaf' : 'branch'
}

const matterName = ({ category }: Prepared) => `（${category?.l3 ?? category?.l2 ?? category?.l1 ?? ''}）`
const named = ({ kind, name }: SharedSpot) => (kind === 'cell' ? '附近' : `（${name}）`)
const quote = ({ evidence }: SaidAgain) => `原文“${evidence.text}”，${evidence.why}`

function wording({ same, share, contained }: Likeness): string {
  if (same) return '文字完全相同'
  return contained > 0.9 ? '一件的文字包含在另一件中' : `文字 ${Math.round(share * 100)}% 相同`
}

const round = (score: number) => Math.round(score * 100) / 100
