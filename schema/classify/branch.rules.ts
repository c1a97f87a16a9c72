import type { EvidenceSpan } from '../kernel/evidence.ts'
import { branchByLetters } from './branch-letters.rules.ts'
import { CATEGORIES, type CategoryNode, readWords } from './categories.ts'
import { NEAR_WORDS } from './categories/near.ts'
import { type Hit, type Lexicon, buildLexicon, findWords, longestOnly } from './lexicon.rules.ts'

/** Where a text stands below its first level; a level that nothing points to is not there. */
export interface BranchFound {
  l2?: string
  l3?: string
  /** Probability that the second level is right, given the first; of what would have been named where it stops above. */
  l2Confidence: number
  /** Probability that second and third level are right, given the first. */
  l3Confidence: number
  evidence: EvidenceSpan[]
}

/**
 * How much a word counts: where people say what it is about (the title, the first words) twice, further on the less the
 * later; said again half as much, more often than `most` times not at all. Chosen on the labelled messages of the parts
 * `read` (tests/evaluate/labels), where other values near these did as well.
 */
const TITLE = { characters: 25, gain: 2 }
const LATER = 500
const AGAIN = { share: 0.5, most: 3 }
const MOST_EVIDENCE = 4
/**
 * A level that is less likely than this is not named: of the part `fit` a sixth of the leaves, nearly all of them wrong,
 * and one branch in fourteen. What is named above it may still be wrong: sure is another thing.
 */
const NAMED = 0.3

/** Without a branch: a word of the first level itself, which is evidence and no more. */
interface BranchWord {
  l2?: string
  l3?: string
  weight: number
}

interface Weighed extends Hit<BranchWord> {
  share: number
}

type Sums = readonly (readonly [name: string, weight: number])[]

/** The second levels that the words speak for, heaviest first. */
export function rankBranches(text: string, l1: string): string[] {
  return total(hitsOf(text, l1), ({ l2 }) => l2).map(([name]) => name)
}

/** The second and third level of a text of which the first stands, from the words of its tree. */
export function findBranch(text: string, l1: string): BranchFound {
  const hits = hitsOf(text, l1)
  const branches = total(hits, ({ l2 }) => l2)
  const [best] = branches
  if (!best) return { ...nearest(text, l1), evidence: evidenceOf(text, hits, undefined, l1) }
  const [l2] = best
  const inBranch = hits.filter(({ values }) => values.some((value) => value.l2 === l2))
  const leaves = total(inBranch, (value) => (value.l2 === l2 ? value.l3 : undefined))
  const { l2Confidence, l3Confidence } = confidences(branches, leaves)
  const isNamed = l2Confidence >= NAMED
  const l3 = isNamed && l3Confidence >= NAMED ? leaves[0]?.[0] : undefined
  const path = [l1, isNamed && l2, l3].filter(Boolean).join('/')
  return {
    ...(isNamed && { l2 }),
    ...(l3 !== undefined && { l3 }),
    l2Confidence,
    l3Confidence,
    evidence: evidenceOf(text, hits, isNamed ? l2 : undefined, path),
  }
}

/** The heaviest words of the branch named, and of the first level. */
function evidenceOf(text: string, hits: readonly Weighed[], l2: string | undefined, path: string): EvidenceSpan[] {
  return hits
    .map(({ start, end, values, share }) => ({ start, end, weight: share * heaviest(values, l2) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_EVIDENCE)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end, why: `“${text.slice(start, end)}”指向${path}` }))
}

function heaviest(values: readonly BranchWord[], l2: string | undefined): number {
  let most = 0
  for (const value of values) if (value.l2 === l2 || value.l2 === undefined) most = Math.max(most, value.weight)
  return most
}

/** No word of the tree stands in the text: the branch whose words have most letters in common with it. */
function nearest(text: string, l1: string): Omit<BranchFound, 'evidence'> {
  const near = branchByLetters(text, l1)
  return { ...(near && { l2: near.l2 }), l2Confidence: near?.confidence ?? 0, l3Confidence: 0 }
}

