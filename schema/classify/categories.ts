import { COMMERCE, ENVIRONMENT, TRANSPORT } from './categories/commerce.ts'
import { CONSTRUCTION } from './categories/construction.ts'
import { CIVIL, DISCIPLINE, ECONOMY, FARMING, JUSTICE, LAND, PARTY, TECHNOLOGY } from './categories/government.ts'
import { EDUCATION, HEALTH, LABOUR } from './categories/livelihood.ts'

/** 四级民生: from the floor of city life to what markets serve better. */
export type LivelihoodTier = 'BASIC' | 'ESSENTIAL' | 'DEVELOPMENT' | 'QUALITY'

/** A word and how strongly it points to where it stands, 1 (weak) to 7 (decisive). */
export interface WeightedWord {
  word: string
  weight: number
}

/**
 * One first-level category as it is written down: words separated by spaces, weight after a star (2 when none is
 * given). Words of a branch speak for the branch, words of a leaf for both.
 */
export interface CategorySketch {
  name: string
  words: string
  branches: Readonly<Record<string, { tier: LivelihoodTier; words: string; leaves: Readonly<Record<string, string>> }>>
}

/** 事项分类: a node of the three-level tree. */
export interface CategoryNode {
  name: string
  /** `l1`, `l1/l2` or `l1/l2/l3`. */
  path: string
  /** Second level only: the tier of its matters unless something in the case says otherwise. */
  tier?: LivelihoodTier
  words: readonly WeightedWord[]
  children: readonly CategoryNode[]
}

export function readWords(words: string): WeightedWord[] {
  return words
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [word = '', weight] = entry.split('*')
      return { word, weight: Number(weight ?? 2) }
    })
}

function grow({ name, words, branches }: CategorySketch): CategoryNode {
  const children = Object.entries(branches).map(([branch, { tier, words: branchWords, leaves }]): CategoryNode => {
    const path = `${name}/${branch}`
    const own = Object.entries(leaves).map(([leaf, leafWords]): CategoryNode => ({
      name: leaf,
      path: `${path}/${leaf}`,
      words: readWords(leafWords),
      children: [],
    }))
    return { name: branch, path, tier, words: readWords(branchWords), children: own }
  })
  return { name, path: name, words: readWords(words), children }
}

/**
 * The shipped tree: first-level names as they are in public use by provinces, second and third level and all words our
 * own. A city replaces it by its own tree in the same form.
 */
export const CATEGORIES: readonly CategoryNode[] = [
  CONSTRUCTION,
  PARTY,
  LAND,
  ENVIRONMENT,
  DISCIPLINE,
  TRANSPORT,
  ECONOMY,
  TECHNOLOGY,
  CIVIL,
  FARMING,
  COMMERCE,
  HEALTH,
  JUSTICE,
  EDUCATION,
  LABOUR,
].map(grow)

const BY_PATH = new Map(
  CATEGORIES.flatMap((l1) => [l1, ...l1.children.flatMap((l2) => [l2, ...l2.children])]).map((node) => [
    node.path,
    node,
  ]),
)

/** The node at `l1`, `l1/l2` or `l1/l2/l3`; undefined when the tree has none. */
export function categoryAt(path: string): CategoryNode | undefined {
  return BY_PATH.get(path)
}
