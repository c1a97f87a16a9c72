import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'bson'
import { prepare } from '../../api/embedded/store/commands/documents.ts'
import { readIndexSpec } from '../../api/embedded/store/commands/index-spec.ts'
import { Engine } from '../../api/embedded/store/storage/engine.ts'
import { candidatesFor } from '../../schema/family/candidates.store.ts'
import { Db } from '../../schema/kernel/db.ts'
import { marksOf } from '../../schema/text/likeness.rules.ts'
import { spotsOf } from '../../schema/ticket/spots.rules.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { type BenchRow, quantile } from './row.ts'
import { cpu, startChild, stopChild } from './store.bench.ts'

/** Smaller for a quick look: LIKENESS_BENCH_TICKETS=100000 npm run bench -- --only=likeness */
const MANY = Number(process.env['LIKENESS_BENCH_TICKETS'] ?? 1_000_000)
const FEW = 10_000
const SEARCHES = 250
const TURNS = 5

/** Finding what a new ticket may belong to, among few and among many; CPU of both sides, few and many in turns. */
export async function benchLikeness(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'likeness-bench-'))
  try {
    const began = performance.now()
    await fill(dir)
    const filled = (performance.now() - began) / 1000
    const running = await startChild(dir)
    const [few, many] = [await Db.connect(running.uri, 'few'), await Db.connect(running.uri, 'many')]
    try {
      const rows = await benchSearches(running.pid, few, many)
      return [{ name: `likeness: ${MANY.toLocaleString('en')} tickets made`, value: filled, unit: 's' }, ...rows]
    } finally {
      await Promise.all([few.close(), many.close()])
      await stopChild(running.child)
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function benchSearches(pid: number, few: Db, many: Db): Promise<BenchRow[]> {
  const times = { few: [] as number[], many: [] as number[] }
  let found = 0
  const search = async (db: Db, count: number) => {
    for (let i = 0; i < SEARCHES; i++) found += (await candidatesFor(db, ticket((i * 7919) % count, count))).length
  }
  await search(few, FEW)
  await search(many, MANY)
  found = 0
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, db, count] of [
      ['few', few, FEW],
      ['many', many, MANY],
    ] as const) {
      const used = await cpu(pid, () => search(db, count))
      times[name].push((used.store + used.self) / SEARCHES)
    }
  }
  const [small, large] = [quantile(times.few, 0.5), quantile(times.many, 0.5)]
  const read = found / (2 * TURNS * SEARCHES)
  return [
    { name: `likeness: candidate search at ${FEW.toLocaleString('en')}, CPU`, value: small, unit: 'ms' },
    { name: `likeness: candidate search at ${MANY.toLocaleString('en')}, CPU`, value: large, unit: 'ms' },
    { name: 'likeness: candidates a search, mean', value: read, unit: '' },
    { name: 'likeness: candidate search, many over few', value: large / small, unit: '×', bar: { max: 1.5 } },
  ]
}

const MATTERS = [
  '路灯不亮',
  '井盖松动',
  '下水道堵了',
  '垃圾没人收',
  '电梯坏了',
  '半夜施工',
  '早餐摊油烟',
  '车停在盲道上',
]
const SAYS = [
  '已经三天',
  '从上周开始',
  '雨后就这样',
  '早晚都有',
  '老人走路很危险',
  '孩子上学要绕路',
  '跟物业说过',
  '越来越严重',
]
/** Every fifth has the same sentence: its marks are hot. */
const GOING_ROUND = '小区业主群里都在说这件事，大家意见很大，要求给个说法'

/** As many of a citizen, a place and a day whatever their number is, so that a search finds about as much. */
function ticket(i: number, count: number) {
  const pick = (list: readonly string[], by: number) => list[Math.floor(i / by) % list.length] ?? ''
  const placeName = `${(i * 31) % 5000}号院`
  const words = [`${placeName}${pick(MATTERS, 1)}`, pick(SAYS, 7), `第${(i * 13) % 977}栋${i % 7}单元`, pick(SAYS, 61)]
  const text = `${words.join('，')}${i % 5 === 0 ? GOING_ROUND : ''}`
  const place = { districtId: `d${i % 5}`, placeName }
  return {
    _id: `t${i}`,
    channel: 'wechat',
    citizenKey: `c${i % Math.ceil(count / 4)}`,
    phoneKey: `p${i % Math.ceil(count / 4)}`,
    state: 'CLOSED' as const,
    kind: 'COMPLAINT' as const,
    urgency: 'NORMAL' as const,
    text,
    createdAt: new Date(Date.UTC(2026, 0, 1) + i * 30_000),
    category: { l1: `m${i % 8}`, l2: 'x', confidence: 0.9 },
    place,
    likeness: { marks: marksOf(text), spots: spotsOf(place) },
  }
}

/** Puts the tickets into the folder directly, with the indexes of tickets that a search uses. */
async function fill(dir: string): Promise<void> {
  const engine = new Engine(join(dir, 'data'), { now: () => 0 })
  const { collection } = ticketRecord
  const used = ticketRecord.schema.indexes().filter(([keys]) => {
    const [first = ''] = Object.keys(keys)
    return ['citizenKey', 'phoneKey'].includes(first) || first.startsWith('likeness')
  })
  for (const [name, count] of [
    ['few', FEW],
    ['many', MANY],
  ] as const) {
    const indexes = used.map(([keys], at) =>
      readIndexSpec(
        new Map<string, never>([
          ['key', new Map(Object.entries(keys))],
          ['name', `by ${at}`],
        ] as never),
      ),
    )
    await engine.write(() => engine.addIndexes(engine.catalogue.create(name, collection), indexes))
    const group = 2000
    for (let from = 0; from < count; from += group) {
      await engine.write(() => {
        const found = engine.find(name, collection)
        if (!found) throw new Error('the collection was just made')
        for (let i = from; i < Math.min(count, from + group); i++) {
          const { doc, bytes } = prepare(Buffer.from(serialize(ticket(i, count))))
          engine.records.insert(found, doc, bytes)
        }
      })
    }
  }
  await engine.close()
}
