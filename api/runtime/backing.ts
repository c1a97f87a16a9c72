import { resolve } from 'node:path'
import { Db } from '../../schema/kernel/db.ts'
import { installationName } from '../../schema/installation.store.ts'
import { type StoreHandle, findOrStartStore } from '../embedded/mongo.ts'
import { type RedisHandle, findOrStartRedis } from '../embedded/redis.ts'
import type { Config } from './config.ts'
import { RECORD_TYPES } from './records.ts'
import type { Teardown } from './teardown.ts'

/** What everything stands on. */
export interface Backing {
  dir: string
  redis: RedisHandle
  store: StoreHandle
  db: Db
  /** Names this installation in a Redis that others may share. */
  installation: string
}

/** Finds or starts Redis and the store, connects, and sees to the indexes. */
export async function openBacking(config: Config, print: (line: string) => void, teardown: Teardown): Promise<Backing> {
  const dir = resolve(config.DATA_DIR)
  const [redis, store] = await Promise.allSettled([
    findOrStartRedis({ url: config.REDIS_URL, dir: `${dir}/redis`, log: print }),
    findOrStartStore({ uri: config.MONGODB_URI, dir }),
  ])
  if (redis.status === 'fulfilled') teardown.add('redis', redis.value.stop)
  if (store.status === 'fulfilled') teardown.add('store', store.value.stop)
  if (redis.status === 'rejected') throw redis.reason
  if (store.status === 'rejected') throw store.reason
  const db = await Db.connect(store.value.uri).catch((error: unknown) => {
    throw new Error(`连不上存储 (${store.value.how})：${error instanceof Error ? error.message : String(error)}`)
  })
  teardown.add('connection', () => db.close())
  await db.ensureIndexes(RECORD_TYPES)
  return { dir, redis: redis.value, store: store.value, db, installation: await installationName(db) }
}
