import { parseArgs } from 'node:util'
import type { Registers } from '../../../schema/city.ts'
import { type ClassifyModels, shippedModels } from '../../../schema/classify/shipped-models.ts'
import { cityWords } from '../../../schema/city-words.ts'
import { cutWords, teachWordsLater } from '../../../schema/text/segment.ts'
import { demoRegisters } from '../../../schema/demo/registers.ts'
import { readInstant } from '../../../schema/exchange/instant.rules.ts'
import { loadModel } from '../../../schema/learning/load-model.ts'
import { normaliseRow, readNormaliseRow } from '../../../schema/ticket/normalise-row.rules.ts'
import { collectBad, inAndOut, openRows, readRows } from './rows.ts'
import { IN_PART, runCommand } from './run.ts'

const USAGE =
  '用法：npm run normalise -- 输入.jsonl 输出.jsonl [--model 模型.bin] [--store 用本市存储里的地名和日历，不用演示城市的]'

/**
 * `npm run normalise -- IN.jsonl OUT.jsonl [--model FILE] [--store]`: rows `{id, text, subject?, time?}` → one row each with everything
 * derived, and its words cut with the city's dictionary. Needs no store: the territory is the demo city's unless `--store` says otherwise.
 */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { store: { type: 'boolean', default: false }, model: { type: 'string' } },
  })
  const files = inAndOut(positionals, USAGE)
  const registers = values.store ? await cityRegisters() : demoRegisters()
  const models = values.model === undefined ? undefined : { ...shippedModels(), category: loadModel(values.model) }
  return normaliseFile(registers, files, models)
})

async function normaliseFile(
  registers: Registers,
  files: { input: string; output: string },
  models: ClassifyModels | undefined,
): Promise<number> {
  teachWordsLater(() => cityWords(registers))
  const bad = collectBad()
  const now = new Date()
  const out = await openRows(files.output)
  let done = 0
  const rows = readRows(files.input, (value) => readNormaliseRow(value, readInstant), {
    onBad: bad.onBad,
    label: '归一',
  })
  for await (const { row } of rows) {
    const read = normaliseRow(registers, row, now, models)
    await out.write({ ...read, words: cutWords(read.text).filter((word) => /[\p{L}\p{N}]/u.test(word)) })
    done += 1
  }
  await out.close()
  bad.report()
  console.log(`已归一 ${done} 行到 ${files.output}${bad.count() > 0 ? `，${bad.count()} 行有问题` : ''}`)
  return bad.count() > 0 ? IN_PART : 0
}

/** The store's drivers are loaded only for this. */
async function cityRegisters(): Promise<Registers> {
  const { withCity } = await import('./with-city.ts')
  return withCity((city) => Promise.resolve(city.registers))
}
