import { THRESHOLDS, type Thresholds, chooseTopic, mergeFit } from './fit.rules.ts'
import type { Background } from './grams.rules.ts'
import { packCore, unpackCore } from './pack.rules.ts'
import type { Saying } from './saying.rules.ts'
import { type Centre, type Core, centreOf, coreOf, joined, keysOf, lookUpKeys, merged } from './topic.rules.ts'

/** A topic in memory: what it is recognised by, and which requests (by their place in the input) it holds. */
export interface Cluster {
  core: Core
  members: number[]
}

/** A topic as it is kept while others come in: packed, as a file of a hundred thousand requests has nearly as many. */
interface Filed {
  /** Place in the file; topics keep it when others join them. */
  id: number
  packed: Uint8Array
  size: number
  members: number[]
  keys: Set<number>
}

interface Opened {
  core: Core
  centre: Centre
}

/** Opened topics kept at hand, those looked at last. */
const KEPT_OPEN = 5000
/** A word of more topics than this tells none of them from the others. */
const MOST_UNDER_KEY = 1000
/** Candidates that are compared: those that share the most words. */
const MOST_CANDIDATES = 64

/**
 * Puts requests into topics one after the other, each where it fits best, as the hotline does with tickets; topics that
 * turn out to be one are merged. The same rules as in the store, with a file of topics in memory.
 */
export function clusterRequests(
  sayings: Iterable<Saying>,
  background: Background,
  onEach: (done: number) => void = () => {},
  least: Thresholds = THRESHOLDS,
): Iterable<Cluster> {
  const topics = new Map<number, Filed>()
  const file = new Map<number, Set<number>>()
  const open = new Map<number, Opened>()
  let at = 0
  for (const saying of sayings) {
    const chosen = chooseTopic(saying, found(lookUpKeys(saying)), (topic) => opened(topic).centre, least)
    if (chosen) {
      chosen.topic.members.push(at)
      store(chosen.topic, joined(opened(chosen.topic).core, saying))
      absorb(chosen.topic)
    } else {
      const topic: Filed = { id: at, packed: new Uint8Array(), size: 0, members: [at], keys: new Set() }
      topics.set(at, topic)
      store(topic, coreOf(saying))
    }
    at += 1
    onEach(at)
  }
  return unpacked(topics.values())

  /** A topic that grew may turn out to be the same as another. */
  function absorb(topic: Filed): void {
    for (const other of found(keysOf(opened(topic).core).slice(0, 16))) {
      const [own, its] = [opened(topic).core, opened(other).core]
      if (other === topic || mergeFit(own, its, background, least) === 0) continue
      topic.members.push(...other.members)
      remove(other)
      store(topic, merged(own, its))
    }
  }

  /** Topics filed under these words, the nearest ones, in the order of the file. */
  function found(keys: Iterable<number>): Filed[] {
    const shared = new Map<number, number>()
    for (const key of keys) {
      const ids = file.get(key)
      if (!ids || ids.size > MOST_UNDER_KEY) continue
      for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + 1)
    }
    const nearest = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_CANDIDATES)
    return nearest.sort((a, b) => a[0] - b[0]).flatMap(([id]) => topics.get(id) ?? [])
  }

  function opened(topic: Filed): Opened {
    const known = open.get(topic.id)
    const core = known?.core ?? unpackCore(topic.packed, topic.size)
    const kept = known ?? { core, centre: centreOf(core, background) }
    open.delete(topic.id)
    open.set(topic.id, kept)
    const [oldest] = open.keys()
    if (open.size > KEPT_OPEN && oldest !== undefined) open.delete(oldest)
    return kept
  }

  function store(topic: Filed, core: Core): void {
    topic.packed = packCore(core)
    topic.size = core.size
    open.set(topic.id, { core, centre: centreOf(core, background) })
    for (const key of keysOf(core)) {
      if (topic.keys.has(key)) continue
      topic.keys.add(key)
      const under = file.get(key)
      if (under) under.add(topic.id)
      else file.set(key, new Set([topic.id]))
    }
  }

  function remove(topic: Filed): void {
    topics.delete(topic.id)
    open.delete(topic.id)
    for (const key of topic.keys) file.get(key)?.delete(topic.id)
  }
}

/** One after the other: most are single requests, which nobody keeps. */
function* unpacked(topics: Iterable<Filed>): Generator<Cluster> {
  for (const { packed, size, members } of topics) yield { core: unpackCore(packed, size), members }
}
