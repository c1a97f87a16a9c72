import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient, type MongoServerError } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStore, type Store } from '../../api/embedded/store/start.ts'
import { check } from '../../api/embedded/store/storage/check.ts'
import { Environment } from '../../api/embedded/store/storage/environment.ts'

const DISK = 12 * 1024 * 1024

let disk: string
let isMounted = false
let store: Store
let client: MongoClient

/** A small disk of our own: only root may mount one. */
function mount(dir: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', dir], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

beforeAll(async () => {
  disk = mkdtempSync(join(tmpdir(), 'disk-'))
  isMounted = process.getuid?.() === 0 && mount(disk)
  if (!isMounted) return
  store = await startStore({ dir: join(disk, 'store'), inThread: true })
  client = await MongoClient.connect(store.uri)
})
afterAll(async () => {
  if (isMounted) {
    await client.close()
    await store.stop()
    execFileSync('umount', [disk])
  } else console.warn('NOT TESTED: a full disk (needs root to mount a small one)')
  rmSync(disk, { recursive: true, force: true })
})

async function problems(): Promise<readonly string[]> {
  const env = new Environment(join(disk, 'store', 'data'), { readOnly: true })
  const findings = await check(env)
  await env.close()
  return findings.problems
}

describe('a full disk', () => {
  it('gives an error, keeps what was acknowledged, tears nothing, and is over when there is room again', async (context) => {
    if (!isMounted) context.skip()
    const tickets = client.db('full').collection('tickets')
    await tickets.createIndex({ no: 1 }, { unique: true })
    await tickets.createIndex({ tags: 1, street: 1 })
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(4 * 1024 * 1024))
    const acknowledged: number[] = []
    const refused: MongoServerError[] = []
    for (let i = 0; refused.length === 0 && i < 1000; i++) {
      const docs = Array.from({ length: 8 }, (_, k) => ({
        _id: (i * 8 + k) as never,
        no: i * 8 + k,
        tags: ['a', String(k)],
        street: 's',
        text: 'x'.repeat(2000),
      }))
      await Promise.all(
        docs.map((doc) =>
          tickets.insertOne(doc).then(
            () => acknowledged.push(doc.no),
            (error: MongoServerError) => refused.push(error),
          ),
        ),
      )
    }
    expect(refused[0]).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' })
    // Reading goes on, and other writes get the same answer.
    const there = async () =>
      (await tickets.find({}, { projection: { no: 1 } }).toArray()).map((doc) => doc['no'] as number)
    expect(new Set(await there())).toEqual(new Set(acknowledged))
    await expect(
      client
        .db('full')
        .collection('other')
        .insertOne({ text: 'x'.repeat(500_000) }),
    ).rejects.toMatchObject({ code: 14031 })
    expect(await tickets.countDocuments({})).toBe(acknowledged.length)
    expect(await tickets.estimatedDocumentCount()).toBe(acknowledged.length)

    rmSync(join(disk, 'ballast'))
    await tickets.insertOne({ _id: -1 as never, no: -1 })
    await client
      .db('full')
      .collection('other')
      .insertOne({ _id: 1 as never })
    expect(await there()).toHaveLength(acknowledged.length + 1)
    await client.close()
    await store.stop()
    expect(await problems()).toEqual([])
    store = await startStore({ dir: join(disk, 'store'), inThread: true })
    client = await MongoClient.connect(store.uri)
    expect(await client.db('full').collection('tickets').countDocuments()).toBe(acknowledged.length + 1)
    expect(await client.db('full').collection('other').countDocuments()).toBe(1)
  })
})
