import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import type { City } from '../../schema/city.ts'
import { type InboxQuery, countInboxRows, inboxRows } from '../../schema/intake/intake.store.ts'
import { applyReplay, replayMessage } from '../../schema/intake/replay.service.ts'
import { Db } from '../../schema/kernel/db.ts'
import type { Channel, Clock } from '../../schema/kernel/ports.ts'
import { createSealer } from '../../schema/kernel/seal.ts'
import { Spine } from '../../schema/kernel/spine.ts'
import { loadRegisters } from '../../schema/registers.ts'
import { findOrStartStore } from '../embedded/mongo.ts'
import { readConfig } from './config.ts'
import { openParsers } from './doors.ts'
import { RECORD_TYPES } from './records.ts'

const USAGE = '用法：npm run replay -- --id 消息编号 | --since 2026-11-01 | --channel wechat [--apply]'

interface Wish {
  query: InboxQuery
  apply: boolean
}

/** Reads the arguments; throws an Error whose message says how to call it. */
function wishOf(args: string[]): Wish {
  const options = {
    id: { type: 'string' },
    since: { type: 'string' },
    channel: { type: 'string' },
    apply: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args, options, strict: true })
  const { id, channel } = values
  // A day without a time is a day in Shanghai.
  const since =
    values.since && new Date(/^\d{4}-\d\d-\d\d$/.test(values.since) ? `${values.since}T00:00+08:00` : values.since)
  if (since && Number.isNaN(since.getTime())) throw new Error(`--since ${values.since} 不是日期\n${USAGE}`)
  if (!id && !since && !channel) throw new Error(USAGE)
  return {
    query: { ...(id && { id }), ...(since && { since }), ...(channel && { channel }) },
    apply: values.apply ?? false,
  }
}

/** Replays what is wished for, prints what differs; true when nothing does. */
async function replay(city: City, channels: ReadonlyMap<string, Channel>, { query, apply }: Wish): Promise<boolean> {
  const all = await countInboxRows(city.db, query)
  const bar = new SingleBar(
    { format: '重放 {bar} {value}/{total} · 还需 {eta_formatted}', stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  )
  const count = { same: 0, 'no-callback': 0, differs: 0, applied: 0 }
  const lines: string[] = []
  bar.start(all, 0)
  for await (const row of inboxRows(city.db, query)) {
    const replayed = replayMessage(city, channels, row)
    count[replayed.outcome]++
    bar.increment()
    if (replayed.outcome !== 'differs') continue
    for (const { field, stored, today } of replayed.differences) {
      lines.push([row._id, row.channel, field, stored, today].join('\t'))
    }
    if (apply && replayed.today && (await applyReplay(city, row, replayed.today))) {
      count.applied++
      lines.push([row._id, row.channel, '已按今天的解析重新存入', '', ''].join('\t'))
    }
  }
  bar.stop()
  if (lines.length > 0) console.log(['消息编号\t渠道\t字段\t当时\t今天', ...lines].join('\n'))
  console.log(
    `共 ${all} 条：一致 ${count.same}，有差别 ${count.differs}，不是回调 ${count['no-callback']}${apply ? `，重新存入 ${count.applied}` : ''}`,
  )
  return count.differs === count.applied
}

/** `npm run replay`: exit code 1 when today's parser reads something otherwise, 2 when it was called wrongly. */
async function main(): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const wish = wishOf(process.argv.slice(2))
  const config = readConfig(process.env)
  const clock: Clock = { now: () => new Date() }
  const store = await findOrStartStore({ uri: config.MONGODB_URI, dir: resolve(config.DATA_DIR) })
  const db = await Db.connect(store.uri)
  try {
    await db.ensureIndexes(RECORD_TYPES)
    const sealer = createSealer(config.SEAL_SECRET)
    const city = { db, spine: new Spine(db), clock, sealer, registers: await loadRegisters(db) }
    return (await replay(city, openParsers(config, clock), wish)) ? 0 : 1
  } finally {
    await db.close()
    await store.stop()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
