import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { serve, type Serving } from '../../api/embedded/store/server.ts'
import { crc32c } from '../../api/embedded/store/wire/crc32c.ts'
import { framed, opMsg, opQuery, RawConnection } from './support/raw.ts'

let dir: string
let serving: Serving
const open: RawConnection[] = []
const connect = (): RawConnection => {
  const connection = new RawConnection(join(dir, 's.sock'))
  open.push(connection)
  return connection
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wire-'))
  serving = await serve({ dir: join(dir, 'data'), socket: join(dir, 's.sock') })
})
afterAll(async () => {
  for (const connection of open) connection.close()
  await serving.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('messages', () => {
  it('come with the first handshake of old clients', async () => {
    const connection = connect()
    connection.send(opQuery('admin.$cmd', { isMaster: 1, helloOk: true }))
    expect(await connection.answer()).toMatchObject({ ismaster: true, helloOk: true, ok: 1 })
  })

  it('announce a standalone with its limits', async () => {
    const hello = await connect().ask({ hello: 1 })
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      maxWireVersion: 21,
      maxBsonObjectSize: 16 * 1024 * 1024,
      maxMessageSizeBytes: 48_000_000,
      logicalSessionTimeoutMinutes: 30,
    })
    for (const field of ['setName', 'msg', 'compression', 'saslSupportedMechs', 'topologyVersion']) {
      expect(hello).not.toHaveProperty(field)
    }
  })

  it('may carry documents beside the command', async () => {
    const connection = connect()
    const body = { insert: 'beside', $db: 'wire' }
    connection.send(opMsg({ body, sequences: { documents: [{ _id: 1 }, { _id: 2 }] } }))
    expect(await connection.answer()).toMatchObject({ n: 2, ok: 1 })
  })

  it('are checked where they have a checksum', async () => {
    const connection = connect()
    connection.send(opMsg({ body: { ping: 1, $db: 'admin' }, checksum: 'right' }))
    expect(await connection.answer()).toEqual({ ok: 1 })
    connection.send(opMsg({ body: { ping: 1, $db: 'admin' }, checksum: 'wrong' }))
    expect(await connection.answer()).toBeUndefined()
  })

  it('have a checksum as RFC 3720 computes it', () => {
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
    expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43)
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  })

  it('get no answer where none is wanted, and are carried out in order all the same', async () => {
    const connection = connect()
    const MORE_TO_COME = 2
    connection.send(
      opMsg({
        body: { insert: 'quiet', documents: [{ _id: 1 }], $db: 'wire', writeConcern: { w: 0 } },
        flags: MORE_TO_COME,
      }),
    )
    expect(await connection.ask({ count: 'quiet', $db: 'wire' })).toMatchObject({ n: 1 })
  })

  it('may come in any pieces, and several at once', async () => {
    const connection = connect()
    const bytes = Buffer.concat(Array.from({ length: 3 }, () => opMsg({ body: { ping: 1, $db: 'admin' } })))
    for (const byte of bytes.subarray(0, 40)) connection.send(Buffer.of(byte))
    connection.send(bytes.subarray(40))
    for (let i = 0; i < 3; i++) expect(await connection.answer()).toEqual({ ok: 1 })
  })
})

const malformed: { name: string; bytes: Buffer }[] = [
  { name: 'a message shorter than its header', bytes: framed(2013, Buffer.alloc(0), 12) },
  { name: 'a message of negative size', bytes: framed(2013, Buffer.alloc(20), -1) },
  { name: 'a message larger than allowed', bytes: framed(2013, Buffer.alloc(20), 48_000_001) },
  { name: 'an operation of long ago', bytes: framed(2002, Buffer.alloc(40)) },
  { name: 'compression, which was not offered', bytes: framed(2012, Buffer.alloc(40)) },
  { name: 'a query that is no command', bytes: opQuery('test.things', { a: 1 }) },
  { name: 'unknown flags', bytes: opMsg({ body: { ping: 1, $db: 'admin' }, flags: 4 }) },
  { name: 'no body', bytes: opMsg({}) },
  {
    name: 'an unknown kind of section',
    bytes: framed(2013, Buffer.concat([Buffer.alloc(4), Buffer.of(2), Buffer.alloc(8)])),
  },
  { name: 'a body longer than the message', bytes: framed(2013, Buffer.from([0, 0, 0, 0, 0, 99, 0, 0, 0, 0])) },
  {
    name: 'the same section twice',
    bytes: framed(
      2013,
      Buffer.concat(
        [...Array(2).fill(opMsg({ sequences: { a: [{}] } }).subarray(20))].reduce(
          (all: Buffer[], each: Buffer) => [...all, each],
          [Buffer.alloc(4)],
        ),
      ),
    ),
  },
]

