/** Which features a model knows: each by its hash, with a place of its own, so that rare ones blur none that matter. */
export interface Vocabulary {
  /** Hashes, ascending; a feature's place is where it stands here. */
  keys: Uint32Array
  /** Open addressing: a hash and its place + 1 side by side (one look at memory for both), 0 and 0 where none. */
  slots: Uint32Array
}

/** The vocabulary of these hashes, which are ascending and each there once. */
export function vocabularyOf(keys: Uint32Array): Vocabulary {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(keys.length * 4 + 4)))
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] ?? 0
    let slot = (key * 2) & (slots.length - 1)
    while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1)
    slots[slot] = key
    slots[slot + 1] = place + 1
  }
  return { keys, slots }
}

/** Features that occur in at least `fewest` of the texts. */
export function learnVocabulary(texts: readonly ReadonlyMap<number, number>[], fewest: number): Vocabulary {
  const seen = new Map<number, number>()
  for (const counts of texts) for (const key of counts.keys()) seen.set(key, (seen.get(key) ?? 0) + 1)
  const keys = [...seen].filter(([, times]) => times >= fewest).map(([key]) => key)
  return vocabularyOf(Uint32Array.from(keys).sort())
}

/** Where the model keeps this hash; −1 for one that it does not know. */
export function placeOf({ slots }: Vocabulary, key: number): number {
  for (let slot = (key * 2) & (slots.length - 1); ; slot = (slot + 2) & (slots.length - 1)) {
    const place = (slots[slot + 1] ?? 0) - 1
    if (place < 0 || slots[slot] === key) return place
  }
}
