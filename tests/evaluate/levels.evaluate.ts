import { findBranch, rankBranches } from '../../schema/classify/branch.rules.ts'
import { shippedModels } from '../../schema/classify/shipped-models.ts'
import { READING, RECIPES } from '../../schema/classify/recipes.ts'
import { type LabelledText, toTrainingRow } from '../../schema/classify/training-row.rules.ts'
import { understand } from '../../schema/classify/understand.rules.ts'
import { calibrationError } from '../../schema/learning/scores.rules.ts'
import { trainModel } from '../../schema/learning/train-model.rules.ts'
import { normalText } from '../../schema/text/normal.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { dataRows } from './data.ts'
import { type LevelRow, levelRows } from './level-rows.ts'
import { UNTAUGHT } from './untaught-sentences.ts'

const TRAIN = 'taidi2020c/messages_train.jsonl'
/** A level is sure from this probability on. */
const SURE = 0.8

/**
 * The category's depth: second and third level on messages placed by hand, and the first levels without training texts
 * on sentences of our own. The first level is learned from train; the messages held out here are of dev.
 */
export async function evaluateLevels(): Promise<BenchRow[] | 'no data'> {
  const train = dataRows<LabelledText>(TRAIN)
  const labelled = levelRows()
  if (!train || !labelled) return 'no data'
  const rows = train.map((row) => toTrainingRow(row, READING.category))
  const { model } = trainModel('of-train', rows, { ...RECIPES.category, folds: 2 })
  const models = { ...shippedModels(), category: model }
  const held = labelled.filter(({ part }) => part === 'held')
  const [of, tuned] = [given(held), given(labelled.filter(({ part }) => part !== 'held'))]
  const whole = held.map((row) => ({ row, ...understand(row.text, undefined, models).category }))
  return [
    { name: 'l2 accuracy, first level given', value: of.l2.right, unit: '', note: `${of.l2.rows} messages held out` },
    { name: 'l2 accuracy, any of its right places', value: of.l2.anyRight, unit: '' },
    { name: 'l2 among the three likeliest', value: of.l2.top3, unit: '' },
    { name: 'l2 not named', value: 1 - of.l2.named, unit: '', note: `right where named ${percent(of.l2.rightNamed)}` },
    { name: `l2 right where sure (≥ ${SURE})`, value: of.l2.rightSure, unit: '', note: `${percent(of.l2.sure)} are` },
    { name: 'l2 calibration error', value: of.l2.error, unit: '' },
    { name: 'l3 accuracy, first level given', value: of.l3.right, unit: '', note: `${of.l3.rows} messages held out` },
    { name: 'l3 accuracy, any of its right places', value: of.l3.anyRight, unit: '' },
    { name: 'l3 not named', value: 1 - of.l3.named, unit: '', note: `right where named ${percent(of.l3.rightNamed)}` },
    { name: `l3 right where sure (≥ ${SURE})`, value: of.l3.rightSure, unit: '', note: `${percent(of.l3.sure)} are` },
    { name: 'l3 calibration error', value: of.l3.error, unit: '' },
    {
      name: 'l1 and l2 right',
      value: share(placed(whole), ({ row, l1, l2 }) => l1 === row.l1 && l2 === row.l2),
      unit: '',
    },
    {
      name: 'l1, l2 and l3 right',
      value: share(placed(whole), ({ row, l1, l2, l3 }) => l1 === row.l1 && l2 === row.l2 && l3 === row.l3),
      unit: '',
    },
    { name: 'l1 among the three likeliest', value: share(whole, ({ row, top }) => holds(top, row.l1)), unit: '' },
    {
      name: 'tuned on: l2, l3 accuracy, first level given',
      value: tuned.l2.right,
      unit: '',
      note: tuned.l3.right.toFixed(3),
    },
    ...untaught(),
    falseAlarms(train),
  ]
}

interface Level {
  rows: number
  right: number
  anyRight: number
  top3: number
  named: number
  rightNamed: number
  sure: number
  rightSure: number
  error: number
}

