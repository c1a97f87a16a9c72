import { trainPlane } from '../../learning/linear.rules.ts'
import { type Counts, type Vector, countGrams, toVector } from '../../learning/vectors.rules.ts'
import { toBytes } from './bytes.rules.ts'

/**
 * What kind of text it is (a book's review, a meal's, a micro-blog …), told from the text alone by one plane a domain:
 * 一般 is blame under a meal and a plain word under a book.
 */
export interface DomainModel {
  names: readonly string[]
  /** Columns that runs are hashed into; a power of two. */
  columns: number
  /** One byte for each column and domain, the domains of a column side by side; in steps of `step`. */
  weights: Int8Array
  step: number
  /** One for each domain. */
  biases: readonly number[]
}

export const DOMAIN_COLUMNS = 2 ** 14

/** How fast the likeliest domain takes all; between a vote and a softmax of the planes, not tuned. */
const SHARPNESS = 3
/** Smaller shares are nothing: they cost time and say little. */
const LEAST_SHARE = 0.02
const COST = 0.5
const PASSES = 10

/** Single characters and pairs: what a text is about shows early. */
export function domainCounts(text: string, columns: number): Counts {
  const counts: Counts = new Map()
  countGrams(counts, text, { shortest: 1, longest: 2, columns })
  return counts
}

/** How far a text is of each domain; 0 where hardly, and all together 1. */
export function domainShares(model: DomainModel, counts: Counts): Float32Array<ArrayBuffer> {
  const { columns, values } = toVector(counts)
  const width = model.names.length
  const scores = Float64Array.from(model.biases)
  for (let at = 0; at < columns.length; at++) {
    const from = (columns[at] ?? 0) * width
    const value = (values[at] ?? 0) * model.step
    for (let domain = 0; domain < width; domain++) {
      scores[domain] = (scores[domain] ?? 0) + value * (model.weights[from + domain] ?? 0)
    }
  }
  const most = scores.reduce((largest, one) => Math.max(largest, one), -Infinity)
  const raised = scores.map((one) => Math.exp(SHARPNESS * (one - most)))
  const sum = raised.reduce((total, one) => total + one, 0)
  const kept = raised.map((one) => (one / sum < LEAST_SHARE ? 0 : one))
  const left = kept.reduce((total, one) => total + one, 0)
  return Float32Array.from(kept, (one) => one / left)
}

export interface DomainRow {
  counts: Counts
  domain: string
}

/** One plane a domain against all others. */
export function trainDomains(rows: readonly DomainRow[], names: readonly string[]): DomainModel {
  const vectors = rows.map(({ counts }): Vector => toVector(counts))
  const planes = names.map((name) =>
    trainPlane(
      vectors,
      rows.map(({ domain }) => domain === name),
      { columns: DOMAIN_COLUMNS, cost: COST, passes: PASSES },
    ),
  )
  const together = new Float32Array(DOMAIN_COLUMNS * names.length)
  for (const [domain, { weights }] of planes.entries()) {
    for (const [column, weight] of weights.entries()) together[column * names.length + domain] = weight
  }
  const { bytes, step } = toBytes(together)
  return { names, columns: DOMAIN_COLUMNS, weights: bytes, step, biases: planes.map(({ bias }) => bias) }
}

/** The shares of each row by a model that never saw it: what is learned with them then meets no surer ones in use. */
export function heldOutShares(
  rows: readonly DomainRow[],
  names: readonly string[],
  foldOf: Uint8Array,
  folds: number,
): Float32Array[] {
  const shares = rows.map(() => new Float32Array(names.length))
  for (let fold = 0; fold < folds; fold++) {
    const model = trainDomains(
      rows.filter((_, row) => foldOf[row] !== fold),
      names,
    )
    for (const [row, { counts }] of rows.entries()) {
      if (foldOf[row] === fold) shares[row] = domainShares(model, counts)
    }
  }
  return shares
}
