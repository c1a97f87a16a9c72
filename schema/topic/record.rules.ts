import { type Voice, distinctiveness, heatOf, intensityOf } from './heat.rules.ts'
import { packCore, unpackCore } from './pack.rules.ts'
import type { Reading, Saying } from './saying.rules.ts'
import { SAMPLES_KEPT, type Sample, type Title, titleOf } from './title.rules.ts'
import { type Core, coreOf, joined, keysOf, merged } from './topic.rules.ts'

/** 热点: a topic as it is kept. Whose words it is recognised by cannot be read from it. */
export interface TopicRecord extends Title {
  /** `t` and the number of the ticket that began it. */
  _id: string
  /** Packed: what it is recognised by (`packCore`). */
  core: Uint8Array
  /** Its heaviest grams, under which it is found; empty once it went into another topic. */
  keys: number[]
  /** Tickets in it. */
  size: number
  /** The last who spoke up, by blind index of their account, with the day. */
  voices: Voice[]
  /** What titles are made from: masked subjects. */
  samples: Sample[]
  /** The last tickets that were put in: a ticket counts once. */
  recent: string[]
  from: Date
  to: Date
  people: number
  peak30: number
  distinct: number
  /** Absent while only one person spoke up. */
  heat?: number
  /** Topics that turned out to be this one; their tickets are its tickets. */
  absorbed: string[]
  /** The topic this one turned out to be; nothing is put in any more. */
  mergedInto?: string
  /** A lone request nobody joined is forgotten then. */
  lonelyUntil?: Date
  revision: number
}

/** A ticket as topics take it in. */
export interface Arrival {
  number: string
  saying: Saying
  sample: Sample
  /** Who, by blind index, and on which day. */
  voice: Voice
  at: Date
}

/** Bounds of one document: who spoke up lately, and which tickets may still be delivered again. */
const VOICES_KEPT = 500
const RECENT_KEPT = 200
const LONELY_FOR_MS = 180 * 86_400_000

/** A topic that a ticket begins. */
export function begun(id: string, arrival: Arrival, background: Reading['background']): TopicRecord {
  const { saying, sample, voice, number, at } = arrival
  const blank = { _id: id, from: at, to: at, absorbed: [], revision: 0 }
  const parts = { voices: [voice], samples: [sample], recent: [number], people: 1 }
  return {
    ...blank,
    ...derived(coreOf(saying), parts, background),
    lonelyUntil: new Date(at.getTime() + LONELY_FOR_MS),
  }
}

/** What changes in a topic when a ticket is put in; undefined when it is in already. */
export function withArrival(
  topic: TopicRecord,
  arrival: Arrival,
  background: Reading['background'],
): TopicRecord | undefined {
  if (topic.recent.includes(arrival.number)) return undefined
  const { lonelyUntil: _joined, heat: _heat, ...kept } = topic
  const core = joined(coreIn(topic), arrival.saying)
  const parts = {
    voices: heard(topic.voices, [arrival.voice]),
    samples: sampled(topic.samples, [arrival.sample], topic.size),
    recent: [...topic.recent, arrival.number].slice(-RECENT_KEPT),
    people: topic.people + (topic.voices.some(({ who }) => who === arrival.voice.who) ? 0 : 1),
  }
  return {
    ...kept,
    ...derived(core, parts, background),
    from: earlier(topic.from, arrival.at),
    to: later(topic.to, arrival.at),
  }
}

/** A topic with more tickets is not put together anew when one of them leaves. */
export const REBUILT_UP_TO = 200

