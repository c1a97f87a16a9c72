import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrStartStore } from '../../api/embedded/mongo.ts'
import { seedHistory } from '../../schema/demo/seed-history.ts'
import { Db } from '../../schema/kernel/db.ts'
import { loadRegisters, seedDemoRegisters } from '../../schema/registers.ts'
import type { BenchRow } from './row.ts'

/** Making and storing the demo city's past. */
export async function benchSeed(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-bench-'))
  const store = await findOrStartStore({ uri: undefined, dir })
  try {
    const db = await Db.connect(store.uri)
    await seedDemoRegisters(db)
    const registers = await loadRegisters(db)
    const began = performance.now()
    await seedHistory(db, registers, { seed: 1, tickets: 5000, now: new Date('2026-11-24T04:00:00Z') })
    const seconds = (performance.now() - began) / 1000
    await db.close()
    return [{ name: 'seeding 5,000 past tickets', value: seconds, unit: 's', bar: { max: 20 } }]
  } finally {
    await store.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
