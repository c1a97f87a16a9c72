import type { Plane } from '../../learning/linear.rules.ts'
import { type Vector, columnOf } from '../../learning/vectors.rules.ts'
import type { EvidenceSpan } from '../../kernel/evidence.ts'
import type { NormalText } from '../../text/normal.rules.ts'
import { toBytes } from './bytes.rules.ts'
import { type DomainModel, domainCounts, domainShares } from './domains.rules.ts'
import { HASHES, READ, eachFeature } from './polarity-features.rules.ts'
import { type Vocabulary, placeOf } from './vocabulary.rules.ts'

/**
 * A linear model of how a text is meant, weighed as NB-SVM (Wang and Manning, ACL 2012): each feature counts by how much
 * likelier it is in one of the two classes, and a plane is laid through texts weighed so. Beside what it always says, a
 * feature has its say in each domain, which counts by the text's share of it (Daumé, ACL 2007). Bytes are int8.
 */
export interface PolarityModel {
  vocabulary: Vocabulary
  /** Log ratio of each known feature in steps of `ratioStep`. */
  ratios: Int8Array
  ratioStep: number
  /** For each feature what it says anywhere, then in each domain. */
  weights: Int8Array
  weightStep: number
  bias: number
  /** From the plane's score to a probability: 1 / (1 + e^-(slope × score + offset)), fitted on rows held out. */
  slope: number
  offset: number
  domains: DomainModel
}

/** A text as the model sees it: the features that it knows, weighed, by place, and the shares of the domains. */
export interface Seen {
  features: Vector
  shares: Float32Array
}

export function seenBy(model: PolarityModel, text: string): Seen {
  const read = text.slice(0, READ)
  return {
    features: knownFeatures(model, read),
    shares: domainShares(model.domains, domainCounts(read, model.domains.columns)),
  }
}

/** What `toVector` makes of the known features, without a map: every message comes by here. */
function knownFeatures({ vocabulary, ratios, ratioStep }: PolarityModel, text: string): Vector {
  const found: number[] = []
  eachFeature(text, (hash) => {
    const place = placeOf(vocabulary, hash)
    if (place >= 0) found.push(place)
  })
  const places = Uint32Array.from(found).sort()
  const values = new Float32Array(places.length)
  let [size, squares] = [0, 0]
  for (let at = 0; at < places.length;) {
    const place = places[at] ?? 0
    let end = at + 1
    while (places[end] === place) end += 1
    const value = (1 + Math.log(end - at)) * (ratios[place] ?? 0) * ratioStep
    places[size] = place
    values[size] = value
    squares += value * value
    size += 1
    at = end
  }
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < size; at++) values[at] = (values[at] ?? 0) / length
  return { columns: places.subarray(0, size), values: values.subarray(0, size) }
}

/** How likely the text is meant well, 0 (badly) to 1. A text without any letter says nothing: 0.5. */
export function polarityOf(model: PolarityModel, seen: Seen): number {
  return seen.features.columns.length === 0 ? 0.5 : toProbability(model, polarityScore(model, seen))
}

/** Which side of the plane, and how far: above 0 is meant well. */
export function polarityScore(model: PolarityModel, { features: { columns, values }, shares }: Seen): number {
  let sum = 0
  for (let at = 0; at < columns.length; at++) sum += (values[at] ?? 0) * sayOf(model, columns[at] ?? 0, shares)
  return sum * model.weightStep + model.bias
}

/** What a feature says in a text of these domains, in steps of `weightStep`. */
function sayOf({ weights }: PolarityModel, place: number, shares: Float32Array): number {
  const from = place * (shares.length + 1)
  let say = weights[from] ?? 0
  for (let domain = 0; domain < shares.length; domain++) {
    const share = shares[domain] ?? 0
    if (share > 0) say += share * (weights[from + 1 + domain] ?? 0)
  }
  return say
}

/** A row as the plane is taught it: each feature anywhere, and in the domains that the text has a share of. */
export function inDomains({ columns, values }: Vector, shares: Float32Array): Vector {
  const width = shares.length + 1
  const there = [...shares.keys()].filter((domain) => (shares[domain] ?? 0) > 0)
  const each = there.length + 1
  const own = { columns: new Uint32Array(columns.length * each), values: new Float32Array(columns.length * each) }
  for (let at = 0; at < columns.length; at++) {
    const from = (columns[at] ?? 0) * width
    own.columns[at * each] = from
    own.values[at * each] = values[at] ?? 0
    for (const [place, domain] of there.entries()) {
      own.columns[at * each + place + 1] = from + domain + 1
      own.values[at * each + place + 1] = (values[at] ?? 0) * (shares[domain] ?? 0)
    }
  }
  return own
}

export function toProbability({ slope, offset }: Pick<PolarityModel, 'slope' | 'offset'>, score: number): number {
  return 1 / (1 + Math.exp(-(slope * score + offset)))
}

/** Words that are shown for a polarity. */
const MOST_SHOWN = 3
const LONGEST_SHOWN = 3

/** The runs of two or three characters that speak loudest for what the model said, none inside another. */
export function polarityEvidence(
  model: PolarityModel,
  { shares }: Seen,
  said: NormalText,
  original: string,
  polarity: number,
): EvidenceSpan[] {
  const side = polarity >= 0.5 ? 1 : -1
  const text = said.text.slice(0, READ)
  const runs: { start: number; end: number; say: number }[] = []
  for (let length = 2; length <= LONGEST_SHOWN; length++) {
    for (let start = 0; start + length <= text.length; start++) {
      const place = placeOf(model.vocabulary, columnOf(text, start, start + length, length, HASHES))
      if (place < 0) continue
      const say = side * (model.ratios[place] ?? 0) * sayOf(model, place, shares)
      if (say > 0) runs.push({ start, end: start + length, say })
    }
  }
  const shown: typeof runs = []
  for (const run of runs.sort((a, b) => b.say - a.say)) {
    if (shown.length === MOST_SHOWN) break
    if (!/^\p{L}+$/u.test(text.slice(run.start, run.end))) continue
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

/** The model as it ships: the very numbers that held-out rows are scored with, too. */
export function toModel(
  vocabulary: Vocabulary,
  ratios: Float32Array,
  plane: Plane,
  domains: DomainModel,
  { slope, offset }: Pick<PolarityModel, 'slope' | 'offset'>,
): PolarityModel {
  const own = toBytes(ratios)
  const weighed = toBytes(plane.weights)
  return {
    vocabulary,
    ratios: own.bytes,
    ratioStep: own.step,
    weights: weighed.bytes,
    weightStep: weighed.step,
    bias: plane.bias,
    slope,
    offset,
    domains,
  }
}
