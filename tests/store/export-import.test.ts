import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EJSON } from 'bson'
import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  MongoClient,
  ObjectId,
  Timestamp,
  type Document,
} from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStore, type Store } from '../../api/embedded/store/start.ts'
import { check } from '../../api/embedded/store/storage/check.ts'
import { Environment } from '../../api/embedded/store/storage/environment.ts'
import { wholeRange } from '../../api/embedded/store/storage/keys.ts'

const run = promisify(execFile)
const tool = (name: string, ...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', `api/embedded/store/tools/${name}.ts`, ...args]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )

let root: string
let store: Store
let client: MongoClient
const at = (...names: string[]) => join(root, ...names)

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'export-'))
  store = await startStore({ dir: at('one'), inThread: true })
  client = await MongoClient.connect(store.uri)
  const tickets = client.db('city').collection('诉求/tickets')
  await tickets.insertMany([
    {
      _id: new ObjectId('65f000000000000000000001'),
      double: new Double(1),
      int: 1,
      long: Long.fromNumber(1),
      decimal: Decimal128.fromString('1.10'),
    },
    {
      _id: { a: 1, b: [2] } as never,
      at: new Date(0),
      when: new Timestamp({ t: 1, i: 2 }),
      bytes: new Binary(Buffer.from([1, 2]), 128),
    },
    {
      _id: null as never,
      min: new MinKey(),
      max: new MaxKey(),
      regex: new BSONRegExp('^a', 'im'),
      nothing: null,
      list: [[], {}, ''],
    },
    { _id: 'constructor' as never, ['__proto__']: { polluted: true }, constructor: { prototype: 1 } },
  ])
  await tickets.createIndexes([
    { key: { int: 1, double: -1 } },
    { key: { long: 1 }, unique: true, partialFilterExpression: { long: { $gt: 0 } }, name: 'longs' },
    { key: { at: 1 }, expireAfterSeconds: 3_000_000_000 % 2 ** 31, sparse: true },
  ])
  await client.db('city').collection('empty').createIndex({ a: 1 })
  await client
    .db('other')
    .collection('many')
    .insertMany(Array.from({ length: 2500 }, (_, i) => ({ _id: i as never, text: `第 ${i} 件` })))
})
afterAll(async () => {
  await client.close()
  await store.stop()
  rmSync(root, { recursive: true, force: true })
})

const filesOf = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(bson|json)$/.test(file))
    .sort()

const withoutUuid = (text: Buffer) => text.toString().replace(/"uuid":"[0-9a-f]+"/, '')

describe('leaving the store', { timeout: 60_000 }, () => {
  it('writes what mongorestore reads, from the running store', async () => {
    const { code, stdout } = await tool('export', at('dump'), '--store', at('one'))
    expect(code).toBe(0)
    expect(stdout).toContain('2504 份文档')
    expect(filesOf(at('dump'))).toEqual([
      'city/%E8%AF%89%E6%B1%82%2Ftickets.bson',
      'city/%E8%AF%89%E6%B1%82%2Ftickets.metadata.json',
      'city/empty.bson',
      'city/empty.metadata.json',
      'other/many.bson',
      'other/many.metadata.json',
    ])
    const metadata = EJSON.parse(readFileSync(at('dump', 'city', 'empty.metadata.json'), 'utf8')) as Document
    expect(metadata).toMatchObject({
      options: {},
      indexes: [
        { v: 2, key: { _id: 1 }, name: '_id_' },
        { v: 2, key: { a: 1 }, name: 'a_1' },
      ],
      collectionName: 'empty',
      type: 'collection',
    })
    expect(metadata['uuid']).toMatch(/^[0-9a-f]{32}$/)
  })

  it('comes back the same, byte for byte, with its indexes', async () => {
    expect(await tool('import', at('dump'), '--store', at('two'))).toMatchObject({ code: 0 })
    expect(await tool('check', at('two'))).toMatchObject({ code: 0 })
    expect(await tool('export', at('again'), '--store', at('two'))).toMatchObject({ code: 0 })
    expect(filesOf(at('again'))).toEqual(filesOf(at('dump')))
    for (const file of filesOf(at('dump'))) {
      const [before, after] = [readFileSync(at('dump', file)), readFileSync(at('again', file))]
      if (file.endsWith('.bson')) expect(after.equals(before)).toBe(true)
      else {
        expect(withoutUuid(after)).toBe(withoutUuid(before))
      }
    }
  })

  it('does not go into a folder with something in it, nor come into a store with data', async () => {
    expect(await tool('export', at('dump'), '--store', at('one'))).toMatchObject({ code: 2 })
    expect(await tool('import', at('dump'), '--store', at('two'))).toMatchObject({ code: 1 })
  })

  it('tells a file that is cut short', async () => {
    await run('cp', ['-r', at('dump'), at('cut')])
    const file = at('cut', 'other', 'many.bson')
    writeFileSync(file, readFileSync(file).subarray(0, -3))
    const { code, stderr } = await tool('import', at('cut'), '--store', at('three'))
    expect(code).toBe(1)
    expect(stderr).toContain('BSON 文件不完整')
  })
})

/** A small store with one entry changed behind its back. */
async function damaged(name: string, damage: (env: Environment) => void): Promise<string> {
  const small = await startStore({ dir: at(name), inThread: true })
  const writer = await MongoClient.connect(small.uri)
  await writer
    .db('d')
    .collection('c')
    .insertMany([{ a: 1 }, { a: 2 }, { a: [3, 4] }])
  await writer.db('d').collection('c').createIndex({ a: 1 })
  await writer.close()
  await small.stop()
  const env = new Environment(at(name, 'data'))
  await env.write(() => damage(env))
  await env.close()
  const reading = new Environment(at(name, 'data'), { readOnly: true })
  const findings = await check(reading)
  await reading.close()
  return findings.problems.join('\n')
}

describe('checking the store', { timeout: 60_000 }, () => {
  it('works while the store is running, and says that all is well', async () => {
    const { code, stdout } = await tool('check', at('one'))
    expect(code).toBe(0)
    expect(stdout).toContain('3 个集合 · 2504 份文档')
  })

  it.each<[string, (env: Environment) => void, string]>([
    ['an entry that is missing', (env) => env.remove(env.keys(wholeRange(1, 2), 1)[0]!), '缺少条目'],
    ['an entry without a document', (env) => env.remove(env.keys(wholeRange(1, 0), 1)[0]!), '没有对应的值'],
    ['a document that cannot be read', (env) => env.put(env.keys(wholeRange(1, 0), 1)[0]!, Buffer.of(9)), '无法读取'],
  ])('finds %s', async (name, damage, told) => {
    expect(await damaged(name, damage)).toContain(told)
  })

  it('ends with 1 where something is wrong', async () => {
    await damaged('wrong', (env) => env.remove(env.keys(wholeRange(1, 2), 1)[0]!))
    expect(await tool('check', at('wrong'))).toMatchObject({ code: 1 })
  })
})
