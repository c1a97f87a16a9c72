import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { FLAG_NAMES, type SensitiveFlag, type UrgencyLevel } from '../../schema/classify/signs.ts'
import { understand } from '../../schema/classify/understand.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { dataRows } from './data.ts'
import { ofTiers } from './tier-labels.ts'
import { HELD_OUT_HINTS, TUNED_HINTS } from './urgency-hints.ts'
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
    ...ofSentences('tuned on', [
      ...TUNED,
      ...TUNED_LATER,
      ...TUNED_AGAIN,
      ...TUNED_THIRD,
      ...TUNED_LAST,
      ...TUNED_HINTS,
    ]),
    ...ofSentences('held out', HELD_OUT),
    ...ofSentences('held out, hints only', HELD_OUT_HINTS),
  ]
  const letters = readLetters()
  return letters ? [...own, ...ofLetters(letters)] : own
}

/** The least that was reached when the sets were closed; a change of the word lists must not lose it. */
const BARS: Readonly<Record<string, { emergency: number; haste: number; precision: number }>> = {
  'tuned on': { emergency: 0.99, haste: 0.98, precision: 0.97 },
  'held out': { emergency: 0.85, haste: 0.87, precision: 0.95 },
  'held out, hints only': { emergency: 0.65, haste: 0.7, precision: 0.9 },
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
    note: tally(rows.filter(holds).length, rows.length),
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

/** “34 of 38, 95 %: 0.76–0.96”: the share and its Wilson interval. */
function tally(hits: number, of: number): string {
  if (of === 0) return 'none'
  const z = 1.96
  const share = hits / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return `${hits} of ${of}, 95 %: ${(middle - half).toFixed(2)}–${(middle + half).toFixed(2)}`
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
  const other = dataRows<{ id: string; title: string; content: string }>('hangzhou/messages.jsonl')
  if (!hot || !other || messages.some((rows) => !rows)) return undefined
  const letters = [
    ...messages.flatMap((rows) => rows ?? []).map(({ id, subject, text }) => ({ id: `msg:${id}`, subject, text })),
    ...hot.map(({ id, subject, detail }) => ({ id: `hot:${id}`, subject, text: detail })),
    ...other.map(({ id, title, content }) => ({ id: `hz:${id}`, subject: title, text: content })),
  ]
  return letters.flatMap(({ id, subject, text }) =>
    text ? [{ id, text: `${subject ?? ''}。${text.replace(/\s+/g, ' ').trim()}` }] : [],
  )
}

/** What a letter was drawn from: the rules of the day flagged it; it has a word like 危险 or 孩子; neither. */
type Stratum = 'flagged' | 'hinted' | 'plain'

interface Label {
  /** Which drawing: each was read before the rules were widened by it, and measured on first. */
  sample: 1 | 2 | 3
  id: string
  drawnFrom: Stratum
  /** Whether the matter cannot wait its turn: read by us, only the answer is kept. */
  haste: boolean
  /** Whether somebody under age is the victim or in danger; a school alone is not. Samples 2 and 3. */
  minor?: boolean
  /** The first twelve digits of the text's SHA-256. */
  hash?: string
}

/** How many letters each part was drawn from; a label stands for its share of them. */
const DRAWN_FROM: Readonly<Record<Label['sample'], Readonly<Partial<Record<Stratum, number>>>>> = {
  1: { flagged: 1048, plain: 6143 },
  2: { flagged: 371, hinted: 1078, plain: 1370 },
  3: { flagged: 1135, hinted: 2601, plain: 3571 },
}

/** What each drawing showed before it was learnt from; since then all three count as tuned on. */
const FIRST_LOOK: Readonly<Record<Label['sample'], string>> = {
  1: 'first look: recall 0.78, precision 0.55',
  2: 'first look: recall 0.43, precision 0.41',
  3: 'first look: recall 0.56, precision 0.55; 22 of 26 heard',
}

function ofLetters(letters: readonly Letter[]): BenchRow[] {
  const texts = new Map(letters.map(({ id, text }) => [id, text]))
  const labels = readFileSync(new URL('labels/urgency.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label)
  const changed = labels.filter(({ id, hash }) => hash && hash !== digest(texts.get(id) ?? ''))
  if (changed.length > 0) throw new Error(`${changed.length} letters are not those that were read: ${changed[0]?.id}`)
  const read = new Map(
    labels.map(({ id }) => {
      const { urgency, sensitive } = understand(texts.get(id) ?? '')
      return [id, { flagged: urgency.level !== 'NORMAL', minor: sensitive.some(({ flag }) => flag === 'MINOR') }]
    }),
  )
  const minors = labels.filter(({ minor }) => minor !== undefined)
  const meant = minors.filter(({ minor }) => minor)
  const told = minors.filter(({ id }) => read.get(id)?.minor)
  const both = meant.filter(({ id }) => read.get(id)?.minor).length
  const levels = letters.map(({ text }) => understand(text).urgency.level)
  const portion = (level: UrgencyLevel) => levels.filter((found) => found === level).length / levels.length
  return [
    ...([1, 2, 3] as const).flatMap((sample) => ofSample(sample, labels, (id) => read.get(id)?.flagged === true)),
    { name: 'real letters: 未成年人 recall', value: both / meant.length, unit: '', note: tally(both, meant.length) },
    { name: 'real letters: 未成年人 precision', value: both / told.length, unit: '', note: tally(both, told.length) },
    ...ofTiers(texts),
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

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

function ofSample(sample: Label['sample'], all: readonly Label[], isFlagged: (id: string) => boolean): BenchRow[] {
  const labels = all.filter((label) => label.sample === sample)
  const weighed = labels.map((label) => {
    const drawn = labels.filter(({ drawnFrom }) => drawnFrom === label.drawnFrom).length
    return { ...label, flagged: isFlagged(label.id), weight: (DRAWN_FROM[sample][label.drawnFrom] ?? 0) / drawn }
  })
  const sum = (rows: readonly { weight: number }[]) => rows.reduce((total, { weight }) => total + weight, 0)
  const hasty = weighed.filter(({ haste }) => haste)
  const flagged = weighed.filter((label) => label.flagged)
  const right = hasty.filter((label) => label.flagged)
  const name = `real letters, drawing ${sample} (learnt from)`
  return [
    {
      name: `${name}: what needs haste, heard as such (estimate)`,
      value: sum(right) / sum(hasty),
      unit: '',
      bar: { min: 0.9 },
      note: `${tally(right.length, hasty.length)} of those read; ${FIRST_LOOK[sample]}`,
    },
    {
      name: `${name}: precision of haste (estimate)`,
      value: sum(right) / sum(flagged),
      unit: '',
      bar: { min: 0.5 },
      note: tally(right.length, flagged.length),
    },
  ]
}
