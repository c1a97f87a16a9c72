import { fileURLToPath } from 'node:url'
import { intensityLevel } from '../../schema/classify/sentiment/intensity.rules.ts'
import { sentiment } from '../../schema/classify/sentiment/sentiment.ts'
import { readPolarity } from '../../schema/classify/sentiment/model-file.ts'
import { polarityOf, seenBy } from '../../schema/classify/sentiment/polarity.rules.ts'
import { trainSides } from '../../schema/classify/sentiment/train-polarity.rules.ts'
import { normalText } from '../../schema/text/normal.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { dataRows } from './data.ts'

interface Labelled {
  text: string
  label: 0 | 1
  split: string
  cat?: string
}

interface Message {
  title: string
  content: string
  type: string
  status: string
  gManner: number
  gSpeed: number
}

/** Bars of issue D; and what one message may cost. */
const SETS = [
  { file: 'online_shopping_10_cats', name: 'shopping', least: 0.94 },
  { file: 'waimai_10k', name: 'takeaway', least: 0.9 },
  { file: 'weibo_senti_subset', name: 'micro-blog', least: 0.915 },
] as const
const MOST_MS = 0.3

const SHIPPED = fileURLToPath(new URL('../../schema/classify/weights/sentiment.json', import.meta.url))

/**
 * Polarity on the dev rows of the three sets, by a model learned here from the train rows alone (the shipped one has
 * learned from both), and as cross-validated when the shipped model was made; and what polarity and intensity say of
 * real messages to a city: how far low satisfaction follows from them, and how far the model, which knows reviews only,
 * takes complaints for what they are.
 */
export async function evaluateSentiment(): Promise<BenchRow[] | 'no data'> {
  const sets = SETS.map((set) => ({ ...set, rows: dataRows<Labelled>(`sentiment/${set.file}.jsonl`) }))
  const messages = dataRows<Message>('hangzhou/messages.jsonl')
  const letters = dataRows<{ detail: string }>('taidi2020c/hot_messages.jsonl')
  if (!messages || !letters || sets.some(({ rows }) => !rows)) return 'no data'
  return [
    ...polarityRows(sets.map(({ rows = [], ...set }) => ({ ...set, rows }))),
    ...ofMessages(messages),
    ...levels(letters.map(({ detail }) => detail)),
    cost(messages),
  ]
}

function polarityRows(sets: readonly ((typeof SETS)[number] & { rows: readonly Labelled[] })[]): BenchRow[] {
  const rows = sets.flatMap(({ file, rows: own }) =>
    own.map(({ text, label, split, cat }) => ({ text, good: label === 1, set: file, domain: cat ?? file, split })),
  )
  const model = trainSides(rows.filter(({ split }) => split === 'train'))
  const { scores } = readPolarity(SHIPPED).manifest
  return [
    ...sets.map(({ file, name, least }) => {
      const dev = rows.filter(({ set, split }) => set === file && split === 'dev')
      const right = dev.filter(
        ({ text, good }) => polarityOf(model, seenBy(model, normalText(text).text)) >= 0.5 === good,
      )
      return {
        name: `polarity, ${name}: accuracy on ${dev.length} dev rows, learned from train alone`,
        value: right.length / dev.length,
        unit: '',
        bar: { min: least },
      }
    }),
    ...sets.flatMap(({ file, name, least }) => {
      const value = scores.accuracy[`${file}.jsonl`]
      return value === undefined
        ? []
        : [{ name: `polarity, ${name}: cross-validated when trained`, value, unit: '', bar: { min: least } }]
    }),
    { name: 'polarity: calibration error, cross-validated when trained', value: scores.calibrationError, unit: '' },
  ]
}

