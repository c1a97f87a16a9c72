/** Repeatable chance: the same seed gives the same row of numbers on every machine. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number
  /** True with this probability. */
  happens(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  pickWeighted<T>(choices: readonly T[], weightOf: (choice: T) => number): T
}

export function chanceFrom(seed: string): Chance {
  const next = generator(seed)
  const chance: Chance = {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (probability) => next() < probability,
    pick: (choices) => at(choices, Math.floor(next() * choices.length)),
    pickWeighted: (choices, weightOf) => {
      let left = next() * choices.reduce((sum, choice) => sum + weightOf(choice), 0)
      const found = choices.findIndex((choice) => (left -= weightOf(choice)) < 0)
      return at(choices, found < 0 ? choices.length - 1 : found)
    },
  }
  return chance
}

function at<T>(choices: readonly T[], index: number): T {
  const choice = choices[index]
  if (choice === undefined) throw new RangeError('nothing to choose from')
  return choice
}

/** FNV-1a over the seed starts a mulberry32: 32 bits of state, plenty for a demo's history. */
function generator(seed: string): () => number {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
