/** Rows of a sparse matrix, one per text: which columns (hashed features) occur in it and how much each counts. */
export interface Vector {
  /** Columns, each once, in any order. */
  columns: Uint32Array
  values: Float32Array
}

/** Counts per column, before they are weighed. */
export type Counts = Map<number, number>

/** FNV-1a over UTF-16 units with a last mix: the column of a feature among `columns` (a power of two). */
export function columnOf(text: string, start: number, end: number, salt: number, columns: number): number {
  let hash = gramSeed(salt)
  for (let at = start; at < end; at++) hash = withLetter(hash, text.charCodeAt(at))
  return mixed(hash) & (columns - 1)
}

/** What `columnOf` is made of, for those who go through a text letter by letter. */
export const gramSeed = (salt: number) => 0x811c9dc5 ^ salt
export const withLetter = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193)

export function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const full = Math.imul(half ^ (half >>> 13), 0xc2b2ae35)
  return (full ^ (full >>> 16)) >>> 0
}

/** Adds every run of `shortest` to `longest` characters of the text, each occurrence by `gain`. */
export function countGrams(
  counts: Counts,
  text: string,
  { shortest, longest, columns, salt = 0, gain = 1 }: GramOptions,
): void {
  for (let length = shortest; length <= longest; length++) {
    for (let start = 0; start + length <= text.length; start++) {
      const column = columnOf(text, start, start + length, salt + length, columns)
      counts.set(column, (counts.get(column) ?? 0) + gain)
    }
  }
}

export interface GramOptions {
  shortest: number
  longest: number
  /** A power of two. */
  columns: number
  /** Keeps the grams of different parts of a text (its subject, its detail) apart. */
  salt?: number
  gain?: number
}

/** Log-damped counts, each by `weightOf` its column (such as idf), scaled to length 1. An empty text is an empty vector. */
export function toVector(counts: Counts, weightOf: (column: number) => number = () => 1): Vector {
  const columns = Uint32Array.from(counts.keys()).sort()
  const values = new Float32Array(columns.length)
  let squares = 0
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] ?? 0
    const value = (1 + Math.log(counts.get(column) ?? 1)) * weightOf(column)
    values[at] = value
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / length
  return { columns, values }
}
