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

/** Telling words stand at the beginning of the detail; a long letter must not drown them. */
const DETAIL_LENGTH = 400
/** Said in more than a tenth of all texts: greetings and the like, which tell nothing. */
const TOO_COMMON = 0.1

/** What request texts are read against: how common words are anywhere, and which are only names of the city's parts. */
export interface Reading {
  background: Background
  regions: Regions
}

/**
 * Subject and detail weigh the same, however short the one is: a line that somebody wrote to say what it is about tells as
 * much as all that follows. In a common bag of words the details of one person's case outweigh it, and requests about a
 * policy, which share little but its name, fall apart.
 */
export function readSaying(reading: Reading, request: { subject: string; detail: string }): Saying {
  const named = new Set<number>()
  const about = new Set<number>()
  const read = (original: string, isSubject: boolean) => {
    const counts = new Map<number, number>()
    const text = withoutRegions(normalText(original).text.slice(0, DETAIL_LENGTH), reading.regions)
    const spans = nameSpans(text)
    for (const { column, start, end } of gramsOf(text)) {
      counts.set(column, (counts.get(column) ?? 0) + 1)
      const within = spans.filter((span) => start >= span.start && end <= span.end)
      if (within.length === 0) continue
      named.add(column)
      if (isSubject && within.some((span) => span.place)) about.add(column)
    }
    return weigh(reading.background, counts)
  }
  const whole = read(request.subject, true)
  for (const [column, weight] of read(request.detail, false)) whole.set(column, weight + (whole.get(column) ?? 0))
  const grams = [...scaled(whole)].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return { grams, named, about }
}

/** Log-damped counts by how much a gram tells (minus the logarithm of its share), scaled to length 1. */
function weigh(background: Background, counts: ReadonlyMap<number, number>): Map<number, number> {
  const weights = new Map<number, number>()
  for (const [column, count] of counts) {
    const share = background.share(column)
    if (share <= TOO_COMMON) weights.set(column, (1 + Math.log(count)) * -Math.log(share))
  }
  return scaled(weights)
}

function scaled(weights: Map<number, number>): Map<number, number> {
  let squares = 0
  for (const weight of weights.values()) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  for (const [column, weight] of weights) weights.set(column, weight / length)
  return weights
}
