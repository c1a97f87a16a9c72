import { Binary, type Filter } from 'mongodb'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import type { TopicRecord } from './record.rules.ts'
import { placementRecord, topicRecord } from './topic.model.ts'

/** A topic as lists show it. */
export type ListedTopic = Omit<TopicRecord, 'core' | 'keys' | 'samples' | 'recent'>

/** The topic a ticket was put into before, if any. */
export async function placementOf(db: Db, number: string): Promise<string | undefined> {
  return (await db.of(placementRecord).findOne({ _id: number }))?.topicId
}

/** Puts a ticket into a topic, once for all; answers the topic it is in, whoever said so first. */
export async function claimPlacement(db: Db, number: string, topicId: string, at: Date): Promise<string> {
  try {
    await db.of(placementRecord).insertOne({ _id: number, topicId, at })
    return topicId
  } catch (error) {
    if (isDuplicateKey(error)) return (await placementOf(db, number)) ?? topicId
    throw error
  }
}

/** Topics looked at for each word, and in all: the latest ones, and those that share the most words. */
const PER_KEY = 16
const MOST_CANDIDATES = 24

/** Topics filed under the given words: for each word an index range of bounded length, however many topics there are. */
export async function findCandidates(db: Db, keys: readonly number[]): Promise<TopicRecord[]> {
  const topics = db.of(topicRecord)
  const filed = await Promise.all(
    keys.map((key) =>
      topics
        .find({ keys: key }, { projection: { _id: 1 } })
        .sort({ to: -1 })
        .limit(PER_KEY)
        .toArray(),
    ),
  )
  const shared = new Map<string, number>()
  for (const { _id } of filed.flat()) shared.set(_id, (shared.get(_id) ?? 0) + 1)
  const nearest = [...shared].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_CANDIDATES)
  if (nearest.length === 0) return []
  const found = await topics.find({ _id: { $in: nearest.map(([id]) => id) } }).toArray()
  return found.filter(({ mergedInto }) => mergedInto === undefined).map(withBytes)
}

export async function findTopic(db: Db, id: string): Promise<TopicRecord | undefined> {
  const found = await db.of(topicRecord).findOne({ _id: id })
  return found ? withBytes(found) : undefined
}

/** False when it is there already. */
export async function insertTopic(db: Db, topic: TopicRecord): Promise<boolean> {
  try {
    await db.of(topicRecord).insertOne({ ...topic, core: Buffer.from(topic.core) })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Puts the topic in its own place unless somebody changed it since; false then, and for one that became another's. */
export async function changeTopic(db: Db, { _id, revision, ...topic }: TopicRecord): Promise<boolean> {
  const changed = { ...topic, core: Buffer.from(topic.core), revision: revision + 1 }
  const outcome = await db.of(topicRecord).replaceOne({ _id, revision, mergedInto: { $exists: false } }, changed)
  return outcome.matchedCount === 1
}

/** From now on it is another's, and changes no more. False when somebody changed it since. */
export async function freezeInto(db: Db, { _id, revision }: TopicRecord, into: string): Promise<boolean> {
  const change = { $set: { mergedInto: into, keys: [], revision: revision + 1 }, $unset: { heat: '', lonelyUntil: '' } }
  const outcome = await db
    .of(topicRecord)
    .updateOne({ _id, revision, mergedInto: { $exists: false } }, change as unknown as { $set: Partial<TopicRecord> })
  return outcome.matchedCount === 1
}

/** Topics that became this one. */
export async function frozenInto(db: Db, ids: readonly string[]): Promise<TopicRecord[]> {
  const found = await db
    .of(topicRecord)
    .find({ mergedInto: { $in: [...ids] } })
    .toArray()
  return found.map(withBytes)
}

/** The hottest topics somebody spoke up about since. */
export async function hottestTopics(db: Db, since: Date | undefined, most: number): Promise<ListedTopic[]> {
  const filter: Filter<TopicRecord> = { heat: { $gt: 0 }, ...(since && { to: { $gte: since } }) }
  return db
    .of(topicRecord)
    .find(filter, { projection: { core: 0, keys: 0, samples: 0, recent: 0 } })
    .sort({ heat: -1 })
    .hint({ heat: -1 })
    .limit(most)
    .toArray()
}

/** Numbers of the tickets in these topics, the latest first. */
export async function ticketsIn(db: Db, topicIds: readonly string[], most: number): Promise<string[]> {
  const found = await db
    .of(placementRecord)
    .find({ topicId: { $in: [...topicIds] } })
    .sort({ at: -1, _id: -1 })
    .limit(most)
    .toArray()
  return found.map(({ _id }) => _id)
}

/** The driver gives bytes back in a wrapper of its own. */
function withBytes(topic: TopicRecord): TopicRecord {
  const core: unknown = topic.core
  return core instanceof Binary ? { ...topic, core: core.buffer } : topic
}
