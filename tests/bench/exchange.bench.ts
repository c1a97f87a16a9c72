import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrStartStore } from '../../api/embedded/mongo.ts'
import { RECORD_TYPES } from '../../api/runtime/records.ts'
import { exportTickets } from '../../schema/exchange/export.service.ts'
import { importTable } from '../../schema/exchange/import.service.ts'
import { openTable } from '../../schema/exchange/table-file.ts'
import { Db } from '../../schema/kernel/db.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { loadRegisters, seedDemoRegisters } from '../../schema/registers.ts'
import { PLAIN, csvOf, tableOf } from '../support/past-tickets.ts'
import type { BenchRow } from './row.ts'

const ROWS = 5000

/** Tables of past tickets in and out, on a store of its own. */
export async function benchExchange(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-bench-'))
  const store = await findOrStartStore({ uri: undefined, dir })
  try {
    const db = await Db.connect(store.uri)
    await db.ensureIndexes(RECORD_TYPES)
    await seedDemoRegisters(db)
    const clock = { now: () => new Date('2026-11-25T04:00:00Z') }
    const city = {
      db,
      registers: await loadRegisters(db),
      sealer: createSealer('seal-secret-of-the-bench-0123456789'),
      clock,
    }
    const rows = Array.from({ length: ROWS }, (_, index) => ({ ...PLAIN, number: `CP20250301${index}` }))
    const given = join(dir, 'given.csv')
    writeFileSync(given, csvOf(tableOf(rows)))
    const sheet = join(dir, 'out.xlsx')
    const range = { from: new Date(0), to: clock.now(), layout: 'bureau', full: true } as const
    const figures = [
      await measure('importing CSV', async () => importTable(city, await openTable(given))),
      await measure('importing CSV again, all there', async () => importTable(city, await openTable(given))),
      await measure('exporting CSV', () => exportTickets(city, { ...range, path: join(dir, 'out.csv') })),
      await measure('exporting XLSX', () => exportTickets(city, { ...range, path: sheet })),
      await measure('reading XLSX, all there', async () => importTable(city, await openTable(sheet))),
    ]
    await db.close()
    return figures
  } finally {
    await store.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function measure(name: string, work: () => Promise<unknown>): Promise<BenchRow> {
  const began = performance.now()
  await work()
  return { name, value: (ROWS * 1000) / (performance.now() - began), unit: 'rows/s' }
}
