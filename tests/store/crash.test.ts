import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MongoClient } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { check, type Findings } from '../../api/embedded/store/storage/check.ts'
import { Environment } from '../../api/embedded/store/storage/environment.ts'

/** How often the store is killed; the figures in its README come from STORE_CRASH_ROUNDS=20. */
const ROUNDS = Number(process.env['STORE_CRASH_ROUNDS'] ?? 2)
const WRITERS = 16

/** What one writer was told is done, and what it asked for last without hearing back. */
interface Ledger {
  readonly inserted: Set<string>
  readonly deleted: Set<string>
  increments: number
  next: number
}

async function startChild(dir: string): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/embedded/store/tools/serve.ts', dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [uri] = await new Promise<string[]>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve([line]))
    child.once('exit', (code) => reject(new Error(`the store ended with ${code}`)))
  })
  return { child, uri: uri! }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

/** Inserts, counts and deletes until the connection breaks, keeping book of what was acknowledged. */
async function write(client: MongoClient, writer: number, ledger: Ledger): Promise<void> {
  const tickets = client.db('crash').collection('tickets')
  const counters = client.db('crash').collection('counters')
  try {
    for (;;) {
      const id = `${writer}-${ledger.next++}`
      const doc = {
        _id: id as never,
        no: id,
        writer,
        street: `street ${ledger.next % 7}`,
        tags: ['a', id],
        text: 'x'.repeat(300),
      }
      await tickets.insertOne(doc)
      ledger.inserted.add(id)
      await counters.updateOne(
        { _id: writer as never },
        { $inc: { n: 1 }, $push: { log: { $each: [id], $slice: -5 } as never } },
        { upsert: true },
      )
      ledger.increments++
      if (ledger.next % 5 !== 0) continue
      const victim = [...ledger.inserted].find((each) => !ledger.deleted.has(each))!
      // From here on it may be gone, whether or not the answer comes.
      ledger.inserted.delete(victim)
      await tickets.deleteOne({ _id: victim as never })
      ledger.deleted.add(victim)
    }
  } catch {
    // The store was killed.
  }
}

async function findingsOf(dir: string): Promise<Findings> {
  const env = new Environment(join(dir, 'data'), { readOnly: true })
  const findings = await check(env)
  await env.close()
  return findings
}

describe('kill -9 under 16 writers', () => {
  it(
    `loses nothing acknowledged and leaves every index whole (${ROUNDS} rounds)`,
    { timeout: ROUNDS * 60_000 },
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'crash-'))
      const ledgers: Ledger[] = Array.from({ length: WRITERS }, () => ({
        inserted: new Set(),
        deleted: new Set(),
        increments: 0,
        next: 0,
      }))
      let acknowledged = 0
      for (let round = 0; round <= ROUNDS; round++) {
        const { child, uri } = await startChild(dir)
        const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 2000 })
        const tickets = client.db('crash').collection('tickets')
        const counters = client.db('crash').collection('counters')
        await tickets.createIndexes([
          { key: { no: 1 }, unique: true },
          { key: { street: 1, writer: -1 } },
          { key: { tags: 1 } },
        ])
        const there = new Set(
          (await tickets.find({}, { projection: { _id: 1 } }).toArray()).map((doc) => String(doc['_id'])),
        )
        for (const [writer, ledger] of ledgers.entries()) {
          expect([...ledger.inserted].filter((id) => !there.has(id))).toEqual([])
          expect([...ledger.deleted].filter((id) => there.has(id))).toEqual([])
          const counted = ((await counters.findOne({ _id: writer as never }))?.['n'] as number | undefined) ?? 0
          expect(counted).toBeGreaterThanOrEqual(ledger.increments)
          expect(counted).toBeLessThanOrEqual(ledger.increments + round)
        }
        if (round === ROUNDS) {
          acknowledged = ledgers.reduce(
            (sum, ledger) => sum + ledger.inserted.size + ledger.deleted.size * 2 + ledger.increments,
            0,
          )
          await client.close()
          await ended(child, 'SIGTERM')
          break
        }
        const writing = ledgers.map((ledger, writer) => write(client, writer, ledger))
        await new Promise((resolve) => setTimeout(resolve, 300 + ((round * 397) % 900)))
        await ended(child, 'SIGKILL')
        await Promise.all(writing)
        await client.close()
        expect((await findingsOf(dir)).problems).toEqual([])
      }
      console.log(`${acknowledged} acknowledged writes, ${ROUNDS} kills, 0 lost`)
      expect(acknowledged).toBeGreaterThan(20 * ROUNDS)
      rmSync(dir, { recursive: true, force: true })
    },
  )
})
