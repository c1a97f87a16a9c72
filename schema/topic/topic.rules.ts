import type { Background } from './grams.rules.ts'
import type { Saying } from './saying.rules.ts'

/** What a topic is recognised by: small, and all that is needed to tell whether a request belongs to it. */
export interface Core {
  /** How many requests it was made from. */
  size: number
  /** What its requests say, the heaviest first: weights summed up, and how many of them say it. */
  grams: (readonly [column: number, weight: number, count: number])[]
  /** In how many of its requests a gram stood inside a name; only grams that are kept. */
  named: (readonly [column: number, count: number])[]
}

/** Enough for the words its requests share; what only one of them said falls out. */
const KEPT = 300
/** A topic is found by its heaviest grams, a request looks with its own; twice as many, as a topic has more to say. */
const TOPIC_KEYS = 32
const REQUEST_KEYS = 16

/** The columns under which a topic is filed, so that finding candidates is an index look-up. */
export const keysOf = (core: Pick<Core, 'grams'>): number[] => core.grams.slice(0, TOPIC_KEYS).map(([column]) => column)

/** The columns under which topics that a request may belong to are looked for. */
export const lookUpKeys = (saying: Saying): number[] => saying.grams.slice(0, REQUEST_KEYS).map(([column]) => column)

export function coreOf(saying: Saying): Core {
  const kept = saying.grams.slice(0, KEPT)
  return {
    size: 1,
    grams: kept.map(([column, weight]) => [column, weight, 1]),
    named: kept.filter(([column]) => saying.named.has(column)).map(([column]) => [column, 1]),
  }
}

/** The topic with one more request in it. Order matters only where weights are so many that some fall out. */
export const joined = (core: Core, saying: Saying): Core => merged(core, coreOf(saying))

/** Two topics as one. */
export function merged(a: Core, b: Core): Core {
  const sum = new Map(a.grams.map((gram) => [gram[0], gram]))
  for (const [column, weight, count] of b.grams) {
    const other = sum.get(column)
    sum.set(column, [column, weight + (other?.[1] ?? 0), count + (other?.[2] ?? 0)])
  }
  const grams = [...sum.values()].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, KEPT)
  const kept = new Set(grams.map(([column]) => column))
  const named = new Map(a.named)
  for (const [column, count] of b.named) named.set(column, count + (named.get(column) ?? 0))
  return { size: a.size + b.size, grams, named: [...named].filter(([column]) => kept.has(column)) }
}

/** A topic made ready for many comparisons. */
export interface Centre {
  weights: ReadonlyMap<number, number>
  /** What stands in names of places and bodies, and what is as good as a name. */
  named: ReadonlySet<number>
  /** The former only. */
  places: ReadonlySet<number>
  /** What most of its requests say and hardly anybody else does: the name it goes by, whatever it is called. */
  mark: ReadonlyMap<number, number>
  length: number
  /** Length of the part that is no name. */
  matterLength: number
}

/** A gram counts as part of the topic's names when it stood in a name in this share of its requests. */
const NAMED_BY_SHARE = 0.3
/** Most, and hardly anybody: said in this share of its requests, in less than this share of all texts. */
const MARKED_BY_SHARE = 0.6
const RARE = 0.0005
/** A name of three characters has three grams; one chance word is no name. */
const FEWEST_MARKS = 3

export function centreOf(core: Core, background: Background): Centre {
  const often = core.named.filter(([, count]) => count >= NAMED_BY_SHARE * core.size)
  const places = new Set(often.map(([column]) => column))
  const named = new Set(places)
  const mark = new Map<number, number>()
  if (core.size > 1) {
    for (const [column, weight, count] of core.grams) {
      if (count < MARKED_BY_SHARE * core.size || background.share(column) > RARE) continue
      mark.set(column, weight)
    }
    if (mark.size < FEWEST_MARKS) mark.clear()
    for (const column of mark.keys()) named.add(column)
  }
  let squares = 0
  let matter = 0
  for (const [column, weight] of core.grams) {
    squares += weight * weight
    if (!named.has(column)) matter += weight * weight
  }
  const weights = new Map(core.grams.map(([column, weight]) => [column, weight]))
  return { weights, named, places, mark, length: Math.sqrt(squares), matterLength: Math.sqrt(matter) }
}

/** How a request and a topic (or two topics) compare. */
export interface Likeness {
  /** Cosine of everything said, 0..1. */
  whole: number
  /** The part of `whole` that names of places and bodies contribute. */
  place: number
  /** Cosine of what is said beside names. */
  matter: number
  /** How much of the topic's mark the request bears, 0..1. */
  mark: number
  /** How much of the names in the request's subject the topic has too, 0..1; undefined when it names none. */
  sameNames?: number
}

export function compare(saying: Saying, topic: Centre): Likeness {
  let whole = 0
  let place = 0
  let matter = 0
  let ownMatter = 0
  let about = 0
  let known = 0
  let borne = 0
  for (const [column, weight] of saying.grams) {
    const other = weight * (topic.weights.get(column) ?? 0)
    whole += other
    if (saying.named.has(column) || topic.places.has(column)) place += other
    if (!saying.named.has(column) && !topic.named.has(column)) {
      matter += other
      ownMatter += weight * weight
    }
    borne += topic.mark.get(column) ?? 0
    if (!saying.about.has(column)) continue
    about += weight
    if (topic.places.has(column)) known += weight
  }
  let mark = 0
  for (const weight of topic.mark.values()) mark += weight
  const length = topic.length || 1
  return {
    whole: whole / length,
    place: place / length,
    matter: matter / (topic.matterLength * Math.sqrt(ownMatter) || 1),
    mark: mark > 0 ? borne / mark : 0,
    ...(about > 0 && { sameNames: known / about }),
  }
}
