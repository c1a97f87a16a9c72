import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Schema } from 'mongoose'
import { type Db, recordType } from '../kernel/db.ts'

export interface StaffAccount {
  /** The user name. */
  _id: string
  role: string
  organId?: string
  displayName: string
  passwordHash: string
}

export const staffRecord = recordType<StaffAccount>('staff', new Schema({}, { strict: false }))

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>

/** scrypt with Node's defaults (N = 2^14), as `salt.hash` in base64url. */
export async function hashPassword(password: string): Promise<string> {
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

/** Which tickets a member of staff sees and may act on: their own unit's, unless their role is city-wide. */
export function seesWholeCity(role: string): boolean {
  return ['admin', 'clerk', 'supervisor', 'analyst'].includes(role)
}

export function mayAct(role: string): boolean {
  return role !== 'analyst'
}
