import { type FeatureOptions, type Hint, columnsOf, scanFeatures } from './features.rules.ts'
import type { Vector } from './vectors.rules.ts'

/** How scores become probabilities; fitted on rows held out. */
export interface Calibration {
  /** Natural logarithm of what a score is multiplied by: the larger, the surer. */
  sharpness: number
  /** How much that changes with the logarithm of a text's length: few words leave more open. */
  growth: number
  /** Added by label. */
  shifts: readonly number[]
}

/** A linear model of texts as it ships: one plane a label, its weights as whole numbers of eight bits. */
export interface TextModel {
  /** What is learned and by whom: stored beside everything that the model decides. */
  name: string
  labels: readonly string[]
  options: FeatureOptions
  /** By column, then label: what a text touches lies together. */
  weights: Int8Array
  /** By label: what one unit of its weights is worth, and what is added when nothing speaks. */
  scales: Float32Array
  biases: Float32Array
  calibration: Calibration
  /** The probability from which at least 95 % of the rows held out were right. */
  sureFrom: number
}

/** What of a model tells labels apart. */
export type Planes = Pick<TextModel, 'labels' | 'weights' | 'scales' | 'biases'>

export interface Ranked {
  label: string
  probability: number
}

/** How far a text lies on the right side of each label's plane. */
export function labelScores(model: Planes, { columns, values }: Vector): Float64Array {
  const { weights, scales, biases, labels } = model
  const many = labels.length
  const sums = new Float64Array(many)
  for (let at = 0; at < columns.length; at++) {
    const row = (columns[at] ?? 0) * many
    const value = values[at] ?? 0
    for (let label = 0; label < many; label++) {
      sums[label] = (sums[label] ?? 0) + value * (weights[row + label] ?? 0)
    }
  }
  for (let label = 0; label < many; label++) {
    sums[label] = (sums[label] ?? 0) * (scales[label] ?? 0) + (biases[label] ?? 0)
  }
  return sums
}

/** Logarithm of the length (in columns) of a middling message: there `growth` changes nothing. */
const MIDDLING = 5

/** How far from a middling message a text of so many columns is. */
export function lengthOf({ columns }: Vector): number {
  return Math.log1p(columns.length) - MIDDLING
}

/** Probabilities by label, adding up to 1, for a text of this length (`lengthOf`). */
export function probabilities(
  scores: ArrayLike<number>,
  length: number,
  { sharpness, growth, shifts }: Calibration,
): Float64Array {
  const gain = Math.exp(sharpness + growth * length)
  const shares = new Float64Array(scores.length)
  let highest = -Infinity
  for (let label = 0; label < shares.length; label++) {
    const logit = (scores[label] ?? 0) * gain + (shifts[label] ?? 0)
    shares[label] = logit
    if (logit > highest) highest = logit
  }
  let total = 0
  for (let label = 0; label < shares.length; label++) {
    const share = Math.exp((shares[label] ?? 0) - highest)
    shares[label] = share
    total += share
  }
  for (let label = 0; label < shares.length; label++) shares[label] = (shares[label] ?? 0) / total
  return shares
}

/** The labels by probability, likeliest first. */
export function rankLabels(model: TextModel, text: string, hints: readonly Hint[] = []): Ranked[] {
  const vector = scanFeatures(text, model.options, hints)
  const shares = probabilities(labelScores(model, vector), lengthOf(vector), model.calibration)
  return model.labels
    .map((label, at) => ({ label, probability: shares[at] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
}

/** Weights in floating point, by label, squeezed into eight bits a weight: the largest of each label becomes 127. */
export function squeeze(
  planes: readonly { weights: Float32Array; bias: number }[],
  options: FeatureOptions,
): Pick<TextModel, 'weights' | 'scales' | 'biases'> {
  const many = planes.length
  const weights = new Int8Array(columnsOf(options) * many)
  const scales = new Float32Array(many)
  for (const [label, plane] of planes.entries()) {
    const largest = plane.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
    const scale = largest / 127 || 1
    scales[label] = scale
    for (let column = 0; column < plane.weights.length; column++) {
      weights[column * many + label] = Math.round((plane.weights[column] ?? 0) / scale)
    }
  }
  return { weights, scales, biases: Float32Array.from(planes, ({ bias }) => bias) }
}