/** Both levels with the first given. A message that the tree has no place for is wrong wherever it is put. */
function given(rows: readonly LevelRow[]): { l2: Level; l3: Level } {
  const found = rows.map((row) => {
    const { text } = normalText(row.text)
    const { l2, l3, l2Confidence, l3Confidence } = findBranch(text, row.l1)
    const places = [[row.l2, row.l3].filter(Boolean).join('/'), ...(row.also ?? [])]
    const l2Right = l2 !== undefined && l2 === row.l2
    return {
      row,
      l2: {
        is: row.l2,
        said: l2,
        confidence: l2Confidence,
        right: l2Right,
        anyRight: places.some((place) => place.split('/')[0] === l2),
        top3: rankBranches(text, row.l1)
          .slice(0, 3)
          .includes(row.l2 ?? ''),
      },
      l3: {
        is: row.l3,
        said: l3,
        confidence: l3Confidence,
        right: l2Right && l3 !== undefined && l3 === row.l3,
        anyRight: places.includes(`${l2}/${l3}`),
        top3: false,
      },
    }
  })
  return { l2: levelOf(found.map(({ l2 }) => l2)), l3: levelOf(found.map(({ l3 }) => l3)) }
}

interface Answer {
  is: string | undefined
  said: string | undefined
  confidence: number
  right: boolean
  anyRight: boolean
  top3: boolean
}

function levelOf(all: readonly Answer[]): Level {
  const rows = all.filter(({ is }) => is !== undefined)
  const named = all.filter(({ said }) => said !== undefined)
  const sure = named.filter(({ confidence }) => confidence >= SURE)
  const isRight = ({ right }: Answer) => right
  return {
    rows: rows.length,
    right: share(rows, isRight),
    anyRight: share(rows, ({ anyRight }) => anyRight),
    top3: share(rows, ({ top3 }) => top3),
    named: named.length / all.length,
    rightNamed: share(named, isRight),
    sure: sure.length / all.length,
    rightSure: share(sure, isRight),
    error: calibrationError(named, 5),
  }
}

/** First levels that no model was taught: found, offered, and wrongly sure, on the sentences that no list was mended by. */
function untaught(): BenchRow[] {
  const found = Object.entries(UNTAUGHT).flatMap(([is, sentences]) =>
    sentences.map((text, at) => ({ is, held: at >= sentences.length / 2, ...understand(text).category })),
  )
  const held = found.filter((row) => row.held)
  const tuned = found.filter((row) => !row.held)
  const note = `${held.length} sentences held out; ${tuned.length} tuned on: `
  const row = (name: string, is: (one: (typeof found)[number]) => boolean): BenchRow => ({
    name: `without training texts: ${name}`,
    value: share(held, is),
    unit: '',
    note: `${note}${share(tuned, is).toFixed(3)}`,
  })
  return [
    row('found', ({ is, l1 }) => l1 === is),
    row('found or offered', ({ is, l1, top }) => l1 === is || holds(top, is)),
    row('another said and sure', ({ is, l1, sure }) => sure && l1 !== is),
    row('unsure, and the right one not offered', ({ is, l1, sure, top }) => !sure && l1 !== is && !holds(top, is)),
  ]
}

/** How often one of them is said of messages of the seven others. */
function falseAlarms(rows: readonly LabelledText[]): BenchRow {
  const said = rows.filter(({ text, tokens }) => understand(text ?? tokens ?? '').category.l1 in UNTAUGHT)
  return {
    name: 'without training texts: said of the seven others',
    value: said.length / rows.length,
    unit: '',
    note: `${said.length} of ${rows.length} messages`,
  }
}

const placed = <T extends { row: LevelRow }>(all: readonly T[]) => all.filter(({ row }) => row.l3 !== undefined)
const holds = (top: readonly { label: string }[], l1: string) => top.some(({ label }) => label === l1)
const percent = (value: number) => `${(value * 100).toFixed(1)} %`

function share<T>(rows: readonly T[], holdsFor: (row: T) => boolean): number {
  return rows.filter(holdsFor).length / Math.max(rows.length, 1)
}
