import { createHash } from 'node:crypto'
import { Schema } from 'mongoose'
import { type Db, isDuplicateKey, recordType } from '../kernel/db.ts'

interface SignatureRow {
  _id: string
  bodyHash: string
  /** Older ones are refused by their time anyway. */
  forgetAt: Date
}

/** Signatures of callbacks that do not cover their body, and the body each was used for. */
export const signatureRecord = recordType<SignatureRow>(
  'signatures',
  new Schema(
    {
      _id: { type: String, required: true },
      bodyHash: { type: String, required: true },
      forgetAt: { type: Date, required: true },
    },
    { strict: 'throw', versionKey: false },
  ).index({ forgetAt: 1 }, { expireAfterSeconds: 0 }),
)

/** Twice the window in which a signature is accepted: its time may lie five minutes ahead. */
const KEEP_MS = 20 * 60_000

const hash = (value: string | Buffer) => createHash('sha256').update(value).digest('base64url')

/**
 * Ties a signature to the body it came with first. False when it comes with another one: somebody who saw it puts
 * words of their own under it. A platform's retries bring the same body and are welcome.
 */
export async function useSignature(db: Db, once: string, body: Buffer, now: Date): Promise<boolean> {
  const signatures = db.of(signatureRecord)
  const row = { _id: hash(once), bodyHash: hash(body), forgetAt: new Date(now.getTime() + KEEP_MS) }
  try {
    await signatures.insertOne(row)
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (await signatures.findOne({ _id: row._id }))?.bodyHash === row.bodyHash
  }
}
