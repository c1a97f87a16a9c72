import type { Background } from './grams.rules.ts'
import type { Core } from './topic.rules.ts'

/** Somebody spoke up on a day; the same person on the same day is one voice. */
export interface Voice {
  who: string
  /** Days since 1970 in the city's time; absent when it is not known when. */
  day?: number
}

/** How many spoke up about a topic, in all and how densely. */
export interface Intensity {
  /** Different people in all. */
  people: number
  /** Most different people within 30 days in a row. */
  peak30: number
  /** How many spoke up around the same time as one of them does on average, themselves included; 1 up to `people`. */
  together: number
}

/** Days after which another voice counts as only a third (1/e) at the same time. */
const AROUND_DAYS = 30

export function intensityOf(voices: readonly Voice[]): Intensity {
  const people = new Set(voices.map(({ who }) => who)).size
  return { people, peak30: peakOf(voices, 30), together: togetherOf(voices) }
}

/**
 * The mean over people of the sum of exp(-gap / 30 days) to everybody, each on the day of their first word: saying it
 * again changes nothing. A window would count two who are 29 days apart fully and two 31 days apart not at all. Those of
 * whom no day is known are taken to have spoken together, apart from the others.
 */
function togetherOf(voices: readonly Voice[]): number {
  const first = new Map<string, number>()
  for (const { who, day = Infinity } of voices) first.set(who, Math.min(day, first.get(who) ?? Infinity))
  if (first.size === 0) return 0
  const days = [...first.values()].filter((day) => day !== Infinity).sort((a, b) => a - b)
  const undated = first.size - days.length
  let sum = undated * undated
  let before = 0
  let last = 0
  for (const day of days) {
    before *= Math.exp((last - day) / AROUND_DAYS)
    sum += 1 + 2 * before
    before += 1
    last = day
  }
  return sum / first.size
}

/** Most different people in any window of that many days. Voices without a day count as one window of their own. */
function peakOf(voices: readonly Voice[], days: number): number {
  const undated = new Set(voices.filter(({ day }) => day === undefined).map(({ who }) => who)).size
  const dated = voices.flatMap(({ who, day }) => (day === undefined ? [] : [{ who, day }]))
  dated.sort((a, b) => a.day - b.day)
  const within = new Map<string, number>()
  let most = undated
  let from = 0
  for (const { who, day } of dated) {
    within.set(who, (within.get(who) ?? 0) + 1)
    for (let oldest = dated[from]; oldest && oldest.day <= day - days; oldest = dated[++from]) {
      const left = (within.get(oldest.who) ?? 1) - 1
      if (left === 0) within.delete(oldest.who)
      else within.set(oldest.who, left)
    }
    most = Math.max(most, within.size)
  }
  return most
}

/** Said by this share of a topic's requests: what they have in common. */
const COMMON = 0.6
const TELLING_GRAMS = 3

/**
 * How far what a topic's requests have in common is said by nobody else, 0..1: the mean information of the three rarest
 * grams that most of them say, against that of a gram nobody ever said. Many ask about the housing fund in any month
 * without there being a matter; a name that was never heard before is one.
 */
export function distinctiveness(core: Core, background: Background): number {
  if (core.size < 2) return 0
  const telling = core.grams
    .filter(([, , count]) => count >= Math.max(2, COMMON * core.size))
    .map(([column]) => Math.log(background.share(column)) / Math.log(background.rarest))
    .sort((a, b) => b - a)
    .slice(0, TELLING_GRAMS)
  return telling.reduce((sum, one) => sum + one, 0) / TELLING_GRAMS
}

/**
 * 热度: people times density, as the square root of their number times how many of them spoke up around the same time,
 * times how distinct the topic is: n people within days are n, n people years apart the root of n. People, not messages:
 * resubmissions add nothing. Likes do not count: clicks are cheap, and the largest known topic has fewer than single
 * messages have. 0 when only one person spoke up: that is a case, not a topic.
 */
export function heatOf({ people, together }: Pick<Intensity, 'people' | 'together'>, distinct: number): number {
  return people < 2 ? 0 : Math.sqrt(people * together) * distinct
}
