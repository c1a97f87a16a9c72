import { fitCalibration, sureFrom } from './calibrate.rules.ts'
import { weighColumns, weighed } from './column-weights.rules.ts'
import { type FeatureOptions, type Hint, columnsOf, readFeatures } from './features.rules.ts'
import { spreadFolds } from './folds.rules.ts'
import { type Plane, trainPlane } from './linear.rules.ts'
import { type Calibration, type TextModel, labelScores, lengthOf, probabilities, squeeze } from './text-model.rules.ts'
import type { Vector } from './vectors.rules.ts'

export interface TrainingView {
  form: string
  text: string
  hints: readonly Hint[]
  /** Made up to teach: no text comes in this form, so it is not measured. */
  unmeasured?: true
}

/** One labelled text, in all the forms in which such a text may come: whole, segmented, its subject only. */
export interface TrainingRow {
  label: string
  views: readonly TrainingView[]
  /** Rows of one group are copies of each other. */
  group?: string
}

/** How a model is trained; written into its manifest. */
export interface Recipe {
  features: FeatureOptions
  /** How dear a mistake is. */
  cost: number
  /** 0: labels are as likely as they are frequent; 1: a rare label counts as much as a frequent one. */
  evenness: number
  /** How much a hint counts beside a run of characters of weight 1. */
  hintGain: number
  folds: number
  /** How often of a hundred a model must be right where it calls itself sure. */
  sureShare: number
  seed: string
}

/** What was said of one form of a row while it was held out. */
export interface HeldOutRow {
  row: number
  form: string
  is: string
  said: string
  confidence: number
}

export interface Trained {
  model: TextModel
  heldOut: HeldOutRow[]
}

/** With fewer rows held out, probabilities and the threshold of sureness stay the prior's: they would follow chance. */
const FEWEST_TO_CALIBRATE = 200

const EMPTY: Vector = { columns: new Uint32Array(), values: new Float32Array() }

interface Prepared {
  labels: readonly string[]
  /** By view: its row, form, label (number), vector, and what the prior says of it. */
  rows: Uint32Array
  forms: readonly string[]
  unmeasured: readonly boolean[]
  labelOf: Uint8Array
  vectors: readonly Vector[]
  priors: readonly Float64Array[] | undefined
}

/**
 * Trains one plane a label against all others, cross-validated: probabilities and the threshold of sureness are fitted
 * on rows that were held out, with weights in the eight bits in which they ship. `prior` is a model with the same
 * features whose say is kept, and the rows teach what is left to say. `onStep` hears after each plane how much of the
 * work is done, 0..1.
 */
export function trainModel(
  name: string,
  rows: readonly TrainingRow[],
  recipe: Recipe,
  { prior, onStep }: { prior?: TextModel; onStep?: (share: number) => void } = {},
): Trained {
  const prepared = prepare(rows, recipe, prior)
  const { labels } = prepared
  const steps = (recipe.folds + 1) * labels.length
  let done = 0
  const step = () => onStep?.((done += 1) / steps)

  const foldOf = spreadFolds(rows, recipe.folds, recipe.seed)
  const held: { view: number; scores: Float64Array; length: number }[] = []
  for (let fold = 0; fold < recipe.folds; fold++) {
    const inFold = (view: number) => foldOf[prepared.rows[view] ?? 0] === fold
    const taught = viewsWhere(prepared, (view) => !inFold(view))
    const model = { ...squeeze(learn(prepared, taught, recipe, prior, step), recipe.features), labels }
    for (const view of viewsWhere(prepared, (each) => inFold(each) && !prepared.unmeasured[each])) {
      const vector = prepared.vectors[view] ?? EMPTY
      held.push({ view, scores: labelScores(model, vector), length: lengthOf(vector) })
    }
  }
  const isFew = prior !== undefined && held.length < FEWEST_TO_CALIBRATE
  const calibration = isFew
    ? widened(prior.calibration, labels.length)
    : fitCalibration(
        held.map(({ view, scores, length }) => ({ scores, length, is: prepared.labelOf[view] ?? 0 })),
        labels.length,
        recipe.evenness,
      )
  const heldOut = held.map(({ view, scores, length }): HeldOutRow => {
    const shares = probabilities(scores, length, calibration)
    const best = shares.indexOf(Math.max(...shares))
    return {
      row: prepared.rows[view] ?? 0,
      form: prepared.forms[view] ?? '',
      is: labels[prepared.labelOf[view] ?? 0] ?? '',
      said: labels[best] ?? '',
      confidence: shares[best] ?? 0,
    }
  })
  const everything = viewsWhere(prepared, () => true)
  const judged = heldOut.map(({ confidence, is, said }) => ({ confidence, right: is === said }))
  const sure = isFew ? prior.sureFrom : sureFrom(judged, recipe.sureShare)
  const planes = learn(prepared, everything, recipe, prior, step)
  const squeezed = squeeze(planes, recipe.features)
  return { model: { name, labels, options: recipe.features, ...squeezed, calibration, sureFrom: sure }, heldOut }
}

