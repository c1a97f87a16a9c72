import { resolve } from 'node:path'
import type { City } from '../../../schema/city.ts'
import { isSeeded } from '../../../schema/installation.store.ts'
import { Db } from '../../../schema/kernel/db.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { createSealer } from '../../../schema/kernel/seal.ts'
import { loadRegisters } from '../../../schema/registers.ts'
import { findOrStartStore } from '../../embedded/mongo.ts'
import { readConfig } from '../config.ts'
import { RECORD_TYPES } from '../records.ts'

/** What a command on the city's store may use: the store, its registers, the seal and the clock; nothing that runs. */
export type CommandCity = Pick<City, 'db' | 'registers' | 'sealer' | 'clock'>

/** Does the work on the city's store, and ends the store again when it was started for this. */
export async function withCity<T>(work: (city: CommandCity) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const store = await findOrStartStore({ uri: config.MONGODB_URI, dir: resolve(config.DATA_DIR) })
  try {
    const db = await Db.connect(store.uri).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      throw new DomainError('UNAVAILABLE', `连不上存储 (${store.how})：${why}`)
    })
    try {
      // The demo city is built over an empty store: nothing may lie there before it.
      if (config.SEED === 'demo' && !(await isSeeded(db))) {
        throw new DomainError('UNAVAILABLE', '这个存储里还没有城市：请先运行一次 npm start；不要演示数据时设 SEED=none')
      }
      await db.ensureIndexes(RECORD_TYPES)
      const registers = await loadRegisters(db)
      return await work({ db, registers, sealer: createSealer(config.SEAL_SECRET), clock: { now: () => new Date() } })
    } finally {
      await db.close()
    }
  } finally {
    await store.stop()
  }
}
