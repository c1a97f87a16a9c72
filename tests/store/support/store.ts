import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { startStore } from '../../../api/embedded/store/start.ts'

/** A store to test, and the unmodified driver connected to it. */
export interface TestStore {
  uri: string
  client: MongoClient
  /** A database of this run's own: any other server may be shared. */
  db: string
  /** True for the embedded store, false for the server STORE_TEST_URI names. */
  isEmbedded: boolean
  stop(): Promise<void>
}

/** The server STORE_TEST_URI names, or the embedded store on a folder of its own. */
export async function openTestStore(): Promise<TestStore> {
  const given = process.env['STORE_TEST_URI']
  const db = `test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  if (given) {
    const client = await MongoClient.connect(given)
    const stop = async () => {
      await client.db(db).dropDatabase()
      await client.close()
    }
    return { uri: given, client, db, isEmbedded: false, stop }
  }
  const dir = mkdtempSync(join(tmpdir(), 'store-test-'))
  const store = await startStore({ dir, inThread: true })
  const client = await MongoClient.connect(store.uri)
  const stop = async () => {
    await client.close()
    await store.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return { uri: store.uri, client, db, isEmbedded: true, stop }
}
