import { parseArgs } from 'node:util'
import { type ClassifyModels, shippedModels } from '../../../schema/classify/shipped-models.ts'
import type { Registers } from '../../../schema/city.ts'
import { cityWords } from '../../../schema/city-words.ts'
import { demoRegisters } from '../../../schema/demo/registers.ts'
import { readInstant } from '../../../schema/exchange/instant.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { loadModel } from '../../../schema/learning/load-model.ts'
import { readTerritoryFile } from '../../../schema/territory/territory-file.rules.ts'
import { buildGazetteer } from '../../../schema/territory/territory.rules.ts'
import { cutWords, teachWordsLater } from '../../../schema/text/segment.ts'
import { normaliseRow, readNormaliseRow } from '../../../schema/ticket/normalise-row.rules.ts'
import { readJson } from './json-file.ts'
import { eachRow, inAndOut } from './rows.ts'
import { runCommand } from './run.ts'

const USAGE = `用法：npm run normalise -- 输入.jsonl 输出.jsonl [选项]
  每行 {"id": …, "text": …, "subject"?: …, "time"?: …}；输入可以是 .gz，- 是标准输入和输出
  --territory 地名.json  用本市的地名，不用演示城市的：npm run divisions -- --city 某市 --out 地名.json 写出区县和街道，
                         再补社区、道路、小区：{"city", "districts": ["某区"], "streets": [{"name", "district",
                         "communities"?: […], "roads"?: […], "places"?: […]}]}，每项写名称或 {"name", "aliases"}
  --store                用本市存储里的地名和日历
  --model 模型.bin       用自己训练的分类模型`

/**
 * `npm run normalise -- IN.jsonl OUT.jsonl [--territory FILE | --store] [--model FILE]`: rows `{id, text, subject?, time?}` →
 * one row each with everything derived, and its words cut with the city's dictionary. Needs no store.
 */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      store: { type: 'boolean', default: false },
      territory: { type: 'string' },
      model: { type: 'string' },
    },
  })
  const files = inAndOut(positionals, USAGE)
  if (values.store && values.territory !== undefined)
    throw new DomainError('BAD_INPUT', '--store 和 --territory 只能选一个')
  const registers = values.store ? await cityRegisters() : await fileRegisters(values.territory)
  const models: ClassifyModels | undefined =
    values.model === undefined ? undefined : { ...shippedModels(), category: loadModel(values.model) }
  teachWordsLater(() => cityWords(registers))
  const now = new Date()
  return eachRow(
    files,
    (value) => readNormaliseRow(value, readInstant),
    (row) => {
      const read = normaliseRow(registers, row, now, models)
      return { ...read, words: cutWords(read.text).filter((word) => /[\p{L}\p{N}]/u.test(word)) }
    },
    {
      label: '归一',
      summary: (done, bad) => `已归一 ${done} 行到 ${files.output}${bad > 0 ? `，${bad} 行有问题` : ''}`,
    },
  )
})

/** The demo city's registers, with the places of a file where one is given; its units would be another city's. */
async function fileRegisters(path: string | undefined): Promise<Registers> {
  const demo = demoRegisters()
  if (path === undefined) return demo
  const { districts, streets } = readTerritoryFile(await readJson(path))
  return { ...demo, gazetteer: buildGazetteer(districts, streets), organs: new Map() }
}

/** The store's drivers are loaded only for this. */
async function cityRegisters(): Promise<Registers> {
  const { withCity } = await import('./with-city.ts')
  return withCity((city) => Promise.resolve(city.registers))
}
