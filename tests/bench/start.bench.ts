import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts, memoryOf, startChild } from '../support/child.ts'
import { type BenchRow, quantile } from './row.ts'

const ROUNDS = 5
/** Idle means the first garbage of starting up has been collected. */
const SETTLE_MS = 10_000

/** Cold start on a seeded store, and what the idle system weighs with everything in one process. */
export async function benchStart(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'jiesu-bench-'))
  const start = async () => startChild(await freePorts(), { DATA_DIR: dir, DEMO_PASSWORD: 'password-of-the-bench' })
  try {
    const first = await start()
    await first.stop()
    const ready: number[] = []
    const stopped: number[] = []
    let memory = { rss: Number.NaN, anonymous: Number.NaN }
    for (let round = 0; round < ROUNDS; round++) {
      const child = await start()
      ready.push(child.readyMs)
      if (round === ROUNDS - 1) {
        await sleep(SETTLE_MS)
        memory = memoryOf(child.pid)
      }
      stopped.push((await child.stop()).ms)
    }
    return [
      { name: 'first start, seeding 3,000 tickets', value: first.readyMs / 1000, unit: 's' },
      {
        name: `cold start on a seeded store, median of ${ROUNDS}`,
        value: quantile(ready, 0.5) / 1000,
        unit: 's',
        bar: { max: 5 },
      },
      { name: 'stop on Ctrl-C, median', value: quantile(stopped, 0.5) / 1000, unit: 's' },
      { name: 'idle RSS, everything in one process', value: memory.rss, unit: 'MiB', bar: { max: 350 } },
      { name: 'of that, not file-backed', value: memory.anonymous, unit: 'MiB' },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
