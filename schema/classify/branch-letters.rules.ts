import { CATEGORIES, type CategoryNode } from './categories.ts'

/** Letters in common below this say nothing. */
const LEAST = 0.12

interface Branch {
  l2: string
  pairs: ReadonlySet<string>
}

/** Pairs of letters of each branch's names and words, and how many branches of its tree have a pair. */
interface Tree {
  branches: readonly Branch[]
  having: ReadonlyMap<string, number>
}

const TREES = new Map<string, Tree>()

/**
 * The branch of a first level whose names and words have most pairs of letters in common with the text, for texts in
 * which no word of it stands whole. A pair counts the more the fewer branches have it.
 */
export function branchByLetters(text: string, l1: string): { l2: string; confidence: number } | undefined {
  const tree = treeOf(l1)
  if (!tree) return undefined
  const said = pairsOf(text)
  const sums = tree.branches
    .map(({ l2, pairs }) => {
      let sum = 0
      for (const pair of said) if (pairs.has(pair)) sum += 1 / (tree.having.get(pair) ?? 1)
      return { l2, sum }
    })
    .sort((a, b) => b.sum - a.sum)
  const [best, second] = sums
  if (!best || best.sum === 0) return undefined
  const confidence = (best.sum / (best.sum + (second?.sum ?? 0))) * (best.sum / (best.sum + Math.sqrt(said.size)))
  return confidence < LEAST ? undefined : { l2: best.l2, confidence: Math.round(confidence * 1000) / 1000 }
}

function treeOf(l1: string): Tree | undefined {
  const known = TREES.get(l1)
  if (known) return known
  const root = CATEGORIES.find(({ name }) => name === l1)
  if (!root) return undefined
  const branches = root.children.map((node) => ({ l2: node.name, pairs: pairsOfNode(node) }))
  const having = new Map<string, number>()
  for (const { pairs } of branches) for (const pair of pairs) having.set(pair, (having.get(pair) ?? 0) + 1)
  const tree = { branches, having }
  TREES.set(l1, tree)
  return tree
}

function pairsOfNode(node: CategoryNode): Set<string> {
  const pairs = new Set<string>()
  for (const part of [node, ...node.children]) {
    for (const word of [part.name, ...part.words.map((each) => each.word)])
      for (const pair of pairsOf(word)) pairs.add(pair)
  }
  return pairs
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let at = 0; at + 2 <= text.length; at++) {
    const pair = text.slice(at, at + 2)
    if (!/\s/.test(pair)) pairs.add(pair)
  }
  return pairs
}
