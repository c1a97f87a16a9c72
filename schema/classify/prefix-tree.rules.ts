/**
 * Which node of a tree of prefixes a letter leads to, in flat arrays: nodes are numbered level by level, so that those
 * that leave one node stand side by side, by their letters. Letters are UTF-16 units.
 */
export interface PrefixTree {
  /** By node: the letter that leads to it. */
  letters: Uint16Array
  /** By node: the first node that leaves it; what leaves it ends where those of the next node begin. */
  branches: Int32Array
  /** By letter: the node it leads to from the root. Most letters of a text begin no word, and this is asked first. */
  first: Uint16Array
}

/** The root, which no letter leads to. */
export const NOWHERE = 0

interface Sprout<T> {
  next: Map<number, Sprout<T>>
  values: T[]
}

/** The tree of these words, and by node what was given for the words that end there. */
export function plantTree<T>(words: Iterable<readonly [letters: readonly number[], value: T]>): {
  tree: PrefixTree
  values: (readonly T[] | undefined)[]
} {
  const nodes = [grow(words)]
  const letters = [0]
  const branches: number[] = []
  // The list gets longer while it is gone through: that is what numbers the nodes level by level.
  for (const { next } of nodes) {
    branches.push(nodes.length)
    for (const [letter, sprout] of [...next].sort(([a], [b]) => a - b)) {
      nodes.push(sprout)
      letters.push(letter)
    }
  }
  branches.push(nodes.length)
  const first = new Uint16Array(0x10000)
  for (let node = 1; node < (branches[1] ?? 0); node++) first[letters[node] ?? 0] = node
  return {
    tree: { letters: Uint16Array.from(letters), branches: Int32Array.from(branches), first },
    values: nodes.map(({ values }) => (values.length > 0 ? values : undefined)),
  }
}

function grow<T>(words: Iterable<readonly [letters: readonly number[], value: T]>): Sprout<T> {
  const root: Sprout<T> = { next: new Map(), values: [] }
  for (const [letters, value] of words) {
    let at = root
    for (const letter of letters) {
      let next = at.next.get(letter)
      if (!next) at.next.set(letter, (next = { next: new Map(), values: [] }))
      at = next
    }
    at.values.push(value)
  }
  return root
}

/** The node that the letter leads to from this one, which is not the root; or `NOWHERE`. */
export function branchFrom({ letters, branches }: PrefixTree, node: number, letter: number): number {
  const end = branches[node + 1] ?? 0
  let low = branches[node] ?? 0
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if ((letters[middle] ?? 0) < letter) low = middle + 1
    else high = middle
  }
  return low < end && letters[low] === letter ? low : NOWHERE
}
