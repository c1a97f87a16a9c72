import type { Db } from '../kernel/db.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type Awaiting, type CitizenAccount, citizenRecord } from './citizen.model.ts'
import type { Draft } from './draft.rules.ts'
import type { Language } from './language.rules.ts'
import type { Standing } from './window.rules.ts'

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
  const account = await db.of(citizenRecord).findOneAndUpdate(
    { _id: key },
    {
      $setOnInsert: { channel, sealedSender: sealer.seal(sender, sealContext(key)) },
      $max: { lastSeenAt: now },
      // Whoever speaks is there, and may be answered.
      $unset: { 'reach.broken': '', 'reach.closed': '' },
    },
    { upsert: true, returnDocument: 'after' },
  )
  if (!account) throw new Error('upsert gave no account')
  return account
}

/** Notes what decides whether the account may be written to. The latest of each date counts, so that order does not matter. */
export async function keepStanding(
  db: Db,
  sealer: Sealer,
  account: { channel: string; sender: string },
  standing: Standing,
  now: Date,
): Promise<void> {
  const { channel, sender } = account
  const key = citizenKey(sealer, channel, sender)
  await db.of(citizenRecord).updateOne(
    { _id: key },
    {
      $setOnInsert: { channel, sealedSender: sealer.seal(sender, sealContext(key)) },
      $max: { lastSeenAt: now, ...standing },
    },
    { upsert: true },
  )
}

export async function loadCitizen(db: Db, key: string): Promise<CitizenAccount | null> {
  return db.of(citizenRecord).findOne({ _id: key })
}

/** Accounts whose request under way was last spoken to before an instant, the longest silent first. */
export function silentSince(db: Db, before: Date): AsyncIterable<CitizenAccount> {
  return db
    .of(citizenRecord)
    .find({ 'draft.at': { $lte: before } })
    .sort({ 'draft.at': 1 })
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

/** Ends the wait for this subject; a wait for something newer stays. */
export async function stopAwaiting(db: Db, key: string, subject: string): Promise<void> {
  await db.of(citizenRecord).updateOne({ _id: key, 'awaiting.number': subject }, { $unset: { awaiting: '' } })
}

/** What a citizen is remembered by after a message; what is not named stays as it was, null ends it. */
export interface Remembered {
  language?: Language
  draft?: Draft | null
  awaiting?: Awaiting | null
  /** Null when a request was opened: what is scanned from now on is for the next one. */
  scene?: null
}

/** Messages remembered as heard: more than arrive before a lost one is delivered again. */
const HEARD = 30

/**
 * Notes in one update that a message was heard to the end and what is waited for now. As long as it is not noted, hearing
 * the message again finds the citizen as they were and decides the same.
 */
export async function noteHeard(
  db: Db,
  key: string,
  message: { id: string; at: Date },
  remembered: Remembered,
): Promise<void> {
  const fields = Object.entries(remembered).filter(([, value]) => value !== undefined)
  const set = Object.fromEntries(fields.filter(([, value]) => value !== null))
  const unset = Object.fromEntries(fields.filter(([, value]) => value === null).map(([field]) => [field, '' as const]))
  await db.of(citizenRecord).updateOne(
    { _id: key, 'heard.id': { $ne: message.id } },
    {
      $push: { heard: { $each: [message], $slice: -HEARD } },
      ...(Object.keys(set).length > 0 && { $set: set }),
      ...(Object.keys(unset).length > 0 && { $unset: unset }),
    },
  )
}
