import { NOWHERE, type PrefixTree, branchFrom, plantTree } from './prefix-tree.rules.ts'

/** One word of a lexicon found in a text: UTF-16 positions, end exclusive, and everything the lexicon says about it. */
export interface Hit<T> {
  start: number
  end: number
  values: readonly T[]
}

/** Words in a prefix tree; a text is read once, however many words there are. */
export interface Lexicon<T> {
  readonly tree: PrefixTree
  /** By node of the tree: what is said of the word that ends there. */
  readonly values: readonly (readonly T[] | undefined)[]
}

/** The same word may be given several times; it then carries several values. Empty words are left out. */
export function buildLexicon<T>(entries: Iterable<readonly [word: string, value: T]>): Lexicon<T> {
  const words = Array.from(entries).filter(([word]) => word !== '')
  return plantTree(
    words.map(([word, value]) => [Array.from({ length: word.length }, (_, at) => foldAt(word, at)), value]),
  )
}

/**
 * Every occurrence of every word, also one inside another; by start, then shorter first. Given `gaps`, a word also counts
 * when it was said haltingly (停…电): up to that many pauses may stand between two of its letters.
 */
export function findWords<T>({ tree, values }: Lexicon<T>, text: string, gaps = 0): Hit<T>[] {
  const hits: Hit<T>[] = []
  for (let start = 0; start < text.length; start++) {
    let node = tree.first[foldAt(text, start)] ?? NOWHERE
    let left = gaps
    for (let at = start + 1; node !== NOWHERE; at++) {
      const own = values[node]
      if (own) hits.push({ start, end: at, values: own })
      let next = at < text.length ? branchFrom(tree, node, foldAt(text, at)) : NOWHERE
      for (; next === NOWHERE && left > 0 && isPause(text.charCodeAt(at)); left--) {
        at += 1
        next = at < text.length ? branchFrom(tree, node, foldAt(text, at)) : NOWHERE
      }
      node = next
    }
  }
  return hits
}

/** What a recogniser, a shy or a cautious writer puts between the letters of a word. */
const PAUSES = new Set(Array.from(' …-~*·、.|_', (pause) => pause.charCodeAt(0)))
const HIGHEST_PAUSE = Math.max(...PAUSES)

const isPause = (letter: number) => letter <= HIGHEST_PAUSE && PAUSES.has(letter)

/**
 * Of overlapping hits keeps the one that begins first, and of those the longest: 火灾隐患 is not also 火灾.
 * Expects the order of `findWords`.
 */
export function longestOnly<H extends { start: number; end: number }>(hits: readonly H[]): H[] {
  const kept: H[] = []
  for (const hit of hits) {
    const last = kept.at(-1)
    if (!last || hit.start >= last.end) kept.push(hit)
    else if (hit.start === last.start && hit.end > last.end) kept[kept.length - 1] = hit
  }
  return kept
}

/** Full-width letters and digits count as plain ones, capitals as small ones; positions stay as they are. */
function foldAt(text: string, at: number): number {
  const letter = text.charCodeAt(at)
  const plain = letter >= 0xff01 && letter <= 0xff5e ? letter - 0xfee0 : letter
  return plain >= 0x41 && plain <= 0x5a ? plain + 0x20 : plain
}
