import { randomUUID } from 'node:crypto'
import { RECORD_TYPES } from '../../api/runtime/records.ts'
import type { City } from '../../schema/city.ts'
import { Db } from '../../schema/kernel/db.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { Spine } from '../../schema/kernel/spine.ts'
import { demoRegisters } from './demo-registers.ts'

/** A city on the store of the test run, without servers, doors and jobs; its clock only moves when it is told to. */
export interface BareCity extends City {
  pass(ms: number): void
  close(): Promise<void>
}

export async function openBareCity(): Promise<BareCity> {
  const uri = process.env['TEST_MONGODB_URI']
  if (!uri) throw new Error('run these tests with `npm test`')
  const db = await Db.connect(uri, `bare-${randomUUID().slice(0, 8)}`)
  await db.ensureIndexes(RECORD_TYPES)
  let now = new Date('2026-11-30T01:00:00Z').getTime()
  return {
    db,
    spine: new Spine(db),
    clock: { now: () => new Date(now) },
    sealer: createSealer('a secret of at least thirty-two characters'),
    registers: demoRegisters(),
    pass: (ms) => void (now += ms),
    async close() {
      await db.connection.dropDatabase()
      await db.close()
    },
  }
}
