import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'
import { insertMissing, upsertAll } from '../kernel/upsert.ts'
import type { Duty, Organ } from './organ.rules.ts'

const text = { type: String, required: true } as const

export const organRecord = recordType<Omit<Organ, 'id'> & { _id: string }>(
  'organs',
  new Schema(
    {
      _id: text,
      name: text,
      shortName: text,
      kind: { type: String, enum: ['street', 'district', 'department', 'utility', 'hotline'], required: true },
      peerGroup: text,
      streetId: String,
      districtId: String,
    },
    { strict: 'throw', versionKey: false },
  ).index({ peerGroup: 1 }),
)

/** Keyed by category, so that a category has one answer. */
export const dutyRecord = recordType<Omit<Duty, 'category'> & { _id: string }>(
  'duties',
  new Schema({ _id: text, organId: text, note: text }, { strict: 'throw', versionKey: false }),
)

/** All units by id, and the duty catalogue. */
export async function loadOrgans(db: Db): Promise<{ organs: Map<string, Organ>; duties: Duty[] }> {
  const organs = await db.of(organRecord).find().sort({ _id: 1 }).toArray()
  const duties = await db.of(dutyRecord).find().sort({ _id: 1 }).toArray()
  return {
    organs: new Map(organs.map(({ _id, ...rest }) => [_id, { id: _id, ...rest }])),
    duties: duties.map(({ _id, ...rest }) => ({ category: _id, ...rest })),
  }
}

/** Puts units and duties in place of those with the same id or category; leaves others alone. */
export async function saveOrgans(
  db: Db,
  register: { organs: readonly Organ[]; duties: readonly Duty[] },
): Promise<void> {
  await upsertAll(
    db,
    organRecord,
    register.organs.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
  await upsertAll(
    db,
    dutyRecord,
    register.duties.map(({ category, ...rest }) => ({ _id: category, ...rest })),
  )
}

/** Adds units that are not there yet; what somebody has kept up stays. */
export async function addOrgans(db: Db, organs: readonly Organ[]): Promise<void> {
  await insertMissing(
    db,
    organRecord,
    organs.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
}
