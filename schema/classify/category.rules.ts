import type { EvidenceSpan } from '../kernel/evidence.ts'
import type { Hint } from '../learning/features.rules.ts'
import type { CategoryMeaning, Meant } from './meaning.ts'

/** First level of a message in which no word of any category occurs. */
export const UNSORTED = '待分类'

/** What the words of the category tree say, taken by themselves. */
export interface WordsFound {
  l1: string
  l2?: string
  l3?: string
  /** 0..1: how far the words point one way, and how many there are. Not calibrated. */
  confidence: number
  /** The same for the branch named, among those of its first level. */
  branchConfidence: number
  /** What the words say for the first level in all, and its share of what they say for any. */
  weight: number
  share: number
  /** Weight of every first level that any word speaks for, heaviest first. */
  firsts: readonly (readonly [l1: string, weight: number])[]
  evidence: EvidenceSpan[]
}

export type CategoryHit = Meant<CategoryMeaning>

/** Total weight at which the words are as good as certain. */
const ENOUGH = 4
/** A branch or leaf is named from this weight on. */
const NAMED = 2
/** A word said again adds half; said more often it adds nothing. */
const AGAIN = [1, 0.5]
const MOST_EVIDENCE = 4

/**
 * Adds up the weights per branch of the tree; each level is decided among the children of the one above. `given` is a
 * first level that stands already: then the words only tell its branches.
 */
export function rankCategory(text: string, hits: readonly CategoryHit[], given?: string): WordsFound {
  const weighed = weigh(text, hits)
  const firsts = total(weighed, (value) => value.l1)
  const best = given === undefined ? firsts[0] : ([given, firsts.find(([name]) => name === given)?.[1] ?? 0] as const)
  if (!best) return { l1: UNSORTED, confidence: 0, branchConfidence: 0, weight: 0, share: 0, firsts, evidence: [] }
  const [l1, score] = best
  const second = firsts.find(([name]) => name !== l1)
  const inL1 = within(weighed, (value) => value.l1 === l1)
  const [l2, otherL2] = total(inL1, (value) => value.l2)
  const inL2 = l2 && l2[1] >= NAMED ? within(inL1, (value) => value.l2 === l2[0]) : undefined
  const l3 = inL2 && total(inL2, (value) => value.l3)[0]
  const named = l3 && l3[1] >= NAMED ? l3[0] : undefined
  const path = [l1, inL2 && l2?.[0], named].filter(Boolean).join('/')
  return {
    l1,
    ...(inL2 && l2 && { l2: l2[0] }),
    ...(named && { l3: named }),
    confidence: clearness(score, second?.[1]),
    branchConfidence: clearness(l2?.[1] ?? 0, otherL2?.[1]),
    weight: score,
    share:
      score /
      Math.max(
        firsts.reduce((sum, [, weight]) => sum + weight, 0),
        1,
      ),
    firsts,
    evidence: (inL2 ?? inL1)
      .toSorted((a, b) => b.best - a.best)
      .slice(0, MOST_EVIDENCE)
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => ({ start, end, why: `“${text.slice(start, end)}”指向${path}` })),
  }
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
    total(weighed, ({ l1, l2 }) => l2 && `${l1}/${l2}`),
    total(weighed, ({ l1, l2, l3 }) => l3 && `${l1}/${l2}/${l3}`),
  ]
  return levels.flat().map(([path, weight]): Hint => [path, Math.log1p(weight) / HINT_SCALE])
}

interface Weighed {
  start: number
  end: number
  values: readonly CategoryMeaning[]
  /** 1 for the first occurrence of the word, less for later ones. */
  share: number
  best: number
}

function weigh(text: string, hits: readonly CategoryHit[]): Weighed[] {
  const said = new Map<string, number>()
  return hits.flatMap(({ start, end, values }) => {
    const word = text.slice(start, end)
    const times = said.get(word) ?? 0
    said.set(word, times + 1)
    const share = AGAIN[times]
    return share === undefined ? [] : [{ start, end, values, share, best: share * heaviest(values) }]
  })
}

const heaviest = (values: readonly CategoryMeaning[]) => Math.max(...values.map((value) => value.weight))

/** Weight per key, heaviest first. A word that stands on several levels of one branch counts once, by its best weight. */
function total(
  weighed: readonly Weighed[],
  keyOf: (value: CategoryMeaning) => string | undefined,
): [key: string, weight: number][] {
  const sums = new Map<string, number>()
  for (const { values, share } of weighed) {
    const own = new Map<string, number>()
    for (const value of values) {
      const key = keyOf(value)
      if (key !== undefined) own.set(key, Math.max(own.get(key) ?? 0, value.weight))
    }
    for (const [key, weight] of own) sums.set(key, (sums.get(key) ?? 0) + weight * share)
  }
  return [...sums].sort((a, b) => b[1] - a[1])
}

function within(weighed: readonly Weighed[], belongs: (value: CategoryMeaning) => boolean): Weighed[] {
  return weighed.flatMap((hit) => {
    const values = hit.values.filter(belongs)
    return values.length > 0 ? [{ ...hit, values }] : []
  })
}

const round = (value: number) => Math.round(value * 1000) / 1000
