import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { deserialize, serialize } from 'bson'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { prepare } from '../../api/embedded/store/commands/documents.ts'
import { readIndexSpec } from '../../api/embedded/store/commands/index-spec.ts'
import { startStore } from '../../api/embedded/store/start.ts'
import { Engine } from '../../api/embedded/store/storage/engine.ts'
import { Int32 } from '../../api/embedded/store/values.ts'
import { memoryOf } from '../support/child.ts'
import { type BenchRow, quantile } from './row.ts'

/** Smaller for a quick look: STORE_BENCH_TICKETS=100000 npm run bench -- --only=store */
const MANY = Number(process.env['STORE_BENCH_TICKETS'] ?? 1_000_000)
const GROUPED = Math.min(100_000, MANY)
const FEW = 10_000
const READS = 4000

/**
 * The embedded store in a process of its own, used through the unmodified driver. CPU times of the two processes are
 * compared, not wall clocks: they stand a busy machine.
 */
export async function benchStore(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'store-bench-'))
  try {
    const began = performance.now()
    await fill(dir)
    const filled = (performance.now() - began) / 1000
    return [
      { name: `store: ${MANY.toLocaleString('en')} tickets with 4 indexes made`, value: filled, unit: 's' },
      ...(await benchStarts(dir)),
      ...(await withStore(dir, benchRunning)),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const STATES = ['accepted', 'dispatched', 'handling', 'returned', 'surveyed', 'closed']

/** About 600 bytes, as a ticket of the hotline is. */
function ticket(i: number): Document {
  const at = new Date(Date.UTC(2026, 0, 1) + i * 30_000)
  return {
    _id: new Int32(i),
    no: `12345${String(i).padStart(9, '0')}`,
    state: STATES[i % 6],
    street: `street ${i % 120}`,
    kind: { code: `k${i % 300}`, name: '占道经营与市容环境', path: ['城市管理', '市容环境', '占道经营'] },
    createdAt: at,
    dueAt: new Date(at.getTime() + 86_400_000 * (1 + (i % 5))),
    citizen: { id: `c${i % 50_000}`, phone: '13800138000' },
    text: '楼下的早市每天五点就开始摆摊，喇叭声很大，占了消防通道，希望有人来管一管。',
    place: { address: '幸福路 12 号院南门', at: [116.4 + (i % 100) / 1000, 39.9] },
    minutes: i % 977,
    log: [
      { at, what: 'opened' },
      { at, what: STATES[i % 6], by: `staff ${i % 40}` },
    ],
    version: new Int32(3),
  }
}

const index = (name: string, key: readonly [string, number][], unique = false) =>
  readIndexSpec(
    new Map<string, never>([['key', new Map(key)], ['name', name], ...(unique ? [['unique', true]] : [])] as never),
  )

/** Puts the tickets into the folder directly: what is measured later is reading. */
async function fill(dir: string): Promise<void> {
  const engine = new Engine(join(dir, 'data'), { now: () => 0 })
  for (const [name, count] of [
    ['few', FEW],
    ['grouped', GROUPED],
    ['many', MANY],
  ] as const) {
    const indexes = [
      index('no', [['no', 1]], true),
      index('street', [
        ['street', 1],
        ['state', 1],
        ['createdAt', -1],
      ]),
      index('createdAt', [['createdAt', 1]]),
    ]
    await engine.write(() => engine.addIndexes(engine.catalogue.create('bench', name), indexes))
    const group = 2000
    for (let from = 0; from < count; from += group) {
      await engine.write(() => {
        const collection = engine.find('bench', name)!
        for (let i = from; i < Math.min(count, from + group); i++) {
          const { doc, bytes } = prepare(Buffer.from(serialize(ticket(i))))
          engine.records.insert(collection, doc, bytes)
        }
      })
    }
  }
  await engine.close()
}

/** From the call to the first answer, with its code loaded; and the same for a process that begins with nothing. */
async function benchStarts(dir: string): Promise<BenchRow[]> {
  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    const began = performance.now()
    const store = await startStore({ dir, inThread: true })
    const client = await MongoClient.connect(store.uri)
    await client.db('bench').command({ ping: 1 })
    times.push(performance.now() - began)
    await client.close()
    await store.stop()
  }
  const began = performance.now()
  const running = await startChild(dir)
  const whole = performance.now() - began
  await stopChild(running.child)
  return [
    { name: 'store: start to first answer, median of 10', value: quantile(times, 0.5), unit: 'ms', bar: { max: 100 } },
    { name: 'store: a new process with tsx, until it is ready', value: whole, unit: 'ms', note: 'mostly Node and tsx' },
  ]
}

interface Running {
  child: ChildProcess
  uri: string
  pid: number
}

export async function startChild(dir: string): Promise<Running> {
  const args = ['--import', 'tsx', 'api/embedded/store/tools/serve.ts', dir]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const uri = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  return { child, uri, pid: child.pid! }
}

export async function stopChild(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function withStore(
  dir: string,
  work: (running: Running, client: MongoClient) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const running = await startChild(dir)
  const client = await MongoClient.connect(running.uri, { maxPoolSize: 8 })
  try {
    return await work(running, client)
  } finally {
    await client.close()
    await stopChild(running.child)
  }
}

/** CPU milliseconds another process has used (Linux: clock ticks are 10 ms). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function cpuOfSelf(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** CPU milliseconds of both sides while `work` runs. */
export async function cpu(pid: number, work: () => Promise<unknown>): Promise<{ store: number; self: number }> {
  const [store, self] = [cpuOf(pid), cpuOfSelf()]
  await work()
  return { store: cpuOf(pid) - store, self: cpuOfSelf() - self }
}

async function benchRunning({ pid }: Running, client: MongoClient): Promise<BenchRow[]> {
  const db = client.db('bench')
  const few = db.collection('few')
  const many = db.collection('many')
  return [
    ...(await benchPointReads(pid, few)),
    ...(await benchGroup(pid, db.collection('grouped'))),
    ...(await benchSizes(pid, few, many)),
    ...(await benchMemory(pid, many)),
  ]
}

const readById = async (collection: Collection, reads: number, size: number) => {
  for (let i = 0; i < reads; i++) await collection.findOne({ _id: ((i * 7919) % size) as never })
}

async function benchPointReads(pid: number, few: Collection): Promise<BenchRow[]> {
  await readById(few, READS, FEW)
  const used = await cpu(pid, () => readById(few, READS, FEW))
  return [
    { name: 'store: findOne by _id, CPU of the store', value: (used.store / READS) * 1000, unit: 'µs' },
    { name: 'store: findOne by _id, CPU of the driver', value: (used.self / READS) * 1000, unit: 'µs' },
    { name: 'store: point read, store over driver', value: used.store / used.self, unit: '×', bar: { max: 1 } },
  ]
}

async function benchGroup(pid: number, grouped: Collection): Promise<BenchRow[]> {
  const stages = [
    { $group: { _id: { street: '$street', state: '$state' }, n: { $sum: 1 }, minutes: { $avg: '$minutes' } } },
  ]
  const run = () => grouped.aggregate(stages).toArray()
  await run()
  const group = (await cpu(pid, run)).store
  const raw = (await grouped.find({}, { raw: true, batchSize: 5000 }).toArray()) as unknown as Buffer[]
  const decodeAll = () => {
    for (const bytes of raw) deserialize(bytes)
  }
  decodeAll()
  const began = cpuOfSelf()
  decodeAll()
  const decoded = cpuOfSelf() - began
  const name = `store: $group over ${GROUPED.toLocaleString('en')}`
  return [
    { name: `${name}, CPU`, value: group, unit: 'ms' },
    { name: 'store: full decode of the same with bson, CPU', value: decoded, unit: 'ms' },
    { name: `${name} over full decode`, value: (group / decoded) * 100, unit: '%', bar: { max: 40 } },
  ]
}

/** Finds of 20 tickets by the three-part index, in its order. */
async function benchSizes(pid: number, few: Collection, many: Collection): Promise<BenchRow[]> {
  const rounds = 1500
  const find = async (collection: Collection) => {
    for (let i = 0; i < rounds; i++) {
      const filter = { street: `street ${i % 120}`, state: STATES[i % 6] }
      await collection.find(filter, { sort: { createdAt: -1 }, limit: 10 }).toArray()
    }
  }
  const times: { few: number[]; many: number[] } = { few: [], many: [] }
  for (let turn = 0; turn < 4; turn++) {
    times.few.push((await cpu(pid, () => find(few))).store / rounds)
    times.many.push((await cpu(pid, () => find(many))).store / rounds)
  }
  const [small, large] = [Math.min(...times.few), Math.min(...times.many)]
  return [
    { name: `store: find by index at ${FEW.toLocaleString('en')}, CPU`, value: small * 1000, unit: 'µs' },
    { name: `store: find by index at ${MANY.toLocaleString('en')}, CPU`, value: large * 1000, unit: 'µs' },
    { name: 'store: find by index, many over few', value: large / small, unit: '×', bar: { max: 1.3 } },
  ]
}

/** After finds, counts, a group over everything and writes. */
async function benchMemory(pid: number, many: Collection): Promise<BenchRow[]> {
  await readById(many, 2000, MANY)
  await many.countDocuments({ state: 'closed', street: 'street 7' })
  await many.aggregate([{ $group: { _id: '$state', n: { $sum: 1 } } }]).toArray()
  await many.find({}, { sort: { createdAt: -1 }, limit: 100 }).toArray()
  for (let i = 0; i < 500; i++) await many.updateOne({ _id: i as never }, { $inc: { version: 1 } })
  await sleep(2000)
  const { rss, anonymous } = memoryOf(pid)
  const name = `store: memory at ${MANY.toLocaleString('en')} tickets`
  return [
    { name: `${name}, beyond the page cache`, value: anonymous, unit: 'MiB', bar: { max: 300 } },
    { name: `${name}, all`, value: rss, unit: 'MiB', note: 'with the pages of the data file' },
  ]
}
