import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { READING, RECIPES, type Target } from '../../../schema/classify/recipes.ts'
import { type LabelledText, readLabelled, toTrainingRow } from '../../../schema/classify/training-row.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { groupCopies } from '../../../schema/learning/copies.rules.ts'
import { loadModel } from '../../../schema/learning/load-model.ts'
import { encodeModel } from '../../../schema/learning/model-file.rules.ts'
import { type FormScores, confusionLines, scoreForms } from '../../../schema/learning/report.rules.ts'
import { type Recipe, trainModel } from '../../../schema/learning/train-model.rules.ts'
import { openBar } from './progress.ts'
import { collectBad, readRows } from './rows.ts'
import { IN_PART, runCommand } from './run.ts'

const USAGE =
  '用法：npm run train -- --data 文件.jsonl [更多文件…] [--target category|kind] [--out 模型.bin] [--prior 模型.bin] [--name 名称] [--force 覆盖]'

/** Rows a label needs: with fewer there is nothing to hold out. */
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
  checkLabels(rows)

  const groups = groupCopies(rows.map(({ text, tokens }) => tokens ?? text ?? ''))
  const training = rows.map((row, at) => ({ ...toTrainingRow(row, READING[target]), group: String(groups[at]) }))
  const bar = openBar('训练')
  const trained = trainModel(values.name, training, recipe, {
    ...(prior && { prior }),
    onStep: (share) => bar.show(share, `${rows.length} 行`),
  })
  bar.stop()

  const scores = scoreForms(trained)
  console.log(`${rows.length} 行，${trained.model.labels.length} 类，${recipe.folds} 折交叉检验：`)
  for (const line of [...scores.map(scoreLine), '', ...confusionLines(trained)]) console.log(line)
  if (out) {
    const manifest = {
      name: values.name,
      target,
      at: new Date().toISOString().slice(0, 10),
      rows: rows.length,
      labels: countLabels(rows),
      recipe: recipe satisfies Recipe,
      sureFrom: trained.model.sureFrom,
      heldOut: scores,
      data: await Promise.all(files.map(fingerprint)),
      ...(values.prior && { prior: await fingerprint(values.prior) }),
    }
    await writeWhole(out, encodeModel(trained.model))
    await writeWhole(manifestOf(out), `${JSON.stringify(manifest, null, 2)}\n`)
    console.log(`\n${out}，说明在 ${manifestOf(out)}`)
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

function checkLabels(rows: readonly LabelledText[]): void {
  const counts = Object.entries(countLabels(rows))
  if (counts.length < 2) throw new DomainError('BAD_INPUT', `至少要有两类，读到 ${rows.length} 行、${counts.length} 类`)
  const rare = counts.filter(([, count]) => count < FEWEST).map(([label, count]) => `${label} (${count} 行)`)
  if (rare.length > 0) throw new DomainError('BAD_INPUT', `每类至少要 ${FEWEST} 行，太少的有：${rare.join('、')}`)
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

/** A file is there whole or not at all. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFile(`${path}.part`, content)
    await rename(`${path}.part`, path)
  } catch (error) {
    throw new DomainError('BAD_INPUT', `写不了 ${path}：${error instanceof Error ? error.message : String(error)}`)
  }
}
