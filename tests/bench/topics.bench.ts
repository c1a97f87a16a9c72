import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'bson'
import { prepare } from '../../api/embedded/store/commands/documents.ts'
import { readIndexSpec } from '../../api/embedded/store/commands/index-spec.ts'
import { Engine } from '../../api/embedded/store/storage/engine.ts'
import { Db } from '../../schema/kernel/db.ts'
import { packCore } from '../../schema/topic/pack.rules.ts'
import { topicRecord } from '../../schema/topic/topic.model.ts'
import { findCandidates } from '../../schema/topic/topic.store.ts'
import { type BenchRow, quantile } from './row.ts'
import { cpu, startChild, stopChild } from './store.bench.ts'

/** Smaller for a quick look: TOPICS_BENCH_MOST=50000 npm run bench -- --only=topics */
const SIZES = [5000, 50_000, Number(process.env['TOPICS_BENCH_MOST'] ?? 500_000)]
const SEARCHES = 100
const TURNS = 5

/** Finding the topics that a new ticket may belong to, among few and among many; CPU of both sides, taken in turns. */
export async function benchTopics(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'topics-bench-'))
  try {
    await fill(dir)
    const running = await startChild(dir)
    const stores = await Promise.all(SIZES.map((size) => Db.connect(running.uri, `of${size}`)))
    try {
      return await benchSearches(running.pid, stores)
    } finally {
      await Promise.all(stores.map((db) => db.close()))
      await stopChild(running.child)
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function benchSearches(pid: number, stores: readonly Db[]): Promise<BenchRow[]> {
  const times = SIZES.map((): number[] => [])
  let found = 0
  const search = async (db: Db, size: number) => {
    for (let i = 0; i < SEARCHES; i++)
      found += (await findCandidates(db, keysOf((i * 7919) % size, size).slice(0, 16), new Map())).length
  }
  for (const [at, db] of stores.entries()) await search(db, SIZES[at] ?? 0)
  found = 0
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [at, db] of stores.entries()) {
      const used = await cpu(pid, () => search(db, SIZES[at] ?? 0))
      times[at]?.push((used.store + used.self) / SEARCHES)
    }
  }
  const medians = times.map((one) => quantile(one, 0.5))
  const [few = Number.NaN, many = Number.NaN] = [medians[0], medians.at(-1)]
  return [
    ...medians.map((value, at) => ({
      name: `topics: candidate search among ${SIZES[at]?.toLocaleString('en')}, CPU`,
      value,
      unit: 'ms',
    })),
    { name: 'topics: candidates a search, mean', value: found / (SIZES.length * TURNS * SEARCHES), unit: '' },
    { name: 'topics: candidate search, most over fewest', value: many / few, unit: '×', bar: { max: 1.5 } },
  ]
}

const HOT_WORDS = 200

/** A quarter are words of every third topic, the others of some fifty: as many of each whatever the number of topics is. */
function keysOf(i: number, size: number): number[] {
  const rare = Math.ceil(size / 2)
  const key = (at: number) => (at % 4 === 0 ? (i * 31 + at * 7) % HOT_WORDS : HOT_WORDS + ((i * 7 + at * 977) % rare))
  return Array.from({ length: 32 }, (_, at) => key(at))
}

function topic(i: number, size: number) {
  const keys = keysOf(i, size)
  const at = new Date(Date.UTC(2026, 0, 1) + i * 30_000)
  const core = packCore({ size: 2, grams: keys.map((key) => [key, 1, 2]), named: [] })
  const counted = { size: 2, people: 2, peak30: 2, distinct: 1, heat: 1 + (i % 97) / 97 }
  const empty = { voices: [], samples: [], recent: [], absorbed: [] }
  return {
    _id: `t${i}`,
    title: `第${i}件`,
    matter: '路灯不亮',
    core,
    keys,
    from: at,
    to: at,
    ...counted,
    ...empty,
    revision: 0,
  }
}

/** Puts the topics into the folder directly, with their indexes. */
async function fill(dir: string): Promise<void> {
  const engine = new Engine(join(dir, 'data'), { now: () => 0 })
  const { collection, schema } = topicRecord
  const indexes = schema.indexes().map(([keys], at) =>
    readIndexSpec(
      new Map<string, never>([
        ['key', new Map(Object.entries(keys))],
        ['name', `by ${at}`],
      ] as never),
    ),
  )
  const group = 2000
  for (const size of SIZES) {
    await engine.write(() => engine.addIndexes(engine.catalogue.create(`of${size}`, collection), indexes))
    for (let from = 0; from < size; from += group) {
      await engine.write(() => {
        const found = engine.find(`of${size}`, collection)
        if (!found) throw new Error('the collection was just made')
        for (let i = from; i < Math.min(size, from + group); i++) {
          const { doc, bytes } = prepare(Buffer.from(serialize(topic(i, size))))
          engine.records.insert(found, doc, bytes)
        }
      })
    }
  }
  await engine.close()
}
