import type { Db } from '../kernel/db.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Awaiting, type CitizenAccount, citizenRecord } from './citizen.model.ts'

/** The blind index of a citizen's account on a channel: how records name them without knowing them. */
export function citizenKey(sealer: Sealer, channel: string, sender: string): string {
  return sealer.blindIndex(`${channel}\0${sender}`, 'citizen')
}

export async function rememberCitizen(
  db: Db,
  sealer: Sealer,
  channel: string,
  sender: string,
  now: Date,
): Promise<CitizenAccount> {
  const key = citizenKey(sealer, channel, sender)
  const account = await db
    .of(citizenRecord)
    .findOneAndUpdate(
      { _id: key },
      { $setOnInsert: { channel, sealedSender: sealer.seal(sender, sealContext(key)) }, $max: { lastSeenAt: now } },
      { upsert: true, returnDocument: 'after' },
    )
  if (!account) throw new Error('upsert gave no account')
  return account
}

export async function loadCitizen(db: Db, key: string): Promise<CitizenAccount | null> {
  return db.of(citizenRecord).findOne({ _id: key })
}

/** The account's name on its channel (openid, Weibo uid, phone number). */
export function openSender(sealer: Sealer, account: CitizenAccount): string {
  return sealer.open(account.sealedSender, sealContext(account._id))
}

const sealContext = (key: string) => `citizens.${key}`

/** Notes what the bot waits for from this citizen; the latest question counts. */
export async function awaitFrom(db: Db, key: string, awaiting: Awaiting): Promise<void> {
  await db.of(citizenRecord).updateOne({ _id: key }, { $set: { awaiting } })
}

/** Ends the wait for this subject; a wait for something newer stays. `answer` is the message that ended it. */
export async function stopAwaiting(db: Db, key: string, subject: string, answer?: string): Promise<void> {
  const waiting = { $or: [{ 'awaiting.number': subject }, { 'awaiting.inboxId': subject }] }
  const update = { $unset: { awaiting: '' as const }, ...(answer && { $set: { answeredWith: answer } }) }
  await db.of(citizenRecord).updateOne({ _id: key, ...waiting }, update)
}
