import { spreadFolds } from '../../learning/folds.rules.ts'
import { trainPlane } from '../../learning/linear.rules.ts'
import { calibrationError } from '../../learning/scores.rules.ts'
import { type Counts, type Vector, toVector } from '../../learning/vectors.rules.ts'
import { normalText } from '../../text/normal.rules.ts'
import {
  DOMAIN_COLUMNS,
  type DomainModel,
  domainCounts,
  domainShares,
  heldOutShares,
  trainDomains,
} from './domains.rules.ts'
import { OWN_PHRASES } from './own-phrases.ts'
import { READ, eachFeature } from './polarity-features.rules.ts'
import { type PolarityModel, inDomains, polarityScore, toModel, toProbability } from './polarity.rules.ts'
import { type Vocabulary, learnVocabulary, placeOf } from './vocabulary.rules.ts'

/**
 * A text and how it is meant. `set` tells where it comes from, for folds and scores only; `domain` what is spoken of,
 * which the model learns to tell from the text.
 */
export interface PolarityRow {
  text: string
  good: boolean
  set: string
  domain: string
}

/** Chosen by five-fold cross-validation on the train rows of the three sentiment sets. */
const COST = 0.35
/** A feature of fewer texts than these is noise. */
const FEWEST_TEXTS = 3
/** Added to each count before ratios are taken. */
const SMOOTHING = 1
const PASSES = 15
const FOLDS = 5
/** Domains that are learned at most, and rows that each needs: weights grow with every one. */
const MOST_DOMAINS = 12
const FEWEST_ROWS = 50

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

/** A text with all its features, by hash. */
interface Prepared {
  counts: Counts
  shares: Float32Array
  good: boolean
}

interface Lesson {
  prepared: Prepared[]
  phrases: Prepared[]
  domains: DomainModel
  /** Which fold each row is held out in. */
  foldOf: Uint8Array
}

/** Trains on all rows and our own phrases; cross-validates on the rows. The same rows give the same model. */
export function trainPolarity(
  rows: readonly PolarityRow[],
  onStep: (share: number) => void = () => {},
): PolarityTraining {
  const { prepared, phrases, domains, foldOf } = prepareLesson(rows)
  onStep(1 / (FOLDS + 2))
  const scores = new Float64Array(rows.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fit([...prepared.filter((_, row) => foldOf[row] !== fold), ...phrases], domains)
    for (const [row, seen] of prepared.entries()) {
      if (foldOf[row] === fold) {
        scores[row] = polarityScore(model, { features: weighed(model, seen.counts), shares: seen.shares })
      }
    }
    onStep((fold + 2) / (FOLDS + 2))
  }
  const scale = fitProbability(
    scores,
    rows.map(({ good }) => good),
  )
  const heldOut = rows.map(({ set, good }, row) => ({ set, good, polarity: toProbability(scale, scores[row] ?? 0) }))
  const model = { ...fit([...prepared, ...phrases], domains), ...scale }
  onStep(1)
  return { model, heldOut, calibration: polarityCalibration(heldOut) }
}

/** A model of these rows whose side can be believed and whose probability cannot: without the rows held out for it. */
export function trainSides(rows: readonly PolarityRow[]): PolarityModel {
  const { prepared, phrases, domains } = prepareLesson(rows)
  return fit([...prepared, ...phrases], domains)
}

function prepareLesson(rows: readonly PolarityRow[]): Lesson {
  const foldOf = spreadFolds(
    rows.map(({ text, good, set }) => ({ label: `${set}/${good ? 1 : 0}`, group: bare(text) })),
    FOLDS,
    'polarity',
  )
  const domainOf = commonDomains(rows)
  const names = [...new Set(domainOf)].sort()
  const told = rows.map(({ text }, row) => ({
    domain: domainOf[row] ?? '',
    counts: domainCounts(normalText(text).text.slice(0, READ), DOMAIN_COLUMNS),
  }))
  const shares = heldOutShares(told, names, foldOf, FOLDS)
  const domains = trainDomains(told, names)
  const prepared = rows.map(({ text, good }, row) => ({
    ...prepare(text, good),
    shares: shares[row] ?? new Float32Array(names.length),
  }))
  return { prepared, phrases: phraseRows(domains), domains, foldOf }
}