function ofMessages(messages: readonly Message[]): BenchRow[] {
  const read = messages.map((message) => ({ ...message, felt: sentiment(`${message.title}。${message.content}`) }))
  const complaints = read.filter(({ type }) => type.startsWith('投诉'))
  const rated = read.filter(({ gManner, gSpeed }) => gManner > 0 && gSpeed > 0)
  const low = rated.map(({ gManner, gSpeed }) => Math.min(gManner, gSpeed) <= 2)
  const note = `${rated.length} rated, ${low.filter(Boolean).length} of them 1 or 2`
  const intensities = rated.map(({ felt }) => felt.intensity)
  return [
    { name: 'hangzhou: AUC of intensity for low satisfaction', value: auc(intensities, low), unit: '', note },
    {
      name: 'hangzhou: AUC of 1 − polarity for low satisfaction',
      value: auc(
        rated.map(({ felt }) => 1 - felt.polarity),
        low,
      ),
      unit: '',
    },
    {
      name: 'hangzhou: rank correlation of intensity and satisfaction',
      value: rankCorrelation(
        intensities,
        rated.map(({ gManner, gSpeed }) => gManner + gSpeed),
      ),
      unit: '',
    },
    {
      name: 'hangzhou: AUC of intensity for complaint over consultation',
      value: auc(
        read.map(({ felt }) => felt.intensity),
        read.map(({ type }) => type.startsWith('投诉')),
      ),
      unit: '',
    },
    {
      name: 'hangzhou: AUC of intensity for still under way over handled',
      value: auc(
        read.map(({ felt }) => felt.intensity),
        read.map(({ status }) => status !== '已办理'),
      ),
      unit: '',
    },
    {
      name: 'hangzhou: complaints and pleas read as negative',
      value: complaints.filter(({ felt }) => felt.polarity < 0.5).length / complaints.length,
      unit: '',
      note: `${complaints.length} rows; the model knows reviews only`,
    },
  ]
}

/** How much of whole letters the levels single out. */
function levels(texts: readonly string[]): BenchRow[] {
  const found = texts.map((text) => intensityLevel(sentiment(text).intensity))
  const share = (level: string) => found.filter((one) => one === level).length / found.length
  return [
    { name: 'whole letters: share 较强', value: share('RAISED'), unit: '', note: `${texts.length} rows` },
    { name: 'whole letters: share 强烈', value: share('STRONG'), unit: '' },
  ]
}

/** CPU of one message, over all of them. */
function cost(messages: readonly Message[]): BenchRow {
  for (const { content } of messages.slice(0, 200)) sentiment(content)
  const before = process.cpuUsage()
  for (const { content } of messages) sentiment(content)
  const { user, system } = process.cpuUsage(before)
  const letters = messages.reduce((sum, { content }) => sum + content.length, 0) / messages.length
  return {
    name: 'CPU per message',
    value: (user + system) / 1000 / messages.length,
    unit: 'ms',
    bar: { max: MOST_MS },
    note: `${letters.toFixed(0)} characters on average`,
  }
}

/** How often a row of the class lies above one that is not, ties half. */
function auc(values: readonly number[], isClass: readonly boolean[]): number {
  const ranks = ranksOf(values)
  const own = ranks.filter((_, row) => isClass[row])
  const others = values.length - own.length
  return (own.reduce((sum, rank) => sum + rank, 0) - (own.length * (own.length + 1)) / 2) / (own.length * others)
}

/** Spearman's. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [left, right] = [ranksOf(a), ranksOf(b)]
  const middle = (a.length + 1) / 2
  let [both, ofLeft, ofRight] = [0, 0, 0]
  for (const [row, rank] of left.entries()) {
    const [x, y] = [rank - middle, (right[row] ?? middle) - middle]
    both += x * y
    ofLeft += x * x
    ofRight += y * y
  }
  return both / Math.sqrt(ofLeft * ofRight)
}

/** From 1; equal values share the mean of their places. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, row) => ({ value, row })).sort((a, b) => a.value - b.value)
  const ranks = Array.from(values, () => 0)
  for (let start = 0; start < order.length;) {
    let end = start
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1
    for (const { row } of order.slice(start, end)) ranks[row] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}
