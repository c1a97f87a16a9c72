import { normalText } from '../text/normal.rules.ts'
import { type Background, gramsOf } from './grams.rules.ts'
import { nameSpans } from './names.rules.ts'
import { type Regions, withoutRegions } from './regions.rules.ts'

/** What a request says, as topics compare it. */
export interface Saying {
  /** Columns and weights, the heaviest first; the squares of the weights add up to 1. */
  grams: readonly (readonly [column: number, weight: number])[]
  /** Those inside names of places or bodies. */
  named: ReadonlySet<number>
  /** Those inside names of places in the subject: where the request itself says it is about. */
  about: ReadonlySet<number>
}

/** Telling words stand in the subject and at the beginning of the detail; a long letter must not drown them. */
const SUBJECT_GAIN = 3
const DETAIL_LENGTH = 400
/** Said in more than a tenth of all texts: greetings and the like, which tell nothing. */
const TOO_COMMON = 0.1

/** What request texts are read against: how common words are anywhere, and which are only names of the city's parts. */
export interface Reading {
  background: Background
  regions: Regions
}

export function readSaying(reading: Reading, request: { subject: string; detail: string }): Saying {
  const counts = new Map<number, number>()
  const named = new Set<number>()
  const about = new Set<number>()
  const read = (original: string, gain: number, length: number) => {
    const text = withoutRegions(normalText(original).text.slice(0, length), reading.regions)
    const spans = nameSpans(text)
    for (const { column, start, end } of gramsOf(text)) {
      counts.set(column, (counts.get(column) ?? 0) + gain)
      const within = spans.filter((span) => start >= span.start && end <= span.end)
      if (within.length === 0) continue
      named.add(column)
      if (gain > 1 && within.some((span) => span.place)) about.add(column)
    }
  }
  read(request.subject, SUBJECT_GAIN, DETAIL_LENGTH)
  read(request.detail, 1, DETAIL_LENGTH)
  return { grams: weigh(reading.background, counts), named, about }
}

/** Log-damped counts by how much a gram tells (minus the logarithm of its share), scaled to length 1. */
function weigh(background: Background, counts: ReadonlyMap<number, number>): [number, number][] {
  const grams: [number, number][] = []
  let squares = 0
  for (const [column, count] of counts) {
    const share = background.share(column)
    if (share > TOO_COMMON) continue
    const weight = (1 + Math.log(count)) * -Math.log(share)
    grams.push([column, weight])
    squares += weight * weight
  }
  const length = Math.sqrt(squares) || 1
  for (const gram of grams) gram[1] /= length
  return grams.sort((a, b) => b[1] - a[1] || a[0] - b[0])
}
