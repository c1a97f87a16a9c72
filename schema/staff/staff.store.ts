import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Db } from '../kernel/db.ts'
import { type StaffAccount, staffRecord } from './staff.model.ts'

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>

/** scrypt with Node's defaults (N = 2^14), as `salt.hash` in base64url. */
async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${(await derive(password, salt, 32)).toString('base64url')}`
}

// Checked against when the account does not exist, so that a miss takes as long as a hit.
const NOBODY = `${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(32).toString('base64url')}`

/** The account when name and password fit; null otherwise, in the same time. */
export async function checkPassword(db: Db, username: string, password: string): Promise<StaffAccount | null> {
  const account = await db.of(staffRecord).findOne({ _id: username })
  const [salt = '', hash = ''] = (account?.passwordHash ?? NOBODY).split('.')
  const given = await derive(password, Buffer.from(salt, 'base64url'), 32)
  const right = timingSafeEqual(given, Buffer.from(hash, 'base64url'))
  return right ? account : null
}

/** Creates or replaces accounts, all with one password (the demo's way). */
export async function saveStaff(
  db: Db,
  accounts: readonly { username: string; role: StaffAccount['role']; organId?: string; displayName: string }[],
  password: string,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  if (accounts.length === 0) return
  await db.of(staffRecord).bulkWrite(
    accounts.map(({ username, role, organId, displayName }) => ({
      replaceOne: {
        filter: { _id: username },
        replacement: { role, displayName, passwordHash, ...(organId && { organId }) },
        upsert: true,
      },
    })),
  )
}

/** Whether anybody could sign in at all. */
export async function hasStaff(db: Db): Promise<boolean> {
  return (await db.of(staffRecord).findOne({}, { projection: { _id: 1 }, hint: { _id: 1 } })) !== null
}
