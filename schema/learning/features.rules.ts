import { tallyFor } from './tally.rules.ts'
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
  const { columns, values } = scanFeatures(text, options, hints)
  return { columns: columns.slice(), values: values.slice() }
}

/** The vector of the text that is being read. */
let shelf: Vector = { columns: new Uint32Array(8192), values: new Float32Array(8192) }

/** The same without the cost of memory: the vector is good until the next text is read. */
export function scanFeatures(text: string, options: FeatureOptions, hints: readonly Hint[] = []): Vector {
  const { shortest, longest, opening } = options
  const tally = tallyFor(options.columns)
  const end = readLetters(text, options.reach)
  tally.add(letters, end, { shortest, longest, salt: 0 })
  tally.add(letters, Math.min(end, opening), { shortest, longest, salt: OPENING_SALT })
  const grams = tally.met
  const most = grams + hints.length
  if (most > shelf.columns.length) shelf = { columns: new Uint32Array(most * 2), values: new Float32Array(most * 2) }
  tally.take(shelf)
  const all = options.hintColumns === 0 ? grams : putHints(shelf, grams, options, hints)
  return { columns: shelf.columns.subarray(0, all), values: shelf.values.subarray(0, all) }
}

/** Puts the hints behind the grams, those that meet in one column added up: how many columns there are now. */
function putHints({ columns, values }: Vector, grams: number, options: FeatureOptions, hints: readonly Hint[]): number {
  const sums: number[] = []
  for (const [name, strength] of hints) {
    const column = options.columns + columnOf(name, 0, name.length, HINT_SALT, options.hintColumns)
    let at = 0
    while (at < sums.length && columns[grams + at] !== column) at += 1
    const sum = (sums[at] ?? 0) + strength
    sums[at] = sum
    columns[grams + at] = column
    values[grams + at] = sum
  }
  return grams + sums.length
}

/** A character said more often in a row than this says no more. */
const IN_A_ROW = 2

/** The letters of the text that is being read; used again for the next. */
let letters = new Uint16Array(4096)

/** Reads half-width small letters without spaces and run-ons into `letters`, at most `reach` of them: how many. */
function readLetters(text: string, reach: number): number {
  const most = Math.min(text.length, reach)
  if (most > letters.length) letters = new Uint16Array(most * 2)
  let end = 0
  for (let at = 0; at < text.length && end < reach; at++) {
    const letter = plain(text.charCodeAt(at))
    if (letter === NOTHING || isRunOn(end, letter)) continue
    letters[end] = letter
    end += 1
  }
  return end
}

const NOTHING = -1

/** The letter as it counts; none for spaces and for marks without a width. */
function plain(code: number): number {
  if (code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0xfeff || code === 0x200b) return NOTHING
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
  return half >= 0x41 && half <= 0x5a ? half + 0x20 : half
}

function isRunOn(end: number, letter: number): boolean {
  if (end < IN_A_ROW || letters[end - 1] !== letter) return false
  const isDigit = letter >= 0x30 && letter <= 0x39
  if (isDigit) return false
  for (let back = 2; back <= IN_A_ROW; back++) if (letters[end - back] !== letter) return false
  return true
}
