import { spreadFolds } from '../../learning/folds.rules.ts'
import { trainPlane } from '../../learning/linear.rules.ts'
import { calibrationError } from '../../learning/scores.rules.ts'
import type { Counts, Vector } from '../../learning/vectors.rules.ts'
import { normalText } from '../../text/normal.rules.ts'
import { OWN_PHRASES } from './own-phrases.ts'
import {
  type PolarityModel,
  polarityCounts,
  polarityScore,
  polarityVector,
  toModel,
  toProbability,
} from './polarity.rules.ts'

/** A text and how it is meant; `set` tells where it comes from, for folds and scores only: the model never sees it. */
export interface PolarityRow {
  text: string
  good: boolean
  set: string
}

/** Chosen by five-fold cross-validation on the train rows of the three sentiment sets. */
const COLUMNS = 2 ** 19
const COST = 0.5
/** Added to each count before ratios are taken. */
const SMOOTHING = 1
const PASSES = 20
const FOLDS = 5

export interface HeldOut {
  set: string
  good: boolean
  polarity: number
}

export interface PolarityTraining {
  model: PolarityModel
  /** Every row scored by a model that never saw it or a copy of it. */
  heldOut: HeldOut[]
  /** Expected calibration error of the rows held out. */
  calibration: number
}

interface Prepared {
  counts: Counts
  good: boolean
}

/** Trains on all rows and our own phrases; cross-validates on the rows. The same rows give the same model. */
export function trainPolarity(
  rows: readonly PolarityRow[],
  onStep: (share: number) => void = () => {},
): PolarityTraining {
  const prepared = rows.map(({ text, good }) => prepare(text, good))
  const phrases = phraseRows()
  const foldOf = spreadFolds(
    rows.map(({ text, good, set }) => ({ label: `${set}/${good ? 1 : 0}`, group: bare(text) })),
    FOLDS,
    'polarity',
  )
  const scores = new Float64Array(rows.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fit([...prepared.filter((_, row) => foldOf[row] !== fold), ...phrases])
    for (const [row, { counts }] of prepared.entries())
      if (foldOf[row] === fold) scores[row] = polarityScore(model, counts)
    onStep((fold + 1) / (FOLDS + 1))
  }
  const scale = fitProbability(
    scores,
    rows.map(({ good }) => good),
  )
  const heldOut = rows.map(({ set, good }, row) => ({ set, good, polarity: toProbability(scale, scores[row] ?? 0) }))
  const model = { ...fit([...prepared, ...phrases]), ...scale }
  onStep(1)
  return { model, heldOut, calibration: polarityCalibration(heldOut) }
}

/** How far the confidence in the said side and being right lie apart. */
export function polarityCalibration(rows: readonly Pick<HeldOut, 'good' | 'polarity'>[]): number {
  return calibrationError(
    rows.map(({ good, polarity }) => ({
      confidence: Math.max(polarity, 1 - polarity),
      right: polarity >= 0.5 === good,
    })),
  )
}

function prepare(text: string, good: boolean): Prepared {
  return { counts: polarityCounts(normalText(text).text, COLUMNS), good }
}

function phraseRows(): Prepared[] {
  return [...split(OWN_PHRASES.good, true), ...split(OWN_PHRASES.bad, false)]
}

function split(phrases: string, good: boolean): Prepared[] {
  return phrases
    .trim()
    .split(/\s+/)
    .map((phrase) => prepare(phrase, good))
}

/** Copies differ in stops and emoticons at most. */
function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function fit(rows: readonly Prepared[]): PolarityModel {
  const ratios = logRatios(rows)
  const vectors = rows.map(({ counts }): Vector => polarityVector(counts, (column) => ratios[column] ?? 0))
  const plane = trainPlane(
    vectors,
    rows.map(({ good }) => good),
    { columns: COLUMNS, cost: COST, passes: PASSES },
  )
  return toModel(ratios, plane, { slope: 1, offset: 0 })
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

/** How much likelier a text with the column is good than bad, as a logarithm. */
function logRatios(rows: readonly Prepared[]): Float32Array {
  const good = new Float64Array(COLUMNS).fill(SMOOTHING)
  const bad = new Float64Array(COLUMNS).fill(SMOOTHING)
  for (const row of rows) {
    const side = row.good ? good : bad
    for (const column of row.counts.keys()) side[column] = (side[column] ?? 0) + 1
  }
  const shift = Math.log(sum(bad) / sum(good))
  return Float32Array.from(good, (count, column) => Math.log(count / (bad[column] ?? 1)) + shift)
}

/** Slope and offset by Newton's method on the log loss (Platt 1999). */
function fitProbability(scores: Float64Array, good: readonly boolean[]): { slope: number; offset: number } {
  let slope = 1
  let offset = 0
  for (let pass = 0; pass < 30; pass++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9]
    for (const [row, score] of scores.entries()) {
      const p = toProbability({ slope, offset }, score)
      const miss = p - (good[row] ? 1 : 0)
      const bend = p * (1 - p)
      ga += miss * score
      gb += miss
      haa += bend * score * score
      hab += bend * score
      hbb += bend
    }
    const size = haa * hbb - hab * hab
    if (Math.abs(size) < 1e-12) break
    slope -= (hbb * ga - hab * gb) / size
    offset -= (haa * gb - hab * ga) / size
  }
  return { slope, offset }
}