/** A prior's probabilities for labels of which it knew the first ones only. */
const widened = (calibration: Calibration, labels: number): Calibration => ({
  ...calibration,
  shifts: Array.from({ length: labels }, (_, label) => calibration.shifts[label] ?? 0),
})

function prepare(rows: readonly TrainingRow[], { features }: Recipe, prior: TextModel | undefined): Prepared {
  const named = [...new Set(rows.map(({ label }) => label))]
  const labels = [...(prior?.labels ?? []), ...named.filter((label) => !prior?.labels.includes(label))]
  const views = rows.flatMap((row, at) => row.views.map((view) => ({ ...view, at, label: labels.indexOf(row.label) })))
  const vectors = views.map(({ text, hints }) => readFeatures(text, features, hints))
  return {
    labels,
    rows: Uint32Array.from(views, ({ at }) => at),
    forms: views.map(({ form }) => form),
    unmeasured: views.map((view) => view.unmeasured === true),
    labelOf: Uint8Array.from(views, ({ label }) => label),
    vectors,
    priors: prior && vectors.map((vector) => labelScores(prior, vector)),
  }
}

function viewsWhere({ vectors }: Prepared, holds: (view: number) => boolean): number[] {
  return vectors.flatMap((_, view) => (holds(view) ? [view] : []))
}

/** A plane for each label from these views, as weights for plain vectors. */
function learn(
  { labels, labelOf, vectors, priors }: Prepared,
  views: readonly number[],
  recipe: Recipe,
  prior: TextModel | undefined,
  onPlane: () => void,
): Plane[] {
  const own = views.flatMap((view) => vectors[view] ?? [])
  const owners = Uint8Array.from(views, (view) => labelOf[view] ?? 0)
  const columnWeights = weighColumns(own, owners, { labels: labels.length, ...recipe })
  return labels.map((_, label) => {
    const weights = columnWeights[label] ?? new Float32Array()
    const plane = trainPlane(
      own.map((vector) => weighed(vector, weights)),
      Array.from(owners, (owner) => owner === label),
      {
        columns: columnsOf(recipe.features),
        cost: recipe.cost,
        positiveGain: rarity(owners, label) ** recipe.evenness,
        seed: `${recipe.seed}-${label}`,
        ...(priors && { offsets: views.map((view) => priors[view]?.[label] ?? 0) }),
      },
    )
    const kept = plane.weights.map((weight, column) => weight * (weights[column] ?? 0))
    onPlane()
    return withPrior({ weights: kept, bias: plane.bias }, prior, label)
  })
}

/** How many rows are of other labels for each row of this one. */
function rarity(owners: Uint8Array, label: number): number {
  const own = owners.reduce((sum, owner) => sum + (owner === label ? 1 : 0), 0)
  return (owners.length - own) / Math.max(own, 1)
}

function withPrior(plane: Plane, prior: TextModel | undefined, label: number): Plane {
  if (!prior || label >= prior.labels.length) return plane
  const many = prior.labels.length
  const scale = prior.scales[label] ?? 0
  return {
    weights: plane.weights.map((weight, column) => weight + (prior.weights[column * many + label] ?? 0) * scale),
    bias: plane.bias + (prior.biases[label] ?? 0),
  }
}
