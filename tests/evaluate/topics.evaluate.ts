import { readFileSync } from 'node:fs'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { shippedBackground } from '../../schema/topic/background.ts'
import { type RankedTopic, type TopicRow, rankTopics } from '../../schema/topic/rank.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { dataRows } from './data.ts'

interface HotMessage {
  id: number
  user: string
  subject: string
  time: string
  detail: string
}

/**
 * Which messages belong to the five known topics: found by searching for words and read one by one. `open` ones can be
 * counted either way (a subsidy for rents beside one for purchases) and are counted neither way.
 */
interface Label {
  id: number
  topic: string
  in: 'yes' | 'open'
}

/** The least F1 of each known topic. */
const BARS: Readonly<Record<string, number>> = {
  'mixing-plant': 0.9,
  'parking-sales': 0.9,
  'purchase-subsidy': 0.75,
  'building-quality': 0.9,
  'car-loans': 0.88,
}
const WITHIN_FIRST = 8
const SUBSAMPLES = 5
const SUBSAMPLE_SHARE = 0.7

/** Hot topics of a city's 4,326 messages: the five known ones found, ranked, and found again in parts of the data. */
export async function evaluateTopics(): Promise<BenchRow[] | 'no data'> {
  const messages = dataRows<HotMessage>('taidi2020c/hot_messages.jsonl')
  if (!messages) return 'no data'
  const labels = readFileSync(new URL('./labels/topics.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label)
  const rows = messages.map(({ id, user, subject, detail, time }): TopicRow => {
    return { id, user, subject, detail, at: new Date(time) }
  })
  const background = shippedBackground()
  const before = process.cpuUsage()
  const topics = rankTopics(rows, background)
  const { user } = process.cpuUsage(before)
  const found = Object.keys(BARS).map((name) => ({ name, ...bestFor(name, topics, labels, rows) }))
  const worst = await subsamples(rows, labels, (part) => rankTopics(part, background))
  return [
    ...found.map(({ name, f1, rank, size }) => ({
      name: `topics: ${name}, F1`,
      value: f1,
      unit: '',
      bar: { min: BARS[name] ?? 1 },
      note: `rank ${rank}, ${size} messages`,
    })),
    {
      name: 'topics: lowest rank of the five',
      value: Math.max(...found.map(({ rank }) => rank)),
      unit: '',
      bar: { max: WITHIN_FIRST },
    },
    { name: 'topics: CPU for the whole file', value: user / 1e6, unit: 's', bar: { max: 20 } },
    ...worst.map(({ name, f1, rank }) => ({
      name: `topics: ${name}, mean F1 of ${SUBSAMPLES} subsamples of 70 %`,
      value: mean(f1),
      unit: '',
      note: `least ${Math.min(...f1).toFixed(3)}; ranks ${rank.join(' ')}`,
    })),
  ]
}

/** The topic that matches a known one best. */
function bestFor(name: string, topics: readonly RankedTopic[], labels: readonly Label[], rows: readonly TopicRow[]) {
  const there = new Set(rows.map(({ id }) => id))
  const own = labels.filter((label) => label.topic === name && there.has(label.id))
  const yes = new Set<unknown>(own.filter((label) => label.in === 'yes').map(({ id }) => id))
  const open = new Set<unknown>(own.filter((label) => label.in === 'open').map(({ id }) => id))
  let best = { f1: 0, rank: Infinity, size: 0 }
  for (const topic of topics) {
    const counted = topic.ids.filter((id) => !open.has(id))
    const hits = counted.filter((id) => yes.has(id)).length
    const f1 = (2 * hits) / (counted.length + yes.size)
    if (f1 > best.f1) best = { f1, rank: topic.rank, size: topic.size }
  }
  return best
}

/** How it goes on parts of the data in another order: what holds on one file by luck does not hold here. */
async function subsamples(
  rows: readonly TopicRow[],
  labels: readonly Label[],
  rank: (part: TopicRow[]) => RankedTopic[],
): Promise<{ name: string; f1: number[]; rank: number[] }[]> {
  const results = Object.keys(BARS).map((name) => ({ name, f1: [] as number[], rank: [] as number[] }))
  for (let seed = 1; seed <= SUBSAMPLES; seed++) {
    const chance = chanceFrom(`topics-${seed}`)
    const part = rows.map((row) => ({ row, key: chance.next() })).filter(({ key }) => key < SUBSAMPLE_SHARE)
    part.sort((a, b) => a.key - b.key)
    const shuffled = part.map(({ row }) => row)
    const topics = rank(shuffled)
    for (const result of results) {
      const best = bestFor(result.name, topics, labels, shuffled)
      result.f1.push(best.f1)
      result.rank.push(best.rank)
    }
  }
  return results
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
