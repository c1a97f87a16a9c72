import type { RequestKind, UrgencyLevel } from '../classify/classify.rules.ts'
import type { SurveyResult } from '../ticket/ticket.rules.ts'
import { type Chance, chanceFrom } from '../kernel/chance.ts'

/** What became of a request. Times count from its arrival; those that never came are absent. */
export interface Outcome {
  signedAfterMin: number
  firstContactAfterMin: number
  contacted: boolean
  repliedAfterH?: number
  closedAfterH?: number
  survey?: Required<Pick<SurveyResult, 'solved' | 'satisfaction'>> & { answeredAfterH: number }
}

/** One street that lets things slide, and one that takes care; the rest lies between. */
const KNOWN: Readonly<Record<string, number>> = { 'lj-dukou': 0.42, 'wh-hubin': 0.98 }

/** How well a unit works, 0..1; the same for the whole history of one seed. */
export function diligence(organId: string, seed: number): number {
  return KNOWN[organId] ?? 0.74 + 0.19 * chanceFrom(`${seed}:${organId}`).next()
}

/** Share of closed tickets with a valid callback, by channel. */
const ANSWERED: Readonly<Record<string, number>> = {
  ivr: 0.36,
  wechat: 0.42,
  'mini-program': 0.4,
  'web-form': 0.28,
  weibo: 0.14,
}

/** `limitH` is the time the unit had, in hours. */
export function decideOutcome(
  request: { kind: RequestKind; urgency: UrgencyLevel; channel: string; limitH: number },
  works: number,
  chance: Chance,
): Outcome {
  const hurry = request.urgency === 'EMERGENCY' ? 0.1 : request.urgency === 'URGENT' ? 0.5 : 1
  const signedAfterMin = Math.round((4 + 140 * chance.next() ** 2) * hurry * (2.1 - works) + 2)
  const contacted = chance.happens(0.72 + 0.27 * works)
  const base = { signedAfterMin, contacted, firstContactAfterMin: signedAfterMin + chance.whole(5, 60) }
  if (chance.happens((1 - works) * 0.05)) return base

  const late = chance.happens((1 - works) * 0.32)
  const used = late ? 1.04 + 0.9 * chance.next() : (0.12 + 0.8 * chance.next()) * (1.25 - 0.35 * works)
  const asked = request.kind === 'CONSULTATION' && !late
  const repliedAfterH = Math.max(
    round(asked ? 0.5 + 30 * chance.next() ** 1.5 : request.limitH * Math.min(used, late ? 2 : 0.98)),
    round((signedAfterMin + 6) / 60),
  )
  const repliedMin = Math.round(repliedAfterH * 60)
  const firstContactAfterMin = Math.min(
    signedAfterMin + Math.round((20 + 900 * chance.next() ** 2) * hurry),
    Math.max(repliedMin - 2, signedAfterMin + 1),
  )
  const replied = { ...base, firstContactAfterMin, repliedAfterH }
  if (chance.happens(0.012)) return replied
  const closedAfterH = round(repliedAfterH + 1 + 30 * chance.next() ** 2)
  const survey = chance.happens(ANSWERED[request.channel] ?? 0.3)
    ? decideSurvey(request.kind, works, contacted, closedAfterH, chance)
    : undefined
  return { ...replied, closedAfterH, ...(survey && { survey }) }
}

function decideSurvey(
  kind: RequestKind,
  works: number,
  contacted: boolean,
  closedAfterH: number,
  chance: Chance,
): NonNullable<Outcome['survey']> {
  const easy = kind === 'CONSULTATION' || kind === 'PRAISE'
  const solves = (easy ? 0.84 + 0.14 * works : 0.12 + 0.84 * works) - (contacted ? 0 : 0.15)
  const luck = chance.next()
  const solved = luck < solves ? 'SOLVED' : luck < solves + (1 - solves) * 0.4 ? 'PARTLY' : 'UNSOLVED'
  const [satisfied, basic] = { SOLVED: [0.84, 0.13], PARTLY: [0.25, 0.5], UNSOLVED: [0.06, 0.24] }[solved] as [
    number,
    number,
  ]
  const mood = chance.next()
  const satisfaction = mood < satisfied ? 'SATISFIED' : mood < satisfied + basic ? 'BASIC' : 'UNSATISFIED'
  return { solved, satisfaction, answeredAfterH: round(closedAfterH + 0.2 + 40 * chance.next() ** 2) }
}

const round = (hours: number) => Math.round(hours * 10) / 10
