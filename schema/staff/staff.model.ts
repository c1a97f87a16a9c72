import { Schema } from 'mongoose'
import { recordType } from '../kernel/db.ts'
import { STAFF_ROLES, type StaffRole } from './staff.rules.ts'

export interface StaffAccount {
  /** The user name. */
  _id: string
  role: StaffRole
  organId?: string
  displayName: string
  passwordHash: string
}

const text = { type: String, required: true } as const

export const staffRecord = recordType<StaffAccount>(
  'staff',
  new Schema(
    {
      _id: text,
      role: { type: String, enum: STAFF_ROLES, required: true },
      organId: String,
      displayName: text,
      passwordHash: text,
    },
    { strict: 'throw', versionKey: false },
  ),
)
