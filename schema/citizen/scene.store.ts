import type { Db } from '../kernel/db.ts'
import { type CitizenAccount, citizenRecord } from './citizen.model.ts'

/** How long a scanned QR code says where the next request is about. */
const FRESH_MS = 24 * 3_600_000

/** Remembers the QR code a citizen scanned, for their next request; the latest one counts, in whatever order they come. */
export async function rememberScene(db: Db, key: string, scene: { value: string; at: Date }): Promise<void> {
  const older = { $or: [{ scene: { $exists: false } }, { 'scene.at': { $lt: scene.at } }] }
  await db.of(citizenRecord).updateOne({ _id: key, ...older }, { $set: { scene } })
}

/** What they scanned within the last day. */
export function sceneOf(citizen: Pick<CitizenAccount, 'scene'>, now: Date): string | undefined {
  const { scene } = citizen
  return scene && now.getTime() - scene.at.getTime() < FRESH_MS ? scene.value : undefined
}