describe('what breaks the protocol', () => {
  it.each(malformed)('closes its connection and no other: $name', async ({ bytes }) => {
    const other = connect()
    expect(await other.ask({ ping: 1 })).toEqual({ ok: 1 })
    const connection = connect()
    connection.send(bytes)
    expect(await connection.answer()).toBeUndefined()
    expect(await other.ask({ ping: 1 })).toEqual({ ok: 1 })
  })

  it('is not a command that only cannot be read: that gets an answer', async () => {
    const broken = Buffer.from([13, 0, 0, 0, 0x10, 0x61, 0, 1, 0, 0, 0, 9, 0])
    const connection = connect()
    connection.send(framed(2013, Buffer.concat([Buffer.alloc(4), Buffer.of(0), broken])))
    expect(await connection.answer()).toMatchObject({ ok: 0, code: 22 })
  })

  it('random bytes never end the server', { timeout: 60_000 }, async () => {
    let state = 1
    const random = () => (state = (state * 1103515245 + 12345) & 0x7fffffff)
    for (let round = 0; round < 300; round++) {
      const connection = connect()
      const content = Buffer.from(Array.from({ length: random() % 200 }, () => random() & 0xff))
      connection.send(framed(2013, content))
      connection.send(Buffer.from(Array.from({ length: 8 }, () => random() & 0xff)))
      connection.socket.end()
    }
    expect(await connect().ask({ ping: 1 })).toEqual({ ok: 1 })
  })
})

const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length

describe('connections', () => {
  it('wait with their next command until the answer is taken', async () => {
    const connection = connect()
    const text = 'x'.repeat(1_000_000)
    await connection.ask({
      insert: 'large',
      documents: Array.from({ length: 8 }, (_, _id) => ({ _id, text })),
      $db: 'wire',
    })
    connection.socket.pause()
    const reads = vi.spyOn(serving.server.engine.env, 'visitRecords')
    const find = opMsg({ body: { find: 'large', filter: {}, $db: 'wire' } })
    for (let i = 0; i < 10; i++) connection.send(find)
    await new Promise((resolve) => setTimeout(resolve, 300))
    // Ten answers of 8 MB wait to be made, not to be sent.
    expect(reads.mock.calls.length).toBeLessThan(4 * 2)
    connection.socket.resume()
    for (let i = 0; i < 10; i++) expect((await connection.answer())?.['cursor'].firstBatch).toHaveLength(8)
  })

  it('leave nothing behind: 10,000 opened and dropped', { timeout: 120_000 }, async () => {
    const before = handles()
    for (let round = 0; round < 100; round++) {
      const group = Array.from({ length: 100 }, () => new RawConnection(join(dir, 's.sock')))
      await Promise.all(group.map((connection) => connection.ask({ hello: 1 })))
      for (const [i, connection] of group.entries()) {
        // Some leave in the middle of a message, some while an answer is on its way.
        if (i % 3 === 0) connection.send(Buffer.from([99, 0, 0, 0, 1]))
        if (i % 3 === 1) connection.send(opMsg({ body: { ping: 1, $db: 'admin' } }))
        connection.close()
      }
    }
    const current = () => serving.server.connections().current
    for (let wait = 0; wait < 100 && (current() > open.length || handles() > before); wait++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect(current()).toBeLessThanOrEqual(open.length)
    expect(handles()).toBeLessThanOrEqual(before)
    expect(serving.server.connections().total).toBeGreaterThan(10_000)
    expect(serving.server.cursors.size).toBe(0)
  })
})
