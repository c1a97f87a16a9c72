import type { Filter, UpdateFilter } from 'mongodb'
import { type Db, isDuplicateKey } from '../kernel/db.ts'
import { DomainError } from '../kernel/errors.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import { signalRecord } from './signal.model.ts'
import type { Signal } from './signal.rules.ts'

export async function findSignal(db: Db, id: string): Promise<Signal | null> {
  return db.of(signalRecord).findOne({ _id: id })
}

/** False when it is there already. */
export async function insertSignal(db: Db, signal: Signal): Promise<boolean> {
  try {
    await db.of(signalRecord).insertOne(signal)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Changes it unless somebody did since `revision`; false then. The event of the change goes in with it. */
export async function changeSignal(
  db: Db,
  signal: Pick<Signal, '_id' | 'revision'>,
  set: Partial<Signal>,
  event?: OutboxEntry,
): Promise<boolean> {
  const update: UpdateFilter<Signal> = {
    $set: { ...set, revision: signal.revision + 1 },
    ...(event && { $push: { outbox: event } }),
  }
  const { matchedCount } = await db.of(signalRecord).updateOne({ _id: signal._id, revision: signal.revision }, update)
  return matchedCount === 1
}

/** Notes a ticket that was opened from it, once. */
export async function noteTicket(db: Db, id: string, number: string): Promise<void> {
  await db
    .of(signalRecord)
    .updateOne({ _id: id, tickets: { $ne: number } }, { $push: { tickets: number }, $inc: { revision: 1 } })
}

export interface SignalQuery {
  /** Both when not given; what never rose is never listed. */
  state?: 'OPEN' | 'CLEARED'
  streetId?: string
  condition?: string
}

/** A signal as lists show it, without its memory. */
export type ListedSignal = Omit<Signal, 'recent' | 'settled' | 'outbox'>

const NEWEST = { 'course.openedAt': -1, _id: -1 } as const

/** A page of signals after the cursor (`<ISO instant>|<id>`), newest first, and whether more follow. */
export async function listSignals(
  db: Db,
  { state, streetId, condition }: SignalQuery,
  first: number,
  after?: string,
): Promise<{ signals: ListedSignal[]; hasNextPage: boolean }> {
  const filter: Filter<Signal> = {
    ...(state && { state }),
    ...(streetId && { 'place.streetId': streetId }),
    ...(condition && { condition }),
    'course.openedAt': { $gt: new Date(0) },
    ...(after && beyond(after)),
  }
  const signals = await db
    .of(signalRecord)
    .find(filter, { projection: { recent: 0, settled: 0, outbox: 0 } })
    .sort(NEWEST)
    // Each gives the order; the most telling one comes first.
    .hint({
      ...(streetId ? { 'place.streetId': 1 } : condition ? { condition: 1 } : state ? { state: 1 } : {}),
      ...NEWEST,
    })
    .limit(first + 1)
    .toArray()
  return { signals: signals.slice(0, first), hasNextPage: signals.length > first }
}

function beyond(cursor: string): Filter<Signal> {
  const [instant, id] = cursor.split('|')
  const at = new Date(instant ?? '')
  if (Number.isNaN(at.getTime()) || !id) throw new DomainError('BAD_INPUT', '翻页位置无效。')
  return { $or: [{ 'course.openedAt': { $lt: at } }, { 'course.openedAt': at, _id: { $lt: id } }] }
}

export const cursorOf = (signal: ListedSignal): string =>
  `${(signal.course.openedAt ?? signal.createdAt).toISOString()}|${signal._id}`
