import type { Db } from '../kernel/db.ts'
import type { Sealer } from '../kernel/seal.ts'
import type { PersonalKind } from './kinds.ts'
import type { PersonalFound } from './personal.rules.ts'
import { type Reveal, revealRecord, vaultRecord } from './vault.model.ts'

/** What one message held: found in its words, and given in fields of its own. */
export interface VaultEntry {
  found: PersonalFound[]
  given: { kind: PersonalKind; value: string }[]
}

const sealContext = (id: string) => `vault.${id}`

/** Keeps what a message held in place of what was kept of it before; false where there is nothing, and nothing is written. */
export async function keepInVault(db: Db, sealer: Sealer, id: string, entry: VaultEntry, at: Date): Promise<boolean> {
  if (entry.found.length + entry.given.length === 0) return false
  const sealed = sealer.seal(JSON.stringify(entry), sealContext(id))
  await db.of(vaultRecord).updateOne({ _id: id }, { $set: { sealed, at } }, { upsert: true })
  return true
}

/** The words were heard anew, and nothing in them points at a person: what was misheard is not kept. */
export async function dropFromVault(db: Db, id: string): Promise<void> {
  await db.of(vaultRecord).deleteOne({ _id: id })
}

/** What the messages held, by their ids; those that held nothing are missing. */
export async function openVault(db: Db, sealer: Sealer, ids: readonly string[]): Promise<Map<string, VaultEntry>> {
  const rows = await db
    .of(vaultRecord)
    .find({ _id: { $in: [...ids] } })
    .toArray()
  return new Map(rows.map(({ _id, sealed }) => [_id, JSON.parse(sealer.open(sealed, sealContext(_id))) as VaultEntry]))
}

export async function noteReveal(db: Db, reveal: Reveal): Promise<void> {
  await db.of(revealRecord).insertOne(reveal)
}

/** Who looked at this ticket, oldest first. */
export async function revealsOf(db: Db, number: string): Promise<Reveal[]> {
  return db.of(revealRecord).find({ number }).sort({ at: 1 }).toArray()
}
