import { Binary, type Filter } from 'mongodb'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import type { TopicRecord } from './record.rules.ts'
import { type PlacementRecord, placementRecord, topicRecord } from './topic.model.ts'

/** A topic as lists show it. */
export type ListedTopic = Omit<TopicRecord, 'core' | 'keys' | 'samples' | 'recent'>

/** Where a ticket was put before, if anywhere. */
export async function placementOf(db: Db, number: string): Promise<PlacementRecord | null> {
  return db.of(placementRecord).findOne({ _id: number })
}

/** Puts a ticket into a topic; answers where it is, whoever said so first. */
export async function claimPlacement(db: Db, placement: PlacementRecord): Promise<PlacementRecord> {
  try {
    await db.of(placementRecord).insertOne(placement)
    return placement
  } catch (error) {
    if (isDuplicateKey(error)) return (await placementOf(db, placement._id)) ?? placement
    throw error
  }
}

/** Puts it elsewhere, or nowhere, unless somebody did since; the topic it leaves is noted until it has been seen to. */
export async function movePlacement(
  db: Db,
  before: PlacementRecord,
  to: Pick<PlacementRecord, 'topicId' | 'print'>,
): Promise<boolean> {
  const { topicId, print } = before
  const left = topicId === undefined ? {} : { leaving: topicId }
  const kept = { _id: before._id, at: before.at }
  const outcome = await db.of(placementRecord).replaceOne(
    {
      ...kept,
      topicId: topicId ?? { $exists: false },
      print: print ?? { $exists: false },
      leaving: { $exists: false },
    },
    { at: before.at, ...(to.print && { print: to.print }), ...(to.topicId && { topicId: to.topicId }), ...left },
  )
  return outcome.matchedCount === 1
}

/** The topic it left is without it now. */
export async function endLeaving(db: Db, number: string, topicId: string): Promise<void> {
  await db.of(placementRecord).updateOne({ _id: number, leaving: topicId }, { $unset: { leaving: '' } })
}

/** Of these tickets the ones that were never put anywhere. */
export async function unplacedOf(db: Db, numbers: readonly string[]): Promise<string[]> {
  const rows = db.of(placementRecord).find({ _id: { $in: [...numbers] } }, { projection: { _id: 1 } })
  const placed = new Set((await rows.toArray()).map(({ _id }) => _id))
  return numbers.filter((number) => !placed.has(number))
}

/** Topics looked at for each word, and in all: the latest ones, and those that share the most words. */
const PER_KEY = 16
const MOST_CANDIDATES = 24

/** As much of a topic as comparing with it needs: without who spoke up, which is most of it. */
export type Candidate = Pick<TopicRecord, (typeof COMPARED)[number]>
const COMPARED = ['_id', 'core', 'size', 'mergedInto', 'revision'] as const
const AS_CANDIDATE = Object.fromEntries(COMPARED.map((field) => [field, 1]))

/** By word, the latest topics filed under it: what one request looked up is not looked up again for it. */
export type LookedUp = Map<number, Promise<string[]>>

/**
 * Topics filed under the given words: for each word an index range of bounded length, however many topics there are.
 * Given `youngerThan`, of the nearest only those that come after that id.
 */
export async function findCandidates(
  db: Db,
  keys: readonly number[],
  lookedUp: LookedUp,
  youngerThan = '',
): Promise<Candidate[]> {
  const filed = await Promise.all(
    keys.map((key) => {
      const known = lookedUp.get(key) ?? filedUnder(db, key)
      lookedUp.set(key, known)
      return known
    }),
  )
  const shared = new Map<string, number>()
  for (const id of filed.flat()) shared.set(id, (shared.get(id) ?? 0) + 1)
  const nearest = [...shared].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_CANDIDATES)
  const ids = nearest.map(([id]) => id).filter((id) => id > youngerThan)
  if (ids.length === 0) return []
  const found = await db
    .of(topicRecord)
    .find<Candidate>({ _id: { $in: ids } }, { projection: AS_CANDIDATE })
    .toArray()
  return found.filter(({ mergedInto }) => mergedInto === undefined).map(withBytes)
}

async function filedUnder(db: Db, key: number): Promise<string[]> {
  const found = await db
    .of(topicRecord)
    .find({ keys: key }, { projection: { _id: 1 } })
    .sort({ to: -1 })
    .limit(PER_KEY)
    .toArray()
  return found.map(({ _id }) => _id)
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
export async function freezeInto(db: Db, { _id, revision }: Candidate, into: string): Promise<boolean> {
  const change = { $set: { mergedInto: into, keys: [], revision: revision + 1 }, $unset: { heat: '', lonelyUntil: '' } }
  const outcome = await db
    .of(topicRecord)
    .updateOne({ _id, revision, mergedInto: { $exists: false } }, change as unknown as { $set: Partial<TopicRecord> })
  return outcome.matchedCount === 1
}

/** A topic that nobody is in any more. False when somebody changed it since. */
export async function dropTopic(db: Db, { _id, revision }: Pick<TopicRecord, '_id' | 'revision'>): Promise<boolean> {
  return (await db.of(topicRecord).deleteOne({ _id, revision, mergedInto: { $exists: false } })).deletedCount === 1
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
function withBytes<T extends Pick<TopicRecord, 'core'>>(topic: T): T {
  const core: unknown = topic.core
  return core instanceof Binary ? { ...topic, core: core.buffer } : topic
}
