import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'
import type { Sealer } from '../kernel/seal.ts'

/** A citizen's account on one channel. The account itself is sealed; `_id` is its blind index. */
export interface CitizenAccount {
  _id: string
  channel: string
  sealedSender: string
  /** What the bot waits for, so that it survives restarts. */
  awaiting?: { what: 'survey'; number: string; since: Date }
  lastSeenAt: Date
}

export const citizenRecord = recordType<CitizenAccount>('citizens', new Schema({}, { strict: false }))

export function citizenKey(sealer: Sealer, channel: string, sender: string): string {
  return sealer.blindIndex(`${channel}\0${sender}`, 'citizen')
}

export async function rememberCitizen(db: Db, sealer: Sealer, channel: string, sender: string, now: Date) {
  const key = citizenKey(sealer, channel, sender)
  await db
    .of(citizenRecord)
    .updateOne(
      { _id: key },
      { $setOnInsert: { channel, sealedSender: sealer.seal(sender, `citizens.${key}`) }, $max: { lastSeenAt: now } },
      { upsert: true },
    )
  return key
}

export async function loadCitizen(db: Db, key: string): Promise<CitizenAccount | null> {
  return db.of(citizenRecord).findOne({ _id: key })
}

export function openSender(sealer: Sealer, account: CitizenAccount): string {
  return sealer.open(account.sealedSender, `citizens.${account._id}`)
}

export async function awaitFrom(db: Db, key: string, awaiting: CitizenAccount['awaiting'] | null): Promise<void> {
  await db.of(citizenRecord).updateOne({ _id: key }, awaiting ? { $set: { awaiting } } : { $unset: { awaiting: '' } })
}
