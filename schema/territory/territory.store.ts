import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'
import { upsertAll } from '../kernel/upsert.ts'
import type { District, Street } from './territory.rules.ts'

type Stored<T> = Omit<T, 'id'> & { _id: string }

export const districtRecord = recordType<Stored<District>>('districts', new Schema({}, { strict: false }))

export const streetRecord = recordType<Stored<Street>>(
  'streets',
  new Schema({}, { strict: false }).index({ districtId: 1 }),
)

/** All districts and streets, by id. */
export async function loadTerritory(db: Db): Promise<{ districts: District[]; streets: Street[] }> {
  const districts = await db.of(districtRecord).find().sort({ _id: 1 }).toArray()
  const streets = await db.of(streetRecord).find().sort({ _id: 1 }).toArray()
  return {
    districts: districts.map(({ _id, ...rest }) => ({ id: _id, ...rest })),
    streets: streets.map(({ _id, ...rest }) => ({ id: _id, ...rest })),
  }
}

/** Puts districts and streets in place of those with the same id; leaves others alone. */
export async function saveTerritory(
  db: Db,
  territory: { districts: readonly District[]; streets: readonly Street[] },
): Promise<void> {
  await upsertAll(
    db,
    districtRecord,
    territory.districts.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
  await upsertAll(
    db,
    streetRecord,
    territory.streets.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
}