/** What each row speaks of; its set where a domain has too few rows to learn from, or is not among the largest. */
function commonDomains(rows: readonly PolarityRow[]): string[] {
  const sizes = new Map<string, number>()
  for (const { domain } of rows) sizes.set(domain, (sizes.get(domain) ?? 0) + 1)
  const common = [...sizes]
    .filter(([, size]) => size >= FEWEST_ROWS)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, MOST_DOMAINS)
  const names = new Set(common.map(([name]) => name))
  return rows.map(({ domain, set }) => (names.has(domain) ? domain : set))
}

/** How far the confidence in the said side and being right lie apart. */
function polarityCalibration(rows: readonly Pick<HeldOut, 'good' | 'polarity'>[]): number {
  return calibrationError(
    rows.map(({ good, polarity }) => ({
      confidence: Math.max(polarity, 1 - polarity),
      right: polarity >= 0.5 === good,
    })),
  )
}

function prepare(text: string, good: boolean) {
  const counts: Counts = new Map()
  eachFeature(normalText(text).text, (hash) => counts.set(hash, (counts.get(hash) ?? 0) + 1))
  return { counts, good }
}

/** Our own phrases are of no domain: each counts by the shares that it would be seen with. */
function phraseRows(domains: DomainModel): Prepared[] {
  const of = (phrases: string, good: boolean) =>
    phrases
      .trim()
      .split(/\s+/)
      .map((phrase) => ({
        ...prepare(phrase, good),
        shares: domainShares(domains, domainCounts(normalText(phrase).text, domains.columns)),
      }))
  return [...of(OWN_PHRASES.good, true), ...of(OWN_PHRASES.bad, false)]
}

function weighed({ vocabulary, ratios, ratioStep }: PolarityModel, counts: Counts): Vector {
  return toVector(known(vocabulary, counts), (place) => (ratios[place] ?? 0) * ratioStep)
}

/** The features that the vocabulary knows, by place. */
function known(vocabulary: Vocabulary, counts: Counts): Counts {
  const places: Counts = new Map()
  for (const [hash, count] of counts) {
    const place = placeOf(vocabulary, hash)
    if (place >= 0) places.set(place, count)
  }
  return places
}

/** Copies differ in stops and emoticons at most. */
function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function fit(rows: readonly Prepared[], domains: DomainModel): PolarityModel {
  const vocabulary = learnVocabulary(
    rows.map(({ counts }) => counts),
    FEWEST_TEXTS,
  )
  const seen = rows.map(({ counts, ...row }) => ({ ...row, counts: known(vocabulary, counts) }))
  const ratios = logRatios(seen, vocabulary.keys.length)
  const vectors = seen.map(({ counts, shares }) =>
    inDomains(
      toVector(counts, (place) => ratios[place] ?? 0),
      shares,
    ),
  )
  const plane = trainPlane(
    vectors,
    rows.map(({ good }) => good),
    { columns: vocabulary.keys.length * (domains.names.length + 1), cost: COST, passes: PASSES },
  )
  return toModel(vocabulary, ratios, plane, domains, { slope: 1, offset: 0 })
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

/** How much likelier a text with the feature is good than bad, as a logarithm. */
function logRatios(rows: readonly Prepared[], features: number): Float32Array {
  const good = new Float64Array(features).fill(SMOOTHING)
  const bad = new Float64Array(features).fill(SMOOTHING)
  for (const row of rows) {
    const side = row.good ? good : bad
    for (const place of row.counts.keys()) side[place] = (side[place] ?? 0) + 1
  }
  const shift = Math.log(sum(bad) / sum(good))
  return Float32Array.from(good, (count, place) => Math.log(count / (bad[place] ?? 1)) + shift)
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
