import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { type Manifest, readBackground, shippedBackground } from '../../../schema/topic/background.ts'
import { learnBackground } from '../../../schema/topic/background.rules.ts'
import { type TopicRow, rankTopics } from '../../../schema/topic/rank.rules.ts'
import { instantOf } from './instant.ts'
import { openBar } from './progress.ts'
import { collectBad, inAndOut, readRows } from './rows.ts'
import { IN_PART, runCommand } from './run.ts'
import { writeWhole } from './whole-file.ts'

const USAGE = `用法：npm run topics -- 输入.jsonl 输出.json [--model 文件.bin]
      npm run topics -- --learn --model 文件.bin 语料.jsonl …（从 {text} 或 {subject, detail} 行学习字词的常见程度）`

const text = z.union([z.string(), z.null()]).optional()
const ROW = z.object({
  id: z.union([z.string(), z.number()]),
  user: z.union([z.string(), z.number(), z.null()]).optional(),
  subject: text,
  detail: text,
  time: z.union([z.string(), z.number(), z.null()]).optional(),
})

/** A text, or whatever of a request a row has. Words that were cut and joined by blanks are a text when the blanks go. */
const TEXT = z.union([
  z.object({ text: z.string().min(1) }),
  z.object({ tokens: z.string().min(1) }),
  z
    .object({ subject: text, title: text, detail: text, content: text, reply: text })
    .refine((row) => Object.values(row).some(Boolean)),
])

await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { model: { type: 'string' }, learn: { type: 'boolean', default: false } },
  })
  if (values.learn) return learn(positionals, values.model)
  const { input, output } = inAndOut(positionals, USAGE)
  const background = values.model ? readBackground(modelFile(values.model)) : shippedBackground()
  const bad = collectBad()
  const rows: TopicRow[] = []
  const seen = new Set<string | number>()
  for await (const { row, line } of readRows(input, readRow, { onBad: bad.onBad, label: '读取' })) {
    if (seen.has(row.id)) bad.onBad({ line, reason: `编号 ${row.id} 已经出现过` })
    else rows.push(row)
    seen.add(row.id)
  }
  const bar = openBar('归并')
  const topics = rankTopics(rows, background, (done) => {
    if (done % 100 === 0) bar.show(done / rows.length, `${done}/${rows.length} 条`)
  })
  bar.stop()
  await writeWhole(output, `${JSON.stringify(topics, null, 1)}\n`)
  bad.report()
  console.log(`${rows.length} 条诉求，${topics.length} 个热点，已写入 ${output}`)
  for (const { rank, title, people, size, heat } of topics.slice(0, 10)) {
    console.log(`${String(rank).padStart(3)}  ${title}  ${people} 人 ${size} 条  热度 ${heat.toFixed(1)}`)
  }
  return bad.count() > 0 ? IN_PART : 0
})

function readRow(value: unknown): TopicRow {
  const parsed = ROW.safeParse(value)
  if (!parsed.success) throw new DomainError('BAD_INPUT', '应有编号 id 和文字 subject、detail')
  const { id, user, subject, detail, time } = parsed.data
  if (!`${subject ?? ''}${detail ?? ''}`.trim())
    throw new DomainError('BAD_INPUT', '没有内容：subject 和 detail 都是空的')
  const at = typeof time === 'number' ? new Date(time) : instantOf(time)
  if (at && Number.isNaN(at.getTime())) throw new DomainError('BAD_INPUT', `看不懂时间 ${time}`)
  return {
    id,
    ...(user !== undefined && user !== null && user !== '' && { user: String(user) }),
    subject: subject ?? '',
    detail: detail ?? '',
    ...(at && { at }),
  }
}

/** Counts how common words are on texts of one's own city, for `--model`. */
async function learn(files: readonly string[], model: string | undefined): Promise<number> {
  if (!model || files.length === 0) throw new DomainError('BAD_INPUT', USAGE)
  const bad = collectBad()
  const texts: string[] = []
  const hashes: string[] = []
  for (const file of files) {
    for await (const { row } of readRows(file, readText, { onBad: bad.onBad, label: file })) texts.push(row)
    hashes.push(await sha256(file))
  }
  const { table, texts: count } = learnBackground(texts)
  const manifest: Manifest = { date: new Date().toISOString().slice(0, 10), texts: count, data: hashes }
  await writeWhole(modelFile(model), table)
  await writeWhole(model.replace(/\.bin$/, '.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  bad.report()
  console.log(`从 ${count} 条文字学到，已写入 ${model}`)
  return bad.count() > 0 ? IN_PART : 0
}

function readText(value: unknown): string {
  const parsed = TEXT.safeParse(value)
  if (!parsed.success) throw new DomainError('BAD_INPUT', '应有文字 text，或 subject、detail')
  if ('text' in parsed.data) return parsed.data.text
  if ('tokens' in parsed.data) return parsed.data.tokens.replaceAll(' ', '')
  const { subject, title, detail, content, reply } = parsed.data
  return [subject, title, detail, content, reply].filter(Boolean).join('\n')
}

function modelFile(path: string): string {
  if (path.endsWith('.bin')) return path
  throw new DomainError('BAD_INPUT', `模型文件应以 .bin 结尾，收到 ${path}`)
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
