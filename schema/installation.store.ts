import { randomBytes } from 'node:crypto'
import { Schema } from 'mongoose'
import { type Db, recordType } from './kernel/db.ts'

/** The one row that says which installation this store belongs to, and how far its seeding got. */
interface Installation {
  _id: 'installation'
  /** Separates installations that share a Redis. */
  name: string
  /** Set while a process fills the store; others wait for it, or take over when it died. */
  seedingSince?: Date
  seededAt?: Date
}

const SEEDING_AT_MOST_MS = 120_000

export const installationRecord = recordType<Installation>(
  'installation',
  new Schema(
    { _id: String, name: { type: String, required: true }, seedingSince: Date, seededAt: Date },
    { strict: 'throw', versionKey: false },
  ),
)

/** The installation's name; given once, at the first start on this store. */
export async function installationName(db: Db): Promise<string> {
  const row = await db
    .of(installationRecord)
    .findOneAndUpdate(
      { _id: 'installation' },
      { $setOnInsert: { name: randomBytes(6).toString('hex') } },
      { upsert: true, returnDocument: 'after' },
    )
  if (!row) throw new Error('upsert gave no row')
  return row.name
}

export type Seeding = 'ours' | 'done' | 'underway'

/** Takes the seeding of an empty store upon this process, unless it is done or a living process is at it. */
export async function claimSeeding(db: Db, now: Date): Promise<Seeding> {
  const rows = db.of(installationRecord)
  const stale = new Date(now.getTime() - SEEDING_AT_MOST_MS)
  const claimed = await rows.updateOne(
    {
      _id: 'installation',
      seededAt: { $exists: false },
      $or: [{ seedingSince: { $exists: false } }, { seedingSince: { $lt: stale } }],
    },
    { $set: { seedingSince: now } },
  )
  if (claimed.modifiedCount === 1) return 'ours'
  return (await rows.findOne({ _id: 'installation' }))?.seededAt ? 'done' : 'underway'
}

export async function finishSeeding(db: Db, now: Date): Promise<void> {
  await db
    .of(installationRecord)
    .updateOne({ _id: 'installation' }, { $set: { seededAt: now }, $unset: { seedingSince: '' } })
}

/** Whether the demo city has been built on this store. */
export async function isSeeded(db: Db): Promise<boolean> {
  return (await db.of(installationRecord).findOne({ _id: 'installation' }))?.seededAt !== undefined
}
