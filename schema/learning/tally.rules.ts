import { type Vector, gramSeed, mixed, withLetter } from './vectors.rules.ts'

/** Counts runs of letters by column. Its arrays are used again for every text: a map would cost more than all the rest. */
export interface Tally {
  /** Adds every run of `shortest` to `longest` of the first `end` letters. */
  add(letters: Uint16Array, end: number, lengths: { shortest: number; longest: number; salt: number }): void
  /** How many columns were met. */
  readonly met: number
  /** Writes the columns in the order they were met and their counts, log-damped and scaled to length 1; then it is empty. */
  take(into: Vector): void
}

const TALLIES = new Map<number, Tally>()

/** The tally with so many columns (a power of two); not to be used by two texts at once. */
export function tallyFor(columns: number): Tally {
  const known = TALLIES.get(columns)
  if (known) return known
  const tally = createTally(columns)
  TALLIES.set(columns, tally)
  return tally
}

/** Most columns are met once or a few times: their logarithms are kept. */
const DAMPED = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(count, 1)))

const damped = (count: number) => DAMPED[count] ?? 1 + Math.log(count)

function createTally(columns: number): Tally {
  const counts = new Uint16Array(columns)
  const mask = columns - 1
  let touched = new Uint32Array(4096)
  let met = 0
  return {
    get met() {
      return met
    },
    add(letters, end, { shortest, longest, salt }) {
      touched = withRoom(touched, met, Math.min(columns, met + end * (longest - shortest + 1)))
      const list = touched
      let count = met
      for (let length = shortest; length <= longest; length++) {
        const seed = gramSeed(salt + length)
        for (let start = 0; start + length <= end; start++) {
          let hash = seed
          for (let at = start; at < start + length; at++) hash = withLetter(hash, letters[at] ?? 0)
          const column = mixed(hash) & mask
          const before = counts[column] ?? 0
          if (before === 0) list[count++] = column
          counts[column] = before + 1
        }
      }
      met = count
    },
    take({ columns: columnsMet, values }) {
      const list = touched
      const count = met
      let squares = 0
      for (let at = 0; at < count; at++) {
        const column = list[at] ?? 0
        const value = damped(counts[column] ?? 1)
        counts[column] = 0
        columnsMet[at] = column
        values[at] = value
        squares += value * value
      }
      const scale = Math.sqrt(squares) || 1
      for (let at = 0; at < count; at++) values[at] = (values[at] ?? 0) / scale
      met = 0
    },
  }
}

/** The list itself, or a longer one with its first `used` entries. */
function withRoom(list: Uint32Array<ArrayBuffer>, used: number, wanted: number): Uint32Array<ArrayBuffer> {
  if (wanted <= list.length) return list
  const longer = new Uint32Array(wanted * 2)
  longer.set(list.subarray(0, used))
  return longer
}
