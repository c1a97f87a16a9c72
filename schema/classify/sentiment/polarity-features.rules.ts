import { columnOf } from '../../learning/vectors.rules.ts'

/** Letters that are read; what is meant is said by then, and a pasted file does not stop the clock. */
export const READ = 2000

/** Runs of one to four characters, the ends of the text counting as one. */
const LONGEST = 4
/** The opening and the closing clause count again in columns of their own: people close with what they think. */
const LONGEST_AT_ENDS = 3
/** Clauses up to this length are a column as a whole. */
const WHOLE_CLAUSE = 8

const FIRST = 100
const LAST = 200
const CLAUSE = 300
const SIZE = 400

const BETWEEN_CLAUSES = /[,.!?;:~ 、…]+/g

/** Features are known by a hash of 31 bits: two of a million meet so seldom that nobody is harmed. */
export const HASHES = 2 ** 31

/** Hands over the hash of each feature of a normalised text as often as it occurs; none of a text without a letter. */
export function eachFeature(text: string, add: (hash: number) => void): void {
  const read = text.slice(0, READ)
  if (read.trim() === '') return
  const runs = (of: string, longest: number, salt: number) => {
    for (let length = 1; length <= longest; length++) {
      for (let start = 0; start + length <= of.length; start++) {
        add(columnOf(of, start, start + length, salt + length, HASHES))
      }
    }
  }
  runs(`\u0002${read}\u0003`, LONGEST, 0)
  const clauses = read.split(BETWEEN_CLAUSES).filter(Boolean)
  runs(clauses[0] ?? '', LONGEST_AT_ENDS, FIRST)
  runs(clauses.at(-1) ?? '', LONGEST_AT_ENDS, LAST)
  for (const clause of clauses) {
    for (const length of [2, 3]) {
      add(columnOf(clause, 0, Math.min(length, clause.length), CLAUSE + length, HASHES))
      add(columnOf(clause, Math.max(0, clause.length - length), clause.length, CLAUSE + 10 + length, HASHES))
    }
    if (clause.length <= WHOLE_CLAUSE) add(columnOf(clause, 0, clause.length, CLAUSE, HASHES))
  }
  add(columnOf(`c${Math.min(clauses.length, 6)}`, 0, 2, SIZE, HASHES))
  add(columnOf(`l${Math.floor(Math.log2(read.length))}`, 0, 2, SIZE, HASHES))
}
