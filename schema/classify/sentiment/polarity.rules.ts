import type { Plane } from '../../learning/linear.rules.ts'
import { type Counts, type Vector, columnOf, countGrams, toVector } from '../../learning/vectors.rules.ts'
import type { EvidenceSpan } from '../../kernel/evidence.ts'
import type { NormalText } from '../../text/normal.rules.ts'

/** Runs of one to three characters; longer ones and words did not help in cross-validation. */
const GRAMS = { shortest: 1, longest: 3 } as const

/** Letters that are read; what is meant is said by then, and a pasted file does not stop the clock. */
const READ = 2000

/**
 * A linear model of how a text is meant, weighed as NB-SVM (Wang and Manning, ACL 2012): each run of characters counts
 * by how much likelier it is in one of the two classes, and a plane is laid through texts weighed so. Bytes are int8.
 */
export interface PolarityModel {
  /** Columns that runs are hashed into; a power of two. */
  columns: number
  /** Log ratio of a column in steps of `ratioStep`. */
  ratios: Int8Array
  ratioStep: number
  weights: Int8Array
  weightStep: number
  bias: number
  /** From the plane's score to a probability: 1 / (1 + e^-(slope × score + offset)), fitted on rows held out. */
  slope: number
  offset: number
}

/** How often each run of characters occurs in a normalised text, by column. */
export function polarityCounts(text: string, columns: number): Counts {
  const counts: Counts = new Map()
  countGrams(counts, text.slice(0, READ), { ...GRAMS, columns })
  return counts
}

/** The text as the model's plane sees it. */
export function polarityVector(counts: Counts, ratioOf: (column: number) => number): Vector {
  return toVector(counts, ratioOf)
}

/** How likely the text is meant well, 0 (badly) to 1. A text without any letter says nothing: 0.5. */
export function polarityOf(model: PolarityModel, text: string): number {
  const counts = polarityCounts(text, model.columns)
  return counts.size === 0 ? 0.5 : toProbability(model, polarityScore(model, counts))
}

/** Which side of the plane, and how far: above 0 is meant well. */
export function polarityScore(model: PolarityModel, counts: Counts): number {
  const { columns, values } = polarityVector(counts, (column) => (model.ratios[column] ?? 0) * model.ratioStep)
  let sum = 0
  for (let at = 0; at < columns.length; at++) sum += (values[at] ?? 0) * (model.weights[columns[at] ?? 0] ?? 0)
  return sum * model.weightStep + model.bias
}

export function toProbability({ slope, offset }: Pick<PolarityModel, 'slope' | 'offset'>, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + offset)))
}

/** Words that are shown for a polarity. */
const MOST_SHOWN = 3

/** The runs of two or three characters that speak loudest for what the model said, none inside another. */
export function polarityEvidence(
  model: PolarityModel,
  said: NormalText,
  original: string,
  polarity: number,
): EvidenceSpan[] {
  const side = polarity >= 0.5 ? 1 : -1
  const text = said.text.slice(0, READ)
  const runs: { start: number; end: number; say: number }[] = []
  for (let length = 2; length <= GRAMS.longest; length++) {
    for (let start = 0; start + length <= text.length; start++) {
      const column = columnOf(text, start, start + length, length, model.columns)
      const say = side * (model.ratios[column] ?? 0) * (model.weights[column] ?? 0)
      if (say > 0 && /^\p{L}+$/u.test(text.slice(start, start + length))) runs.push({ start, end: start + length, say })
    }
  }
  const shown: typeof runs = []
  for (const run of runs.sort((a, b) => b.say - a.say)) {
    if (shown.length === MOST_SHOWN) break
    if (shown.every(({ start, end }) => run.end <= start || end <= run.start)) shown.push(run)
  }
  return shown
    .sort((a, b) => a.start - b.start)
    .map((run) => {
      const start = said.from[run.start] ?? 0
      const end = (said.from[run.end - 1] ?? 0) + 1
      return { start, end, why: `“${original.slice(start, end)}”偏${side > 0 ? '正面' : '负面'}` }
    })
}

/** The steps that real numbers are kept in when each has a byte: the largest fills it, and nothing is cut off. */
function toBytes(values: Float32Array): { bytes: Int8Array; step: number } {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const step = largest / 127 || 1
  return { bytes: Int8Array.from(values, (value) => Math.round(value / step)), step }
}

/** The model as it ships: the very numbers that held-out rows are scored with, too. */
export function toModel(
  ratios: Float32Array,
  plane: Plane,
  { slope, offset }: Pick<PolarityModel, 'slope' | 'offset'>,
): PolarityModel {
  const own = toBytes(ratios)
  const weighed = toBytes(plane.weights)
  return {
    columns: ratios.length,
    ratios: own.bytes,
    ratioStep: own.step,
    weights: weighed.bytes,
    weightStep: weighed.step,
    bias: plane.bias,
    slope,
    offset,
  }
}
