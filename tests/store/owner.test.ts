import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startStore } from '../../api/embedded/store/start.ts'
import { socketOf } from './support/raw.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'owner-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

async function writeAndRead(uri: string): Promise<number> {
  const client = await MongoClient.connect(uri)
  try {
    await client.db('owner').collection('visits').insertOne({})
    return await client.db('owner').collection('visits').countDocuments()
  } finally {
    await client.close()
  }
}

describe('the owner of a folder', () => {
  it('answers on a socket nobody else may open, in a thread of its own', async () => {
    const dir = join(root, 'data')
    const store = await startStore({ dir })
    expect(store.isOwner).toBe(true)
    expect([modeOf(dir), modeOf(socketOf(store.uri)), modeOf(join(dir, 'owner.json'))]).toEqual(['700', '600', '600'])
    expect(await writeAndRead(store.uri)).toBe(1)
    await Promise.all([store.stop(), store.stop()])
    expect(existsSync(socketOf(store.uri))).toBe(false)
    expect(existsSync(join(dir, 'owner.json'))).toBe(false)
  })

  it('finds its data again', async () => {
    for (const inThread of [true, false, true]) {
      const store = await startStore({ dir: root, inThread })
      await writeAndRead(store.uri)
      await store.stop()
    }
    const store = await startStore({ dir: root, inThread: true })
    expect(await writeAndRead(store.uri)).toBe(4)
    await store.stop()
  })

  it('is joined by whoever comes later', async () => {
    const owner = await startStore({ dir: root, inThread: true })
    const guest = await startStore({ dir: root })
    expect(guest).toMatchObject({ uri: owner.uri, isOwner: false })
    await guest.stop()
    expect(await writeAndRead(guest.uri)).toBe(1)
    await owner.stop()
  })

  it('is one of many that start at once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => startStore({ dir: root, inThread: true })))
    expect(stores.filter(({ isOwner }) => isOwner)).toHaveLength(1)
    expect(new Set(stores.map(({ uri }) => uri)).size).toBe(1)
    for (const store of stores) await store.stop()
  })

  it('that has died is succeeded: its lock and socket are in nobody’s way', { timeout: 30_000 }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'api/embedded/store/tools/serve.ts', root])
    const uri = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
    const guest = await startStore({ dir: root })
    expect(guest).toMatchObject({ uri, isOwner: false })
    await writeAndRead(uri)
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    expect(existsSync(join(root, 'owner.json'))).toBe(true)
    const store = await startStore({ dir: root, inThread: true })
    expect(store.isOwner).toBe(true)
    expect(await writeAndRead(store.uri)).toBe(2)
    await store.stop()
  })

  it('whose process number has passed on to another program is succeeded, too', async () => {
    const stale = { pid: process.pid, started: '1', uri: 'mongodb://nowhere' }
    writeFileSync(join(root, 'owner.json'), JSON.stringify(stale))
    const store = await startStore({ dir: root, inThread: true })
    expect(store.isOwner).toBe(true)
    await store.stop()
  })

  it('whose lock was cut short by a crash is succeeded, too', async () => {
    writeFileSync(join(root, 'owner.json'), '{"pid":')
    const store = await startStore({ dir: root, inThread: true })
    expect(store.isOwner).toBe(true)
    await store.stop()
  })

  it('puts its socket elsewhere where the path is too long for one, and says where', async () => {
    const dir = join(root, 'a-very-long-name-'.repeat(6), 'store')
    const store = await startStore({ dir, inThread: true })
    const socket = socketOf(store.uri)
    expect(dirname(socket)).not.toBe(dir)
    expect(modeOf(dirname(socket))).toBe('700')
    expect(JSON.parse(readFileSync(join(dir, 'owner.json'), 'utf8'))).toMatchObject({ uri: store.uri })
    expect(await writeAndRead((await startStore({ dir })).uri)).toBe(1)
    await store.stop()
    expect(existsSync(dirname(socket))).toBe(false)
  })

  it('listens on the loopback interface, too, where it is told to', async () => {
    const store = await startStore({ dir: root, inThread: true, tcpPort: 0 })
    expect(store.tcpUri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//)
    expect(await writeAndRead(store.tcpUri!)).toBe(1)
    await store.stop()
  })
})
