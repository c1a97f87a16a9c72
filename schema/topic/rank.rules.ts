import { clusterRequests } from './cluster.rules.ts'
import { type Intensity, type Voice, distinctiveness, heatOf, intensityOf } from './heat.rules.ts'
import { learnRegions } from './regions.rules.ts'
import { type Reading, type Saying, readSaying } from './saying.rules.ts'
import { SAMPLES_KEPT, type Title, sampleOf, titleOf } from './title.rules.ts'

/** A request as a file has it; what is missing is empty or absent. */
export interface TopicRow {
  id: string | number
  /** Absent when nobody knows: then everybody counts as somebody else. */
  user?: string
  subject: string
  detail: string
  at?: Date
}

/** 热点: a topic of a file with its place in the ranking, from 1. */
export interface RankedTopic extends Title, Intensity {
  rank: number
  heat: number
  /** 0..1, how far it is about something nobody else speaks of. */
  distinct: number
  size: number
  span?: { from: Date; to: Date }
  /** The earliest first. */
  ids: (string | number)[]
}

const DAY_MS = 86_400_000
/** Days change at midnight in the city: UTC+8 all over China. */
const CITY_OFFSET_MS = 8 * 3_600_000

export const dayOf = (at: Date): number => Math.floor((at.getTime() + CITY_OFFSET_MS) / DAY_MS)

/**
 * Topics of a whole file, the hottest first: its requests are taken in the order they were made, whatever order they stand
 * in. Single requests and matters of one person are left out.
 */
export function rankTopics(
  rows: readonly TopicRow[],
  background: Reading['background'],
  onEach?: (done: number) => void,
): RankedTopic[] {
  const ordered = [...rows].sort(
    (a, b) => (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity) || (String(a.id) < String(b.id) ? -1 : 1),
  )
  const regions = learnRegions(ordered.map(({ subject, detail }) => `${subject} ${detail}`.toLowerCase()))
  const reading = { background, regions }
  const topics: Omit<RankedTopic, 'rank'>[] = []
  for (const { core, members } of clusterRequests(readEach(reading, ordered), background, onEach)) {
    const own = members.sort((a, b) => a - b).flatMap((at) => ordered[at] ?? [])
    const intensity = intensityOf(own.map(voiceOf))
    if (intensity.people < 2) continue
    const distinct = distinctiveness(core, background)
    const times = own.flatMap(({ at }) => at ?? [])
    const [from, to] = [times[0], times.at(-1)]
    const samples = spread(own, SAMPLES_KEPT).map((row) => sampleOf(row, regions))
    topics.push({
      ...titleOf(samples, core, background),
      ...intensity,
      heat: heatOf(intensity, distinct),
      distinct,
      size: own.length,
      ...(from && to && { span: { from, to } }),
      ids: own.map(({ id }) => id),
    })
  }
  topics.sort((a, b) => b.heat - a.heat || b.size - a.size || (String(a.ids[0]) < String(b.ids[0]) ? -1 : 1))
  return topics.map((topic, at) => ({ rank: at + 1, ...topic }))
}

/** Read when their turn comes: what a hundred thousand requests say fits in no memory. */
function* readEach(reading: Reading, rows: readonly TopicRow[]): Generator<Saying> {
  for (const row of rows) yield readSaying(reading, row)
}

const voiceOf = ({ id, user, at }: TopicRow): Voice => ({ who: user ?? `#${id}`, ...(at && { day: dayOf(at) }) })

/** So many of them, evenly over all. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  const some: T[] = []
  for (let at = 0; at < all.length && some.length < most; at += step)
    some.push(...all.slice(Math.floor(at), Math.floor(at) + 1))
  return some
}
