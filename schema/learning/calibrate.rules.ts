import { type Calibration, probabilities } from './text-model.rules.ts'

/** A row held out: the score of each label, how long the text is (`lengthOf`), and which label is right. */
export interface HeldOut {
  scores: ArrayLike<number>
  length: number
  is: number
}

const STEPS = 400
/** How strongly growth and shifts are held at 0: a rare label must not be talked up by a few rows. */
const HOLD = 0.002

/**
 * Temperature, its change with length, and a shift for each label by gradient descent on the log loss of rows that the
 * model did not learn from (vector scaling with one temperature; Guo et al., ICML 2017). Without rows scores are taken
 * as they are. `evenness` 1 fits probabilities to labels that are all as frequent, 0 to labels as they come.
 */
export function fitCalibration(rows: readonly HeldOut[], labels: number, evenness = 0): Calibration {
  const worth = worths(rows, labels, evenness)
  const shifts = Array.from({ length: labels }, () => 0)
  let [sharpness, growth] = [0, 0]
  let rate = 1
  let lastLoss = Infinity
  for (let step = 0; step < STEPS && rows.length > 0; step++) {
    const { loss, bySharpness, byGrowth, byShift } = slope(rows, worth, { sharpness, growth, shifts })
    if (loss > lastLoss) rate /= 2
    lastLoss = loss
    sharpness -= rate * bySharpness
    growth -= rate * (byGrowth + HOLD * growth)
    for (let label = 0; label < labels; label++) {
      shifts[label] = (shifts[label] ?? 0) - rate * ((byShift[label] ?? 0) + HOLD * (shifts[label] ?? 0))
    }
  }
  return { sharpness, growth, shifts }
}

/** What a row of each label counts, so that all rows together count 1. */
function worths(rows: readonly HeldOut[], labels: number, evenness: number): number[] {
  const counts = Array.from({ length: labels }, () => 0)
  for (const { is } of rows) counts[is] = (counts[is] ?? 0) + 1
  const raw = counts.map((count) => (1 / Math.max(count, 1)) ** evenness)
  const sum = raw.reduce((all, each, label) => all + each * (counts[label] ?? 0), 0)
  return raw.map((each) => each / sum)
}

/** Log loss, and where it grows. */
function slope(rows: readonly HeldOut[], worth: readonly number[], calibration: Calibration) {
  let [loss, bySharpness, byGrowth] = [0, 0, 0]
  const byShift = new Float64Array(calibration.shifts.length)
  for (const { scores, length, is } of rows) {
    const shares = probabilities(scores, length, calibration)
    const weight = worth[is] ?? 0
    const gain = Math.exp(calibration.sharpness + calibration.growth * length) * weight
    loss -= Math.log(Math.max(shares[is] ?? 0, 1e-12)) * weight
    for (let label = 0; label < shares.length; label++) {
      const off = (shares[label] ?? 0) - (label === is ? 1 : 0)
      bySharpness += gain * off * (scores[label] ?? 0)
      byGrowth += gain * off * (scores[label] ?? 0) * length
      byShift[label] = (byShift[label] ?? 0) + off * weight
    }
  }
  return { loss, bySharpness, byGrowth, byShift }
}

/**
 * The lowest probability from which `share` of the rows are right, over all rows that are at least so sure; 1 when
 * there is none. Rows held out only.
 */
export function sureFrom(rows: readonly { confidence: number; right: boolean }[], share: number): number {
  const sorted = rows.toSorted((a, b) => b.confidence - a.confidence)
  let right = 0
  let lowest = 1
  for (const [at, row] of sorted.entries()) {
    right += row.right ? 1 : 0
    if (right >= share * (at + 1)) lowest = row.confidence
  }
  return lowest
}
