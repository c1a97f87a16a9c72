import { THRESHOLDS, type Thresholds, chooseTopic, mergeFit } from './fit.rules.ts'
import type { Background } from './grams.rules.ts'
import type { Saying } from './saying.rules.ts'
import { type Centre, type Core, centreOf, coreOf, joined, keysOf, lookUpKeys, merged } from './topic.rules.ts'

/** A topic in memory: what it is recognised by, and which requests (by their place in the input) it holds. */
export interface Cluster {
  core: Core
  members: number[]
}

interface Filed extends Cluster {
  /** Place in the file; topics keep it when others join them. */
  id: number
  centre: Centre
  keys: Set<number>
}

/**
 * Puts requests into topics one after the other, each where it fits best, as the hotline does with tickets; topics that
 * turn out to be one are merged. The same rules as in the store, with a file of topics in memory.
 */
export function clusterRequests(
  sayings: Iterable<Saying>,
  background: Background,
  onEach: (done: number) => void = () => {},
  least: Thresholds = THRESHOLDS,
): Cluster[] {
  const topics = new Map<number, Filed>()
  const file = new Map<number, Set<number>>()
  const refile = (topic: Filed) => {
    topic.centre = centreOf(topic.core, background)
    for (const key of keysOf(topic.core)) {
      if (topic.keys.has(key)) continue
      topic.keys.add(key)
      const under = file.get(key)
      if (under) under.add(topic.id)
      else file.set(key, new Set([topic.id]))
    }
  }
  const found = (keys: Iterable<number>): Filed[] => {
    const ids = new Set<number>()
    for (const key of keys) for (const id of file.get(key) ?? []) ids.add(id)
    return [...ids].sort((a, b) => a - b).flatMap((id) => topics.get(id) ?? [])
  }
  const remove = (topic: Filed) => {
    topics.delete(topic.id)
    for (const key of topic.keys) file.get(key)?.delete(topic.id)
  }
  let at = 0
  for (const saying of sayings) {
    const chosen = chooseTopic(saying, found(lookUpKeys(saying)), (topic) => topic.centre, least)
    const topic = chosen?.topic ?? newTopic(at)
    if (chosen) {
      topic.core = joined(topic.core, saying)
      topic.members.push(at)
    } else {
      topic.core = coreOf(saying)
      topics.set(topic.id, topic)
    }
    refile(topic)
    if (chosen) absorb(topic)
    at += 1
    onEach(at)
  }
  return [...topics.values()].map(({ core, members }) => ({ core, members }))

  /** A topic that grew may turn out to be the same as another. */
  function absorb(topic: Filed): void {
    for (const other of found(keysOf(topic.core).slice(0, 16))) {
      if (other === topic || mergeFit(topic.core, other.core, background, least) === 0) continue
      topic.core = merged(topic.core, other.core)
      topic.members.push(...other.members)
      remove(other)
      refile(topic)
    }
  }
}

const newTopic = (at: number): Filed => ({
  id: at,
  core: { size: 0, grams: [], named: [] },
  members: [at],
  centre: { weights: new Map(), named: new Set(), places: new Set(), mark: new Map(), length: 0, matterLength: 0 },
  keys: new Set(),
})
