import { columnOf } from '../learning/vectors.rules.ts'

/** How common runs of two and three characters are in requests of any city. */
export interface Background {
  /** The share of texts that have this gram, above 0 and at most 1. */
  share(column: number): number
  /** The share of a gram that was never seen. */
  rarest: number
}

/** Grams are known by a hash: neither topics nor weights carry anybody's words. */
const COLUMNS = 2 ** 30
const SHORTEST = 2
const LONGEST = 3

/** Every run of two and three Chinese characters, letters or digits, not across marks or blanks. */
export function* gramsOf(text: string): Generator<{ column: number; start: number; end: number }> {
  for (const run of text.matchAll(/[\u4e00-\u9fffa-z0-9]+/g)) {
    const until = run.index + run[0].length
    for (let start = run.index; start < until; start++) {
      for (let end = start + SHORTEST; end <= Math.min(start + LONGEST, until); end++) {
        yield { column: columnOf(text, start, end, 0, COLUMNS), start, end }
      }
    }
  }
}
