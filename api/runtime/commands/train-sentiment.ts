import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { weightsBeside, writePolarity } from '../../../schema/classify/sentiment/model-file.ts'
import { polarityOf, seenBy } from '../../../schema/classify/sentiment/polarity.rules.ts'
import { type PolarityRow, trainPolarity, trainSides } from '../../../schema/classify/sentiment/train-polarity.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { score } from '../../../schema/learning/scores.rules.ts'
import { normalText } from '../../../schema/text/normal.rules.ts'
import { openBar } from './progress.ts'
import { collectBad, readRows } from './rows.ts'
import { IN_PART, runCommand } from './run.ts'

const USAGE =
  '用法：npm run train:sentiment -- 数据.jsonl… [--with-dev] [--out 模型.json]（每行 {"text": …, "label": 1 好 | 0 坏, "cat"?: 说的是什么}；有 split 的只用 train，--with-dev 时也用 dev）'
const SHIPPED = fileURLToPath(new URL('../../../schema/classify/weights/sentiment.json', import.meta.url))

/** Fewer rows of a kind teach nothing that holds. */
const FEWEST = 50

type Row = PolarityRow & { isDev: boolean }

/**
 * `npm run train:sentiment -- FILE… [--with-dev] [--out FILE.json]`: learns how texts are meant from rows {text,
 * label 1 | 0, cat?, split?}, of which only those without a split or of split `train` are used, cross-validates, and
 * writes weights and manifest. With `--with-dev` (once the recipe is settled) a model of the train rows is scored on the
 * dev rows first, and then both are learned from.
 */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: SHIPPED }, 'with-dev': { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) throw new DomainError('BAD_INPUT', USAGE)
  weightsBeside(values.out)
  const bad = collectBad()
  const rows: Row[] = []
  const data: { file: string; sha256: string; rows: number }[] = []
  for (const path of positionals) {
    const before = rows.length
    const set = basename(path)
    for await (const { row } of readRows(path, rowOf, {
      onBad: ({ line, reason }) => bad.onBad({ line, reason: `${set} ${reason}` }),
    })) {
      if (row && (!row.isDev || values['with-dev'])) rows.push({ ...row, set, domain: row.domain ?? set })
    }
    data.push({
      file: set,
      sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
      rows: rows.length - before,
    })
  }
  const good = rows.filter((row) => row.good).length
  if (Math.min(good, rows.length - good) < FEWEST) {
    throw new DomainError('BAD_INPUT', `好、坏两类各至少要 ${FEWEST} 行，收到 ${good} 和 ${rows.length - good}`)
  }
  const bar = openBar('训练')
  bar.show(0, `${rows.length} 行`)
  const aside = values['with-dev'] ? onDevRows(rows) : undefined
  const trained = trainPolarity(rows, (share) => bar.show(share, `${rows.length} 行`))
  bar.stop()
  const accuracy = Object.fromEntries(
    data.map(({ file }) => [
      file,
      report(
        file,
        trained.heldOut.filter(({ set }) => set === file),
      ),
    ]),
  )
  const trainedAt = new Date().toISOString()
  const version = `polarity-${trainedAt.slice(0, 10)}`
  // By name only: where the files lay is nobody's business.
  const command = `npm run train:sentiment -- ${[...data.map(({ file }) => file), ...(aside ? ['--with-dev'] : [])].join(' ')}`
  const scores = { accuracy, ...(aside && { dev: aside }), calibrationError: round(trained.calibration) }
  for (const [file, right] of Object.entries(aside ?? {})) console.log(`${file}：只学 train 时，dev 正确率 ${right}`)
  writePolarity(values.out, trained.model, { version, trainedAt, command, rows: rows.length, data, scores })
  bad.report()
  console.log(`校准误差 ${scores.calibrationError}；已写入 ${values.out}`)
  return bad.count() > 0 ? IN_PART : 0
})

/** Accuracy by file on the dev rows, of a model that learned from the train rows alone. */
function onDevRows(rows: readonly Row[]): Record<string, number> {
  const model = trainSides(rows.filter(({ isDev }) => !isDev))
  const said = rows
    .filter(({ isDev }) => isDev)
    .map(({ text, good, set }) => ({
      set,
      right: polarityOf(model, seenBy(model, normalText(text).text)) >= 0.5 === good,
    }))
  return Object.fromEntries(
    [...new Set(said.map(({ set }) => set))].map((file) => {
      const own = said.filter(({ set }) => set === file)
      return [file, round(own.filter(({ right }) => right).length / own.length)]
    }),
  )
}

/** Undefined for rows of another split. */
function rowOf(value: unknown): (Pick<Row, 'text' | 'good' | 'isDev'> & { domain?: string }) | undefined {
  const { text, label, split, cat } = (value ?? {}) as Record<string, unknown>
  if (split !== undefined && split !== 'train' && split !== 'dev') return undefined
  if (typeof text !== 'string' || text.trim() === '') throw new DomainError('BAD_INPUT', '没有 text')
  const good = label === 1 || label === '1' ? true : label === 0 || label === '0' ? false : undefined
  if (good === undefined) throw new DomainError('BAD_INPUT', 'label 应为 1（好）或 0（坏）')
  return {
    text,
    good,
    isDev: split === 'dev',
    ...(typeof cat === 'string' && cat.trim() !== '' && { domain: cat.trim() }),
  }
}

function word(good: boolean): string {
  return good ? '好' : '坏'
}

/** Prints the table of one file, held out by cross-validation; the share of rows said rightly. */
function report(file: string, rows: readonly { good: boolean; polarity: number }[]): number {
  const scores = score(rows.map(({ good, polarity }) => ({ is: word(good), said: word(polarity >= 0.5) })))
  const cell = (is: string, said: string) => scores.confusion.get(is)?.get(said) ?? 0
  console.log(`${file}：${rows.length} 行，交叉验证正确率 ${round(scores.accuracy)}`)
  for (const is of ['好', '坏']) console.log(`  实为${is}：判为好 ${cell(is, '好')}，判为坏 ${cell(is, '坏')}`)
  return round(scores.accuracy)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
