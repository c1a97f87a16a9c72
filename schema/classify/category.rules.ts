import type { EvidenceSpan } from '../kernel/evidence.ts'
import { categoryAt } from './categories.ts'
import type { CategoryMeaning, Meant } from './meaning.ts'

/** First level of a message in which no word of any category occurs. */
export const UNSORTED = '待分类'

export interface CategoryFound {
  l1: string
  l2?: string
  l3?: string
  /** 0..1: how far the words point one way, and how many there are. Not calibrated. */
  confidence: number
  evidence: EvidenceSpan[]
}

/** The category that the sender picked from the list: it rests on no words. Undefined for a path the tree does not have. */
export function pickedCategory(path: string): CategoryFound | undefined {
  if (!categoryAt(path)) return undefined
  const [l1 = '', l2, l3] = path.split('/')
  return { l1, ...(l2 && { l2 }), ...(l3 && { l3 }), confidence: 1, evidence: [] }
}

type CategoryHit = Meant<CategoryMeaning>

/** Total weight at which the words are as good as certain. */
const ENOUGH = 4
/** A branch or leaf is named from this weight on. */
const NAMED = 2
/** A word said again adds half; said more often it adds nothing. */
const AGAIN = [1, 0.5]
const MOST_EVIDENCE = 4

/** Adds up the weights per branch of the tree; each level is decided among the children of the one above. */
export function rankCategory(text: string, hits: readonly CategoryHit[]): CategoryFound {
  const weighed = weigh(text, hits)
  const [best, second] = total(weighed, (value) => value.l1)
  if (!best) return { l1: UNSORTED, confidence: 0, evidence: [] }
  const [l1, score] = best
  const inL1 = within(weighed, (value) => value.l1 === l1)
  const l2 = total(inL1, (value) => value.l2)[0]
  const inL2 = l2 && l2[1] >= NAMED ? within(inL1, (value) => value.l2 === l2[0]) : undefined
  const l3 = inL2 && total(inL2, (value) => value.l3)[0]
  const named = l3 && l3[1] >= NAMED ? l3[0] : undefined
  const path = [l1, inL2 && l2?.[0], named].filter(Boolean).join('/')
  return {
    l1,
    ...(inL2 && l2 && { l2: l2[0] }),
    ...(named && { l3: named }),
    confidence: round((score / (score + (second?.[1] ?? 0))) * (1 - Math.exp(-score / ENOUGH))),
    evidence: (inL2 ?? inL1)
      .toSorted((a, b) => b.best - a.best)
      .slice(0, MOST_EVIDENCE)
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => ({ start, end, why: `“${text.slice(start, end)}”指向${path}` })),
  }
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
