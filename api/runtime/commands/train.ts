import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { READING, RECIPES, type Target } from '../../../schema/classify/recipes.ts'
import { type LabelledText, readLabelled, toTrainingRow } from '../../../schema/classify/training-row.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { groupCopies } from '../../../schema/learning/copies.rules.ts'
import { loadModel } from '../../../schema/learning/load-model.ts'
import { encodeModel } from '../../../schema/learning/model-file.rules.ts'
import { type FormScores, confusionLines, scoreForms } from '../../../schema/learning/report.rules.ts'
import { type TextModel, rankLabels } from '../../../schema/learning/text-model.rules.ts'
import { type Recipe, type TrainingRow, trainModel } from '../../../schema/learning/train-model.rules.ts'
import { openBar } from './progress.ts'
import { collectBad, readRows } from './rows.ts'
import { IN_PART, runCommand } from './run.ts'
import { writeWhole } from './whole-file.ts'

const USAGE =
  '用法：npm run train -- --data 文件.jsonl [更多文件…] [--target category|kind] [--out 模型.bin] [--prior 模型.bin] [--name 名称] [--force 覆盖]'

/** Rows a label needs that is new: with fewer there is nothing to hold out. One that the prior knows may have any number. */
const FEWEST = 5

/**
 * `npm run train -- --data FILE… [--target category|kind] [--out MODEL] [--prior MODEL] [--name NAME] [--force]`: rows
 * `{label, text, subject?, tokens?}` into weights, with a manifest beside them. Without --out it only measures.
 */
await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true, default: [] },
      target: { type: 'string', default: 'category' },
      out: { type: 'string' },
      prior: { type: 'string' },
      name: { type: 'string', default: 'linear-city' },
      force: { type: 'boolean', default: false },
    },
  })
  const files = [...values.data, ...positionals]
  if (files.length === 0) throw new DomainError('BAD_INPUT', USAGE)
  const { out } = values
  if (out && existsSync(out) && !values.force) throw new DomainError('BAD_INPUT', `${out} 已存在；要覆盖请加 --force`)
  const target = targetOf(values.target)
  const prior = values.prior === undefined ? undefined : loadModel(values.prior)
  const recipe = { ...RECIPES[target], ...(prior && { features: prior.options }) }

  const bad = collectBad()
  const rows: LabelledText[] = []
  for (const file of files) {
    for await (const { row } of readRows(file, readLabelled, { onBad: bad.onBad, label: `读入 ${basename(file)}` })) {
      rows.push(row)
    }
  }
  bad.report()
  const taught = withoutRare(rows, prior)

  const groups = groupCopies(taught.map(({ text, tokens }) => tokens ?? text ?? ''))
  const training = taught.map((row, at) => ({ ...toTrainingRow(row, READING[target]), group: String(groups[at]) }))
  const bar = openBar('训练')
  const trained = trainModel(values.name, training, recipe, {
    ...(prior && { prior }),
    onStep: (share) => bar.show(share, `${taught.length} 行`),
  })
  bar.stop()

  const scores = scoreForms(trained)
  console.log(`${taught.length} 行，${trained.model.labels.length} 类，${recipe.folds} 折交叉检验：`)
  for (const line of [...scores.map(scoreLine), '', ...confusionLines(trained)]) console.log(line)
  if (prior) console.log(`\n${sayBefore(rightBefore(prior, training), scores[0]?.accuracy ?? 0)}`)
  if (out) {
    const manifest = {
      name: values.name,
      target,
      at: new Date().toISOString().slice(0, 10),
      rows: taught.length,
      labels: countLabels(taught),
      recipe: recipe satisfies Recipe,
      sureFrom: trained.model.sureFrom,
      heldOut: scores,
      data: await Promise.all(files.map(fingerprint)),
      ...(values.prior && { prior: await fingerprint(values.prior) }),
    }
    await writeWhole(out, encodeModel(trained.model))
    await writeWhole(manifestOf(out), `${JSON.stringify(manifest, null, 2)}\n`)
    console.log(`\n${out}，说明在 ${manifestOf(out)}`)
    console.log(`启用：在 .env 里设 ${target.toUpperCase()}_MODEL=${out}，再重新启动`)
  }
  return bad.count() > 0 ? IN_PART : 0
})

function targetOf(name: string): Target {
  if (name !== 'category' && name !== 'kind')
    throw new DomainError('BAD_INPUT', `--target 只能是 category 或 kind\n${USAGE}`)
  return name
}

function countLabels(rows: readonly LabelledText[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { label } of rows) counts[label] = (counts[label] ?? 0) + 1
  return counts
}

/** The rows whose label can be learned; says which are left out. Throws BAD_INPUT when fewer than two labels stay. */
function withoutRare(rows: readonly LabelledText[], prior: TextModel | undefined): readonly LabelledText[] {
  const counts = countLabels(rows)
  const isRare = (label: string) => (counts[label] ?? 0) < FEWEST && !prior?.labels.includes(label)
  const rare = Object.keys(counts).filter(isRare)
  const left = rare.map((label) => `${label} (${counts[label]} 行)`).join('、')
  if (rare.length > 0) console.error(`每个新类至少要 ${FEWEST} 行，不参加训练的有：${left}`)
  const kept = rows.filter(({ label }) => !isRare(label))
  const labels = new Set([...kept.map(({ label }) => label), ...(prior?.labels ?? [])])
  if (kept.length > 0 && labels.size > 1) return kept
  throw new DomainError('BAD_INPUT', `至少要有两类，读到 ${kept.length} 行、${labels.size} 类`)
}

function sayBefore(before: number, after: number): string {
  const advice = after > before ? '' : '；没有变好，攒够更正过的工单再启用'
  return `原来的模型在这些行上正确 ${percent(before)}，接着训练后 ${percent(after)}${advice}`
}

/** How often the prior alone is right on these rows: what training has to beat. */
function rightBefore(prior: TextModel, rows: readonly TrainingRow[]): number {
  const right = rows.filter(({ label, views: [whole] }) => {
    return whole !== undefined && rankLabels(prior, whole.text, whole.hints)[0]?.label === label
  })
  return right.length / Math.max(rows.length, 1)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}

function scoreLine({ form, rows, accuracy, macroF1, calibrationError, sure, sureRight }: FormScores): string {
  return `  ${form.padEnd(8)} ${String(rows).padStart(6)} 行  正确 ${percent(accuracy)}  宏平均F1 ${percent(macroF1)}  校准误差 ${percent(calibrationError)}  有把握 ${percent(sure)}（其中正确 ${percent(sureRight)}）`
}

async function fingerprint(file: string): Promise<{ file: string; sha256: string }> {
  return {
    file: basename(file),
    sha256: createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  }
}

function manifestOf(out: string): string {
  return `${out.replace(/\.bin$/, '')}.json`
}
