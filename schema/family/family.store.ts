import { type Db, isDuplicateKey } from '../kernel/db.ts'
import type { OutboxEntry } from '../kernel/spine.ts'
import { apartRecord, familyRecord } from './family.model.ts'
import type { Family, FamilyState } from './family.rules.ts'

/** The family a ticket is in now. */
export async function familyOf(db: Db, ticket: string): Promise<Family | null> {
  return db.of(familyRecord).findOne({ active: ticket })
}

export async function loadFamily(db: Db, id: string): Promise<Family | null> {
  return db.of(familyRecord).findOne({ _id: id })
}

/** False when one of its tickets is in another family already. */
export async function insertFamily(db: Db, family: FamilyState, event: OutboxEntry): Promise<boolean> {
  try {
    await db.of(familyRecord).insertOne({ ...family, outbox: [event] })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Puts the next state in place of the one before it; false when that has changed, or a ticket is in another family. */
export async function writeFamily(db: Db, next: FamilyState, event: OutboxEntry): Promise<boolean> {
  const { _id, revision, active, lead, members } = next
  try {
    const { matchedCount } = await db.of(familyRecord).updateOne(
      { _id, revision: revision - 1 },
      {
        $set: { revision, lead, members, ...(active && { active }) },
        $push: { outbox: event },
        ...(!active && { $unset: { active: 1 } }),
      },
    )
    return matchedCount === 1
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

const pairKey = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`)

/** Notes that each of these is about something else than each of those; saying it again changes nothing. */
export async function setApart(db: Db, these: readonly string[], those: readonly string[], by: string, at: Date) {
  const writes = these.flatMap((a) =>
    those.map((b) => {
      const _id = pairKey(a, b)
      return { updateOne: { filter: { _id }, update: { $setOnInsert: { at, by } }, upsert: true } }
    }),
  )
  if (writes.length > 0) await db.of(apartRecord).bulkWrite(writes, { ordered: false })
}

/** Which of the others somebody said are about something else than this one. */
export async function apartFrom(db: Db, ticket: string, others: readonly string[]): Promise<Set<string>> {
  if (others.length === 0) return new Set()
  const byKey = new Map(others.map((other) => [pairKey(ticket, other), other]))
  const rows = await db
    .of(apartRecord)
    .find({ _id: { $in: [...byKey.keys()] } })
    .toArray()
  return new Set(rows.flatMap(({ _id }) => byKey.get(_id) ?? []))
}

/** The families of these tickets, by ticket. */
export async function familiesOf(db: Db, tickets: readonly string[]): Promise<ReadonlyMap<string, Family>> {
  if (tickets.length === 0) return new Map()
  const families = await db
    .of(familyRecord)
    .find({ active: { $in: [...tickets] } })
    .toArray()
  return new Map(families.flatMap((family) => (family.active ?? []).map((ticket) => [ticket, family] as const)))
}
