import type { Db } from '../kernel/db.ts'
import type { Sealer } from '../kernel/seal.ts'
import { type CitizenAccount, citizenRecord } from './citizen.model.ts'
import { phoneKey } from './contact.rules.ts'

const sealContext = (key: string) => `citizens.phone.${key}`

/** Keeps the number the platform verified for this account; a later one takes its place. */
export async function bindPhone(db: Db, sealer: Sealer, key: string, phone: string, now: Date): Promise<void> {
  const bound = { phoneKey: phoneKey(sealer, phone), sealed: sealer.seal(phone, sealContext(key)), verifiedAt: now }
  await db.of(citizenRecord).updateOne({ _id: key }, { $set: { phone: bound } })
}

/** The verified number of an account; undefined when there is none. */
export function openPhone(sealer: Sealer, { _id, phone }: CitizenAccount): string | undefined {
  return phone && sealer.open(phone.sealed, sealContext(_id))
}
