import type { Background } from './grams.rules.ts'
import type { Saying } from './saying.rules.ts'
import { type Centre, type Core, type Likeness, centreOf, compare } from './topic.rules.ts'

/** How alike is alike enough. */
export interface Thresholds {
  /** Cosine of everything said. */
  whole: number
  /** Cosine of what is said beside names: one estate has several problems. */
  matter: number
  /** Two that name different places are one topic only when nearly the same was said. */
  elsewhere: number
  /** Cosine of everything said, for a request that bears the topic's mark. */
  marked: number
  /** Cosine of two topics that become one. */
  merge: number
}

/**
 * Chosen on 4,326 messages of one city with five known topics and on random parts of them (`npm run evaluate --
 * --only=topics`), by looking where all five hold and generic matters stay apart. Not at an edge: `whole` 0.14 to 0.18,
 * `merge` 0.22 to 0.25, `marked` 0.07 to 0.1 and a mark borne to 0.5 to 0.8 find four of the five alike (F1 within 0.04).
 */
export const THRESHOLDS: Thresholds = { whole: 0.16, matter: 0.06, elsewhere: 0.6, merge: 0.25, marked: 0.07 }

/** Names are shared when this much of the subject's names is the topic's, or names carry this much of the likeness. */
const SAME_NAMES = 0.25
const SAME_PLACE = 0.05
/** A request bears the mark when it has most of it; it may then name a road or firm beside it. */
const MARKED = 0.8

/** How well a request fits, 0 when not at all. */
export function fitOf({ whole, place, matter, mark, sameNames }: Likeness, least: Thresholds = THRESHOLDS): number {
  const marked = mark >= MARKED
  if (whole < (marked ? least.marked : least.whole) || matter < least.matter) return 0
  const elsewhere = !marked && sameNames !== undefined && sameNames < SAME_NAMES && place < SAME_PLACE
  return elsewhere && whole < least.elsewhere ? 0 : whole
}

/** The candidate a request fits best, the earlier one of equals; undefined when it fits none and starts a topic. */
export function chooseTopic<T>(
  saying: Saying,
  candidates: Iterable<T>,
  centre: (candidate: T) => Centre,
  least: Thresholds = THRESHOLDS,
): { topic: T; fit: number } | undefined {
  let best: { topic: T; fit: number } | undefined
  for (const topic of candidates) {
    const fit = fitOf(compare(saying, centre(topic)), least)
    if (fit > (best?.fit ?? 0)) best = { topic, fit }
  }
  return best
}

/** How well two topics fit together, 0 when they should stay two. */
export function mergeFit(a: Core, b: Core, background: Background, least: Thresholds = THRESHOLDS): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  const likeness = compare(sayingOf(small, background), centreOf(large, background))
  return fitOf(likeness, { ...least, whole: least.merge, marked: least.merge })
}

/** A topic as if it were one request, to be compared with another. */
function sayingOf(core: Core, background: Background): Saying {
  const { named, places, length } = centreOf(core, background)
  const grams = core.grams.map(([column, weight]) => [column, weight / (length || 1)] as const)
  return { grams, named, about: places }
}
