import { Schema } from 'mongoose'
import { type Db, isDuplicateKey, recordType } from './db.ts'
import type { TokenShelf } from './ports.ts'
import type { Sealer } from './seal.ts'

interface TokenRow {
  _id: string
  sealedToken?: string
  renewAt?: Date
  forcedAt?: Date
  /** Somebody is fetching until then. */
  leaseUntil?: Date
}

/** One row per account of a platform. */
export const tokenRecord = recordType<TokenRow>(
  'platformTokens',
  new Schema(
    {
      _id: { type: String, required: true },
      sealedToken: String,
      renewAt: Date,
      forcedAt: Date,
      leaseUntil: Date,
    },
    { strict: 'throw', versionKey: false },
  ),
)

const context = (name: string) => `platformTokens.${name}`

/**
 * Access tokens in the store, sealed. The lease is one single-document update, so one process has it; should that one
 * die, the lease runs out.
 */
export function createTokenShelf(db: Db, sealer: Sealer): TokenShelf {
  const rows = db.of(tokenRecord)
  return {
    async read(name) {
      const row = await rows.findOne({ _id: name })
      if (!row?.sealedToken || !row.renewAt) return undefined
      const value = sealer.open(row.sealedToken, context(name))
      return { value, renewAt: row.renewAt, ...(row.forcedAt && { forcedAt: row.forcedAt }) }
    },
    async claim(name, now, leaseMs) {
      const free = { _id: name, $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: now } }] }
      try {
        const leaseUntil = new Date(now.getTime() + leaseMs)
        const claimed = await rows.updateOne(free, { $set: { leaseUntil } }, { upsert: true })
        return claimed.modifiedCount + claimed.upsertedCount === 1
      } catch (error) {
        // The row is there, and somebody has the lease.
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    async put(name, { value, renewAt, forcedAt }) {
      const token = { sealedToken: sealer.seal(value, context(name)), renewAt, ...(forcedAt && { forcedAt }) }
      await rows.updateOne({ _id: name }, { $set: token, $unset: { leaseUntil: '' } }, { upsert: true })
    },
    async release(name) {
      await rows.updateOne({ _id: name }, { $unset: { leaseUntil: '' } })
    },
  }
}
