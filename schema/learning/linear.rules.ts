import { chanceFrom } from '../kernel/chance.ts'
import type { Vector } from './vectors.rules.ts'

/** One hyperplane: `weights` by column, and what is added when nothing speaks. */
export interface Plane {
  weights: Float32Array
  bias: number
}

export interface LinearOptions {
  columns: number
  /** How dear a mistake is; larger fits the training rows closer. */
  cost: number
  /** Cost of a missed positive row over that of a missed negative one; 1 when not given. */
  positiveGain?: number
  /** Passes over the rows at most. */
  passes?: number
  seed?: string
  /** What another model says of each row already; the plane learns what is left to say. */
  offsets?: ArrayLike<number>
}

/** The change of the dual variables below which training stops. */
const SETTLED = 0.01

/**
 * A linear classifier by dual coordinate descent on the squared hinge loss with L2 regularisation (Hsieh et al., ICML
 * 2008, algorithm 1; what LIBLINEAR calls L2R_L2LOSS_SVC_DUAL). `positive` tells the rows of the class from the others.
 * The same rows, options and seed give the same plane.
 */
export function trainPlane(rows: readonly Vector[], positive: ArrayLike<boolean>, options: LinearOptions): Plane {
  const { columns, cost, positiveGain = 1, passes = 60, seed = 'plane', offsets } = options
  const weights = new Float64Array(columns)
  let bias = 0
  const count = rows.length
  const alpha = new Float64Array(count)
  const diagonal = Float64Array.from({ length: count }, (_, row) => 0.5 / costOf(row))
  const squares = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1))
  const order = Uint32Array.from({ length: count }, (_, row) => row)
  const chance = chanceFrom(seed)

  function costOf(row: number): number {
    return positive[row] ? cost * positiveGain : cost
  }

  for (let pass = 0; pass < passes; pass++) {
    for (let at = count - 1; at > 0; at--) {
      const other = chance.whole(0, at)
      const kept = order[at] ?? 0
      order[at] = order[other] ?? 0
      order[other] = kept
    }
    let largest = 0
    for (let at = 0; at < count; at++) {
      const row = order[at] ?? 0
      const vector = rows[row]
      if (!vector) continue
      const side = positive[row] ? 1 : -1
      const before = alpha[row] ?? 0
      const said = dot(weights, vector) + bias + (offsets?.[row] ?? 0)
      const gradient = side * said - 1 + (diagonal[row] ?? 0) * before
      const projected = before === 0 ? Math.min(gradient, 0) : gradient
      if (Math.abs(projected) < 1e-12) continue
      largest = Math.max(largest, Math.abs(projected))
      const after = Math.max(before - gradient / ((squares[row] ?? 1) + (diagonal[row] ?? 0)), 0)
      alpha[row] = after
      const step = (after - before) * side
      bias += step
      const { columns: own, values } = vector
      for (let k = 0; k < own.length; k++) {
        const column = own[k] ?? 0
        weights[column] = (weights[column] ?? 0) + step * (values[k] ?? 0)
      }
    }
    if (largest < SETTLED) break
  }
  return { weights: Float32Array.from(weights), bias }
}

function dot(weights: Float32Array | Float64Array, { columns, values }: Vector): number {
  let sum = 0
  for (let at = 0; at < columns.length; at++) sum += (weights[columns[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}
