import { readFileSync } from 'node:fs'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { shippedBackground } from '../../schema/topic/background.ts'
import { type RankedTopic, type TopicRow, rankTopics } from '../../schema/topic/rank.rules.ts'
import { type BenchRow, quantile } from '../bench/row.ts'
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
/** Samples of each share; TOPICS_SAMPLES=4 for a quick look. */
const SAMPLES = Number(process.env['TOPICS_SAMPLES'] ?? 20)

/** Hot topics of a city's 4,326 messages: the five known ones found, ranked, and found again in other files made of them. */
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
  const again = (file: TopicRow[]) => rankTopics(file, background)
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
    ...(['70 %', '85 %', 'noise'] as const).flatMap((kind) => stability(kind, rows, labels, again)),
    {
      name: 'topics: places at which equal times in another order change the result',
      value: differences(topics, again(backwards(rows))),
      unit: '',
      bar: { max: 0 },
    },
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

/** How it goes on other files: what holds on one by luck does not hold here. Medians have to meet the bars, the worst is shown. */
function stability(
  kind: Kind,
  rows: readonly TopicRow[],
  labels: readonly Label[],
  rank: (file: TopicRow[]) => RankedTopic[],
): BenchRow[] {
  const results = Object.keys(BARS).map((name) => ({ name, f1: [] as number[], ranks: [] as number[] }))
  const known = new Set<unknown>(labels.map(({ id }) => id))
  const unlabelled = rows.filter(({ id }) => !known.has(id))
  for (let seed = 1; seed <= SAMPLES; seed++) {
    const file = made(kind, rows, unlabelled, seed)
    const topics = rank(file)
    for (const result of results) {
      const best = bestFor(result.name, topics, labels, file)
      result.f1.push(best.f1)
      result.ranks.push(best.rank)
    }
  }
  return results.flatMap(({ name, f1, ranks }) => [
    {
      name: `topics: ${name}, median F1 of ${SAMPLES} files (${kind})`,
      value: quantile(f1, 0.5),
      unit: '',
      bar: { min: BARS[name] ?? 1 },
      note: `worst ${Math.min(...f1).toFixed(3)}`,
    },
    {
      name: `topics: ${name}, median rank of ${SAMPLES} files (${kind})`,
      value: quantile(ranks, 0.5),
      unit: '',
      bar: { max: WITHIN_FIRST },
      note: `worst ${Math.max(...ranks)}; in the first ${WITHIN_FIRST} in ${ranks.filter((at) => at <= WITHIN_FIRST).length}`,
    },
  ])
}

type Kind = '70 %' | '85 %' | 'noise'
/** As many rows more, of texts put together from halves of rows of no known topic (half of a topic's row belongs to it), from new people. */
const NOISE = 0.15

/** A file made of the rows, in an order of its own. */
function made(kind: Kind, rows: readonly TopicRow[], others: readonly TopicRow[], seed: number): TopicRow[] {
  const chance = chanceFrom(`topics ${kind} ${seed}`)
  const shuffled = rows.map((row) => ({ row, key: chance.next() })).sort((a, b) => a.key - b.key)
  if (kind !== 'noise') {
    const share = kind === '70 %' ? 0.7 : 0.85
    return shuffled.filter(({ key }) => key < share).map(({ row }) => row)
  }
  const noise = Array.from({ length: Math.round(NOISE * rows.length) }, (_, at): TopicRow => {
    const [first, second, third] = [chance.pick(others), chance.pick(others), chance.pick(others)]
    const half = (text: string) => text.slice(0, Math.ceil(text.length / 2))
    const subject = half(first.subject) + half(second.subject)
    return {
      id: `noise ${at}`,
      user: `noise ${at}`,
      subject,
      detail: half(third.detail),
      ...(third.at && { at: third.at }),
    }
  })
  return [...shuffled.map(({ row }) => row), ...noise]
}

/** The same rows, those of one time the other way round. */
const backwards = (rows: readonly TopicRow[]): TopicRow[] =>
  rows.toReversed().sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))

/** Topics of one list that do not stand at the same place of the other with the same rows. */
const differences = (some: readonly RankedTopic[], others: readonly RankedTopic[]): number =>
  some.filter(({ ids }, at) => ids.join() !== others[at]?.ids.join()).length
