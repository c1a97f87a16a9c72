import { type Vector, columnOf } from './vectors.rules.ts'

/** What of a text a model looks at; stored with its weights. */
export interface FeatureOptions {
  /** Runs of so many characters. */
  shortest: number
  longest: number
  /** So many first characters are read a second time as the opening, in columns of their own; 0 for none. */
  opening: number
  /** Columns that runs of characters are hashed into; a power of two. */
  columns: number
  /** Columns for hints, after those; a power of two, or 0 for a model without. */
  hintColumns: number
  /** Characters that are read at most; a longer text says early what it is about. */
  reach: number
}

/** What somebody who knows the field sees in a text (words of a category, a way of speaking), and how clearly, about 0 to 1. */
export type Hint = readonly [name: string, strength: number]

const HINT_SALT = 0x68696e74
const OPENING_SALT = 0x6f70656e

export function columnsOf({ columns, hintColumns }: FeatureOptions): number {
  return columns + hintColumns
}

/**
 * A text as models see it: runs of characters, log-damped and scaled to length 1 together, and hints as strong as they
 * are. Expects simplified characters; spaces are no part of a Chinese text, so segmented and raw texts read alike.
 */
export function readFeatures(text: string, options: FeatureOptions, hints: readonly Hint[] = []): Vector {
  const letters = plainLetters(text, options.reach)
  const tally = tallyFor(options.columns)
  tally.add(letters, options, 0)
  tally.add(letters.slice(0, options.opening), options, OPENING_SALT)
  const grams = tally.take()
  if (hints.length === 0 || options.hintColumns === 0) return grams
  const own = new Map<number, number>()
  for (const [name, strength] of hints) {
    const column = options.columns + columnOf(name, 0, name.length, HINT_SALT, options.hintColumns)
    own.set(column, (own.get(column) ?? 0) + strength)
  }
  const sorted = [...own].sort(([a], [b]) => a - b)
  const columns = new Uint32Array(grams.columns.length + sorted.length)
  const values = new Float32Array(columns.length)
  columns.set(grams.columns)
  values.set(grams.values)
  for (const [at, [column, strength]] of sorted.entries()) {
    columns[grams.columns.length + at] = column
    values[grams.columns.length + at] = strength
  }
  return { columns, values }
}

/** A character said more often in a row than this says no more. */
const IN_A_ROW = 2

/** Half-width small letters without spaces and run-ons, at most `reach` of them. */
function plainLetters(text: string, reach: number): string {
  const letters: number[] = []
  for (let at = 0; at < text.length && letters.length < reach; at++) {
    const letter = plain(text.charCodeAt(at))
    if (letter !== undefined && !isRunOn(letters, letter)) letters.push(letter)
  }
  return String.fromCharCode(...letters)
}

/** The letter as it counts; none for spaces and for marks without a width. */
function plain(code: number): number | undefined {
  if (code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0xfeff || code === 0x200b) return undefined
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
  return half >= 0x41 && half <= 0x5a ? half + 0x20 : half
}

function isRunOn(letters: readonly number[], letter: number): boolean {
  const isDigit = letter >= 0x30 && letter <= 0x39
  if (isDigit) return false
  for (let back = 1; back <= IN_A_ROW; back++) if (letters[letters.length - back] !== letter) return false
  return true
}

/** Counts by column in an array that is used again: a map would cost more than all the rest of reading a text. */
interface Tally {
  add(letters: string, lengths: Pick<FeatureOptions, 'shortest' | 'longest'>, salt: number): void
  /** The counts so far, log-damped and scaled to length 1; the tally is empty afterwards. */
  take(): Vector
}

const TALLIES = new Map<number, Tally>()

function tallyFor(columns: number): Tally {
  const known = TALLIES.get(columns)
  if (known) return known
  const tally = createTally(columns)
  TALLIES.set(columns, tally)
  return tally
}

function createTally(columns: number): Tally {
  const counts = new Uint16Array(columns)
  let touched: number[] = []
  return {
    add(letters, { shortest, longest }, salt) {
      for (let length = shortest; length <= longest; length++) {
        for (let start = 0; start + length <= letters.length; start++) {
          const column = columnOf(letters, start, start + length, salt + length, columns)
          const before = counts[column] ?? 0
          if (before === 0) touched.push(column)
          counts[column] = before + 1
        }
      }
    },
    take() {
      const own = Uint32Array.from(touched).sort()
      const values = new Float32Array(own.length)
      let squares = 0
      for (let at = 0; at < own.length; at++) {
        const column = own[at] ?? 0
        const value = 1 + Math.log(counts[column] ?? 1)
        values[at] = value
        squares += value * value
        counts[column] = 0
      }
      const length = Math.sqrt(squares) || 1
      for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / length
      touched = []
      return { columns: own, values }
    },
  }
}
