import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RECORD_TYPES } from '../../api/runtime/records.ts'
import { type ExportWish, exportTickets } from '../../schema/exchange/export.service.ts'
import { type BadRow, type ImportWish, importTable } from '../../schema/exchange/import.service.ts'
import { openTable } from '../../schema/exchange/table-file.ts'
import { Db } from '../../schema/kernel/db.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { loadRegisters, seedDemoRegisters } from '../../schema/registers.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { databaseUri } from './jiesu.ts'
import { NOW } from './exchange-city.ts'

/** The secret of the demo, so that the commands open what a test has sealed. */
const SECRET = 'demo-seal-secret-at-least-32-characters'

/** A city with its registers and no ticket, on a database of its own, and a folder for files. */
export async function openEmptyCity() {
  const database = `t${randomBytes(6).toString('hex')}`
  const server = process.env['TEST_MONGODB_URI']
  if (!server) throw new Error('TEST_MONGODB_URI is missing: run the tests with npm test')
  const uri = databaseUri(server, database)
  const db = await Db.connect(uri)
  await db.ensureIndexes(RECORD_TYPES)
  await seedDemoRegisters(db)
  const registers = await loadRegisters(db)
  const city = { db, registers, sealer: createSealer(SECRET), clock: { now: () => NOW } }
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-exchange-'))
  return {
    city,
    uri,
    database,
    path: (name: string) => join(dir, name),
    write(name: string, content: string | Uint8Array): string {
      writeFileSync(join(dir, name), content)
      return join(dir, name)
    },
    async import(path: string, wish: ImportWish = {}) {
      const bad: BadRow[] = []
      const result = await importTable(city, await openTable(path), {
        onBad: (rows) => void bad.push(...rows),
        ...wish,
      })
      return { ...result, badRows: bad }
    },
    async export(name: string, wish: Partial<ExportWish> = {}): Promise<Buffer> {
      const path = join(dir, name)
      const ever = { from: new Date(0), to: new Date('9999-01-01T00:00:00Z') }
      await exportTickets(city, { path, layout: 'bureau', full: false, ...ever, ...wish })
      return readFileSync(path)
    },
    tickets: () => db.of(ticketRecord).find({}).sort({ _id: 1 }).toArray(),
    async close() {
      await db.connection.db?.dropDatabase()
      await db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type EmptyCity = Awaited<ReturnType<typeof openEmptyCity>>