function hitsOf(text: string, l1: string): Weighed[] {
  const lexicon = lexiconOf(l1)
  return lexicon ? weigh(text, longestOnly(findWords(lexicon, text))) : []
}

function weigh(text: string, hits: readonly Hit<BranchWord>[]): Weighed[] {
  const said = new Map<string, number>()
  return hits.flatMap((hit) => {
    const word = text.slice(hit.start, hit.end)
    const times = said.get(word) ?? 0
    said.set(word, times + 1)
    if (times >= AGAIN.most) return []
    const place = hit.start < TITLE.characters ? TITLE.gain : 1 / (1 + hit.start / LATER)
    return [{ ...hit, share: place * AGAIN.share ** times }]
  })
}

/** Weight per name, heaviest first. A word that stands on several levels of one branch counts once, by its best weight. */
function total(hits: readonly Weighed[], nameOf: (value: BranchWord) => string | undefined): Sums {
  const sums = new Map<string, number>()
  const add = (name: string, weight: number) => sums.set(name, (sums.get(name) ?? 0) + weight)
  for (const { values, share } of hits) {
    const own = new Map<string, number>()
    for (const value of values) {
      const name = nameOf(value)
      if (name === undefined) continue
      if (values.length === 1) add(name, value.weight * share)
      else own.set(name, Math.max(own.get(name) ?? 0, value.weight))
    }
    for (const [name, weight] of own) add(name, weight * share)
  }
  return [...sums].sort((a, b) => b[1] - a[1])
}

/** How far the best is ahead of the next, and how much was said for it, each as a logarithm. */
function clearness(sums: Sums): { ahead: number; said: number } {
  const [best = 0, next = 0] = sums.map(([, weight]) => weight)
  return { ahead: Math.log((best + 1) / (next + 1)), said: Math.log1p(best) }
}

/**
 * Logistic curves through what was right among the 87 labelled messages of the part `fit` (tests/evaluate/labels). The
 * leaf's is of those whose second level was right.
 */
function confidences(branches: Sums, leaves: Sums): Pick<BranchFound, 'l2Confidence' | 'l3Confidence'> {
  const [l2, l3] = [clearness(branches), clearness(leaves)]
  const l2Confidence = logistic(1.64 * l2.ahead + 0.98 * l2.said - 3.04)
  const ofLeaf = leaves.length === 0 ? 0 : logistic(1.62 * (l3.ahead + l3.said) - 4.06)
  return { l2Confidence: round(l2Confidence), l3Confidence: round(l2Confidence * ofLeaf) }
}

const round = (value: number) => Math.round(value * 1000) / 1000

const logistic = (value: number) => 1 / (1 + Math.exp(-value))

const LEXICONS = new Map<string, Lexicon<BranchWord>>()

const wordsOf = ({ path, words }: CategoryNode) => [...words, ...readWords(NEAR_WORDS[path] ?? '')]

/** The words of one tree, read when the first text of it comes; undefined for a first level that the tree has not. */
function lexiconOf(l1: string): Lexicon<BranchWord> | undefined {
  const known = LEXICONS.get(l1)
  if (known) return known
  const root = CATEGORIES.find(({ name }) => name === l1)
  if (!root) return undefined
  const lexicon = buildLexicon<BranchWord>([
    ...root.words.map(({ word, weight }) => [word, { weight }] as const),
    ...root.children.flatMap((branch) => {
      const l2 = branch.name
      return [
        ...wordsOf(branch).map(({ word, weight }) => [word, { l2, weight }] as const),
        ...branch.children.flatMap((leaf) =>
          wordsOf(leaf).map(({ word, weight }) => [word, { l2, l3: leaf.name, weight }] as const),
        ),
      ]
    }),
  ])
  LEXICONS.set(l1, lexicon)
  return lexicon
}
