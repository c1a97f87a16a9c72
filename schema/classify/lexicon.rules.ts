/** One word of a lexicon found in a text: UTF-16 positions, end exclusive, and everything the lexicon says about it. */
export interface Hit<T> {
  start: number
  end: number
  values: readonly T[]
}

interface Node<T> {
  next: Map<number, Node<T>>
  values: T[]
}

/** Words in a prefix tree; a text is read once, however many words there are. */
export interface Lexicon<T> {
  readonly root: Node<T>
}

/** The same word may be given several times; it then carries several values. Empty words are left out. */
export function buildLexicon<T>(entries: Iterable<readonly [word: string, value: T]>): Lexicon<T> {
  const root: Node<T> = { next: new Map(), values: [] }
  for (const [word, value] of entries) {
    if (word === '') continue
    let node = root
    for (let at = 0; at < word.length; at++) {
      const letter = fold(word.charCodeAt(at))
      let next = node.next.get(letter)
      if (!next) node.next.set(letter, (next = { next: new Map(), values: [] }))
      node = next
    }
    node.values.push(value)
  }
  return { root }
}

/**
 * Every occurrence of every word, also one inside another; by start, then shorter first. Given `gaps`, a word also counts
 * when it was said haltingly (停…电): up to that many pauses may stand between two of its letters.
 */
export function findWords<T>(lexicon: Lexicon<T>, text: string, gaps = 0): Hit<T>[] {
  const hits: Hit<T>[] = []
  for (let start = 0; start < text.length; start++) {
    let node: Node<T> | undefined = lexicon.root
    let left = gaps
    for (let at = start; at < text.length; at++) {
      const next: Node<T> | undefined = node.next.get(fold(text.charCodeAt(at)))
      if (!next && at > start && left > 0 && PAUSES.has(text.charCodeAt(at))) {
        left -= 1
        continue
      }
      node = next
      if (!node) break
      if (node.values.length > 0) hits.push({ start, end: at + 1, values: node.values })
    }
  }
  return hits
}

/** What a recogniser, a shy or a cautious writer puts between the letters of a word. */
const PAUSES = new Set(Array.from(' …-~*·、.|_', (pause) => pause.charCodeAt(0)))

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
function fold(letter: number): number {
  const plain = letter >= 0xff01 && letter <= 0xff5e ? letter - 0xfee0 : letter
  return plain >= 0x41 && plain <= 0x5a ? plain + 0x20 : plain
}
