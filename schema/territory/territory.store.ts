import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'
import { insertMissing, upsertAll } from '../kernel/upsert.ts'
import type { District, Street } from './territory.rules.ts'

type Stored<T> = Omit<T, 'id'> & { _id: string }

const text = { type: String, required: true } as const
const inner = { _id: false, strict: 'throw' } as const
const outer = { strict: 'throw', versionKey: false } as const
const named = { name: text, aliases: [String] } as const
const point = { type: [Number], default: undefined } as const

export const districtRecord = recordType<Stored<District>>(
  'districts',
  new Schema({ _id: text, ...named, city: text }, outer),
)

export const streetRecord = recordType<Stored<Street>>(
  'streets',
  new Schema(
    {
      _id: text,
      ...named,
      kind: { type: String, enum: ['street', 'town'], required: true },
      districtId: text,
      communities: [new Schema({ ...named }, inner)],
      roads: [new Schema({ ...named, numbers: { type: new Schema({ from: Number, to: Number }, inner) } }, inner)],
      places: [new Schema({ ...named, kind: text, point }, inner)],
      boundary: [[Number]],
      population: Number,
    },
    outer,
  ).index({ districtId: 1 }),
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

/** Adds districts and streets that are not there yet; what somebody has kept up stays. */
export async function addTerritory(
  db: Db,
  territory: { districts: readonly District[]; streets: readonly Street[] },
): Promise<void> {
  await insertMissing(
    db,
    districtRecord,
    territory.districts.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
  await insertMissing(
    db,
    streetRecord,
    territory.streets.map(({ id, ...rest }) => ({ _id: id, ...rest })),
  )
}
