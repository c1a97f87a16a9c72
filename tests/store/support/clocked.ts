import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { serve, type Serving } from '../../../api/embedded/store/server.ts'

/** A store in this thread whose clock is moved by the test. */
export interface ClockedStore {
  serving: Serving
  client: MongoClient
  clock: { time: number; now(): number }
  stop(): Promise<void>
}

export async function openClockedStore(): Promise<ClockedStore> {
  const dir = mkdtempSync(join(tmpdir(), 'clocked-'))
  const clock = { time: Date.UTC(2026, 0, 5, 1), now: () => clock.time }
  const socket = join(dir, 'store.sock')
  const serving = await serve({ dir: join(dir, 'data'), socket, clock })
  const client = await MongoClient.connect(`mongodb://${encodeURIComponent(socket)}/?directConnection=true`)
  const stop = async () => {
    await client.close()
    await serving.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { serving, client, clock, stop }
}
