import { readFileSync } from 'node:fs'
import { FLAG_NAMES, type SensitiveFlag, type UrgencyLevel } from '../../schema/classify/signs.ts'
import { understand } from '../../schema/classify/understand.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { dataRows } from './data.ts'
import {
  HELD_OUT,
  TUNED,
  TUNED_AGAIN,
  TUNED_LAST,
  TUNED_LATER,
  TUNED_THIRD,
  type UrgencySentence,
} from './urgency-sentences.ts'

/**
 * Recall first: a danger taken for an ordinary matter costs more than a false alarm. On our own sentences (tuned on and
 * held out), and on real letters, of which a sample was read and labelled.
 */
export async function evaluateUrgency(): Promise<BenchRow[] | 'no data'> {
  const own = [
    ...ofSentences('tuned on', [...TUNED, ...TUNED_LATER, ...TUNED_AGAIN, ...TUNED_THIRD, ...TUNED_LAST]),
    ...ofSentences('held out', HELD_OUT),
  ]
  const letters = readLetters()
  return letters ? [...own, ...ofLetters(letters)] : own
}

/** The least that was reached when the sets were closed; a change of the word lists must not lose it. */
const BARS: Readonly<Record<string, { emergency: number; haste: number; precision: number }>> = {
  'tuned on': { emergency: 0.99, haste: 0.98, precision: 0.97 },
  'held out': { emergency: 0.85, haste: 0.87, precision: 0.95 },
}

function ofSentences(name: string, sentences: readonly UrgencySentence[]): BenchRow[] {
  const read = sentences.map((sentence) => {
    const found = understand(sentence.text)
    return { ...sentence, found: found.urgency.level, foundFlags: found.sensitive.map(({ flag }) => flag) }
  })
  const share = (name_: string, rows: typeof read, holds: (row: (typeof read)[number]) => boolean, min?: number) => ({
    name: `${name}: ${name_}`,
    value: rows.filter(holds).length / Math.max(1, rows.length),
    unit: '',
    note: `${rows.filter(holds).length} of ${rows.length}`,
    ...(min !== undefined && { bar: { min } }),
  })
  const isUrgent = (level: UrgencyLevel) => level !== 'NORMAL'
  const bars = BARS[name]
  const flags = (Object.keys(FLAG_NAMES) as SensitiveFlag[]).flatMap((flag) => {
    const meant = read.filter((row) => row.flags.includes(flag))
    const told = read.filter((row) => row.foundFlags.includes(flag))
    return [
      share(`${FLAG_NAMES[flag]} recall`, meant, (row) => row.foundFlags.includes(flag)),
      share(`${FLAG_NAMES[flag]} precision`, told, (row) => row.flags.includes(flag)),
    ]
  })
  return [
    share(
      'emergencies heard as such',
      read.filter((row) => row.level === 'EMERGENCY'),
      (row) => row.found === 'EMERGENCY',
      bars?.emergency,
    ),
    share(
      'what needs haste, heard as such',
      read.filter((row) => isUrgent(row.level)),
      (row) => isUrgent(row.found),
      bars?.haste,
    ),
    share(
      'precision of haste',
      read.filter((row) => isUrgent(row.found)),
      (row) => isUrgent(row.level),
      bars?.precision,
    ),
    share(
      'precision of emergencies',
      read.filter((row) => row.found === 'EMERGENCY'),
      (row) => row.level === 'EMERGENCY',
    ),
    ...flags,
  ]
}

interface Letter {
  id: string
  text: string
}

function readLetters(): Letter[] | undefined {
  const messages = ['train', 'dev'].map((part) =>
    dataRows<{ id: string; subject?: string; text?: string }>(`taidi2020c/messages_${part}.jsonl`),
  )
  const hot = dataRows<{ id: number; subject: string; detail: string }>('taidi2020c/hot_messages.jsonl')
  if (!hot || messages.some((rows) => !rows)) return undefined
  const letters = [
    ...messages.flatMap((rows) => rows ?? []).map(({ id, subject, text }) => ({ id: `msg:${id}`, subject, text })),
    ...hot.map(({ id, subject, detail }) => ({ id: `hot:${id}`, subject, text: detail })),
  ]
  return letters.flatMap(({ id, subject, text }) =>
    text ? [{ id, text: `${subject ?? ''}。${text.replace(/\s+/g, ' ').trim()}` }] : [],
  )
}

interface Label {
  id: string
  /** Drawn from those that the rules of the day flagged, or from the others: half of the sample each. */
  drawnFrom: 'flagged' | 'plain'
  /** Whether the matter cannot wait its turn: read by us, only the answer is kept. */
  haste: boolean
}

/** How many letters each half was drawn from; a label stands for its share of them. */
const DRAWN_FROM: Readonly<Record<Label['drawnFrom'], number>> = { flagged: 1048, plain: 6143 }

function ofLetters(letters: readonly Letter[]): BenchRow[] {
  const levels = new Map(letters.map(({ id, text }) => [id, understand(text).urgency.level]))
  const labels = readFileSync(new URL('labels/urgency.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label)
  const drawn = (from: Label['drawnFrom']) => labels.filter(({ drawnFrom }) => drawnFrom === from).length
  const weighed = labels.map((label) => ({
    ...label,
    flagged: levels.get(label.id) !== 'NORMAL',
    weight: DRAWN_FROM[label.drawnFrom] / drawn(label.drawnFrom),
  }))
  const sum = (rows: readonly { weight: number }[]) => rows.reduce((total, { weight }) => total + weight, 0)
  const right = sum(weighed.filter(({ flagged, haste }) => flagged && haste))
  const all = [...levels.values()]
  const portion = (level: UrgencyLevel) => all.filter((found) => found === level).length / all.length
  return [
    {
      name: 'real letters: what needs haste, heard as such (estimate)',
      value: right / sum(weighed.filter(({ haste }) => haste)),
      unit: '',
      note: `${labels.length} letters read`,
    },
    {
      name: 'real letters: precision of haste (estimate)',
      value: right / sum(weighed.filter(({ flagged }) => flagged)),
      unit: '',
    },
    { name: 'real letters: told as urgent', value: portion('URGENT'), unit: '' },
    {
      name: 'real letters: told as emergency',
      value: portion('EMERGENCY'),
      unit: '',
      bar: { max: 0.015 },
      note: 'none of those read was one: people do not write letters then',
    },
  ]
}
