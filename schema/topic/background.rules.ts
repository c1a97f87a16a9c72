import { normalText } from '../text/normal.rules.ts'
import { type Background, gramsOf } from './grams.rules.ts'

/**
 * Two tables of 2^18 buckets, one byte each (512 KB): a gram's count is the smaller of its two buckets, so a chance
 * meeting with a common gram in one of them does no harm. A byte holds the count's logarithm in sixteenths of an octave.
 */
const BITS = 18
const BUCKETS = 2 ** BITS
const PER_OCTAVE = 16
/** Grams of fewer texts than this are left out: two thirds of all, and rare is what an unknown gram counts as anyway. */
const FEWEST_TEXTS = 3

const first = (column: number) => column & (BUCKETS - 1)
const second = (column: number) => BUCKETS + (Math.imul(column, 0x9e3779b1) >>> (32 - BITS))

/** Counts in how many of the texts each gram stands; the result fits in a file of 512 KB. */
export function learnBackground(texts: Iterable<string>): { table: Uint8Array; texts: number } {
  const having = new Map<number, number>()
  let count = 0
  for (const text of texts) {
    count += 1
    const columns = new Set<number>()
    for (const { column } of gramsOf(normalText(text).text)) columns.add(column)
    for (const column of columns) having.set(column, (having.get(column) ?? 0) + 1)
  }
  const sums = new Float64Array(2 * BUCKETS)
  for (const [column, times] of having) {
    if (times < FEWEST_TEXTS) continue
    for (const bucket of [first(column), second(column)]) sums[bucket] = (sums[bucket] ?? 0) + times
  }
  return {
    table: Uint8Array.from(sums, (sum) => Math.min(255, Math.round(PER_OCTAVE * Math.log2(1 + sum)))),
    texts: count,
  }
}

/** Reads what `learnBackground` wrote; undefined when the table is not of that size. */
export function backgroundOf(table: Uint8Array, texts: number): Background | undefined {
  if (table.length !== 2 * BUCKETS) return undefined
  return {
    rarest: 1 / (texts + 1),
    share(column) {
      const level = Math.min(table[first(column)] ?? 0, table[second(column)] ?? 0)
      return Math.min(1, 2 ** (level / PER_OCTAVE) / (texts + 1))
    },
  }
}
