import { parseArgs } from 'node:util'
import { sentimentReader } from '../../../schema/classify/sentiment/sentiment.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { eachRow, inAndOut } from './rows.ts'
import { runCommand } from './run.ts'

const USAGE =
  '用法：npm run sentiment -- 输入.jsonl 输出.jsonl [--model 模型.json]（每行 {"text": …}，输出加上 polarity 和 intensity）'

/** `npm run sentiment -- IN.jsonl OUT.jsonl [--model FILE]`: rows as they are, with polarity and intensity, both 0..1. */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { model: { type: 'string' } } })
  const { input, output } = inAndOut(positionals, USAGE)
  const read = sentimentReader(values.model)
  return eachRow(
    { input, output },
    rowOf,
    (row) => {
      const { polarity, intensity } = read(row.text)
      return { ...row, polarity, intensity }
    },
    {
      label: '情绪',
      summary: (done, bad) => `${done} 行已写入 ${output}${bad > 0 ? `，${bad} 行有问题` : ''}`,
    },
  )
})

function rowOf(value: unknown): { text: string } & Record<string, unknown> {
  const row = value as Record<string, unknown> | null
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new DomainError('BAD_INPUT', '应为 {"text": …}')
  if (typeof row['text'] !== 'string') throw new DomainError('BAD_INPUT', '没有 text')
  return { ...row, text: row['text'] }
}
