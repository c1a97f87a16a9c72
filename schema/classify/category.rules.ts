import type { Hint } from '../learning/features.rules.ts'
import type { CategoryMeaning, Meant } from './meaning.ts'

/** First level of a message in which no word of any category occurs. */
export const UNSORTED = '待分类'

/** What the words of the category tree say of the first level, taken by themselves. */
export interface WordsFound {
  l1: string
  /** 0..1: how far the words point one way, and how many there are. Not calibrated. */
  confidence: number
  /** What the words say for the first level in all, and its share of what they say for any. */
  weight: number
  share: number
  /** Weight of every first level that any word speaks for, heaviest first. */
  firsts: readonly (readonly [l1: string, weight: number])[]
}

export type CategoryHit = Meant<CategoryMeaning>

/** Total weight at which the words are as good as certain. */
const ENOUGH = 4
/** A word said again adds half; said more often it adds nothing. */
const AGAIN = [1, 0.5]

/** Adds up the weights per first level; `given` is one that stands already. */
export function rankCategory(text: string, hits: readonly CategoryHit[], given?: string): WordsFound {
  const firsts = total(weigh(text, hits), (value) => value.l1)
  const best = given === undefined ? firsts[0] : ([given, firsts.find(([name]) => name === given)?.[1] ?? 0] as const)
  if (!best) return { l1: UNSORTED, confidence: 0, weight: 0, share: 0, firsts }
  const [l1, weight] = best
  const second = firsts.find(([name]) => name !== l1)
  const all = firsts.reduce((sum, [, own]) => sum + own, 0)
  return { l1, confidence: clearness(weight, second?.[1]), weight, share: weight / Math.max(all, 1), firsts }
}

function clearness(score: number, next = 0): number {
  return score === 0 ? 0 : round((score / (score + next)) * (1 - Math.exp(-score / ENOUGH)))
}

/** Brings usual sums of weights near 1. */
const HINT_SCALE = 3

/** What the words of the category tree say to a model: the log-damped weight of each branch on each level. */
export function categoryHints(text: string, hits: readonly CategoryHit[]): Hint[] {
  const weighed = weigh(text, hits)
  const levels = [
    total(weighed, ({ l1 }) => l1),
    total(weighed, ({ path2 }) => path2),
    total(weighed, ({ path3 }) => path3),
  ]
  return levels.flat().map(([path, weight]): Hint => [path, Math.log1p(weight) / HINT_SCALE])
}

interface Weighed {
  values: readonly CategoryMeaning[]
  /** 1 for the first occurrence of the word, less for later ones. */
  share: number
}

function weigh(text: string, hits: readonly CategoryHit[]): Weighed[] {
  const weighed: Weighed[] = []
  const said = new Map<string, number>()
  for (const { start, end, values } of hits) {
    const word = text.slice(start, end)
    const times = said.get(word) ?? 0
    said.set(word, times + 1)
    const share = AGAIN[times]
    if (share !== undefined) weighed.push({ values, share })
  }
  return weighed
}

function heaviest(values: readonly CategoryMeaning[]): number {
  let most = 0
  for (const { weight } of values) if (weight > most) most = weight
  return most
}

/** Weight per key, heaviest first. A word that stands on several levels of one branch counts once, by its best weight. */
function total(
  weighed: readonly Weighed[],
  keyOf: (value: CategoryMeaning) => string | undefined,
): [key: string, weight: number][] {
  const sums = new Map<string, number>()
  for (const { values, share } of weighed) {
    for (const value of values) {
      const key = keyOf(value)
      if (key === undefined) continue
      const own = values.length === 1 ? values : values.filter((other) => keyOf(other) === key)
      if (own[0] === value) sums.set(key, (sums.get(key) ?? 0) + heaviest(own) * share)
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1])
}

const round = (value: number) => Math.round(value * 1000) / 1000