/** The topic as it is with these tickets, the earliest first, and no other; undefined without any. */
export function rebuilt(
  topic: TopicRecord,
  arrivals: readonly Arrival[],
  background: Reading['background'],
): TopicRecord | undefined {
  const [first, ...rest] = arrivals
  const last = arrivals.at(-1)
  if (!first || !last) return undefined
  const core = rest.reduce((so, { saying }) => joined(so, saying), coreOf(first.saying))
  const voices = arrivals.map(({ voice }) => voice)
  const parts = {
    voices: heard([], voices),
    samples: arrivals.reduce((so: Sample[], { sample }, at) => sampled(so, [sample], at), []),
    recent: arrivals.map(({ number }) => number).slice(-RECENT_KEPT),
    people: new Set(voices.map(({ who }) => who)).size,
  }
  const { _id, absorbed, revision } = topic
  return {
    _id,
    absorbed,
    revision,
    from: first.at,
    to: last.at,
    ...derived(core, parts, background),
    ...(core.size === 1 && { lonelyUntil: new Date(first.at.getTime() + LONELY_FOR_MS) }),
  }
}

/** A large topic without one of its tickets: among so many its words and its person make no difference. */
export function withoutOne(topic: TopicRecord, number: string): TopicRecord | undefined {
  if (!topic.recent.includes(number)) return undefined
  return { ...topic, size: topic.size - 1, recent: topic.recent.filter((other) => other !== number) }
}

/** One topic with another in it that turned out to be the same; undefined when it is in already. */
export function withMerged(
  topic: TopicRecord,
  other: TopicRecord,
  background: Reading['background'],
): TopicRecord | undefined {
  if (topic.absorbed.includes(other._id)) return undefined
  const { lonelyUntil: _joined, heat: _heat, ...kept } = topic
  const known = new Set(topic.voices.map(({ who }) => who))
  const both = new Set(other.voices.filter(({ who }) => known.has(who)).map(({ who }) => who)).size
  const parts = {
    voices: heard(topic.voices, other.voices),
    samples: sampled(topic.samples, other.samples, topic.size),
    recent: [...topic.recent, ...other.recent].slice(-RECENT_KEPT),
    people: topic.people + other.people - both,
  }
  return {
    ...kept,
    ...derived(merged(coreIn(topic), coreIn(other)), parts, background),
    absorbed: [...topic.absorbed, other._id, ...other.absorbed],
    from: earlier(topic.from, other.from),
    to: later(topic.to, other.to),
  }
}

export const coreIn = (topic: Pick<TopicRecord, 'core' | 'size'>): Core => unpackCore(topic.core, topic.size)

/** Heat as it is when only what was said since counts. */
export function heatSince(topic: Pick<TopicRecord, 'voices' | 'distinct'>, day: number): number {
  const since = topic.voices.filter((voice) => (voice.day ?? -Infinity) >= day)
  return heatOf(intensityOf(since), topic.distinct)
}

function derived(
  core: Core,
  parts: Pick<TopicRecord, 'voices' | 'samples' | 'recent' | 'people'>,
  background: Reading['background'],
) {
  const { together, ...counted } = intensityOf(parts.voices)
  const intensity = { ...counted, people: parts.people }
  const distinct = distinctiveness(core, background)
  const heat = heatOf({ people: parts.people, together }, distinct)
  return {
    ...parts,
    ...intensity,
    ...titleOf(parts.samples, core, background),
    core: packCore(core),
    keys: keysOf(core),
    size: core.size,
    distinct,
    ...(heat > 0 && { heat }),
  }
}

/** Each person once a day, the latest kept. */
function heard(voices: readonly Voice[], more: readonly Voice[]): Voice[] {
  const all = [...voices]
  for (const voice of more) if (!all.some(({ who, day }) => who === voice.who && day === voice.day)) all.push(voice)
  return all.sort((a, b) => (a.day ?? 0) - (b.day ?? 0)).slice(-VOICES_KEPT)
}

/** The first ones, and then now and then a later one in turn, so that a title follows the topic. */
function sampled(samples: readonly Sample[], more: readonly Sample[], size: number): Sample[] {
  const kept = [...samples]
  more.forEach((sample, at) => {
    if (kept.length < SAMPLES_KEPT) kept.push(sample)
    else kept[(size + at) % SAMPLES_KEPT] = sample
  })
  return kept
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
const later = (a: Date, b: Date): Date => (a > b ? a : b)
