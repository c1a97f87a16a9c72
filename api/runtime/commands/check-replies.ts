import { parseArgs } from 'node:util'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { ANSWER_FEATURES } from '../../../schema/reply/answer.rules.ts'
import { BASIS_FEATURES } from '../../../schema/reply/basis.rules.ts'
import type { ReplyAspect, ReplyCheck } from '../../../schema/reply/findings.rules.ts'
import { checkReply } from '../../../schema/reply/reply.rules.ts'
import { REPLY_WEIGHTS, type ReplyWeights } from '../../../schema/reply/weights.ts'
import { readJson } from './json-file.ts'
import { eachRow, inAndOut } from './rows.ts'
import { runCommand } from './run.ts'

const USAGE = '用法：npm run check-replies -- 输入.jsonl 输出.jsonl [--model 权重.json]'

const text = z.string().max(200_000)
const PAIR = z.object({
  id: z.union([z.string(), z.number()]),
  subject: text.nullish(),
  message: text.nullish(),
  detail: text.nullish(),
  text: text.nullish(),
  reply: text,
})

function readPair(value: unknown): { id: string | number; request: string; reply: string } {
  const { data, error } = PAIR.safeParse(value)
  if (!data)
    throw new DomainError(
      'BAD_INPUT',
      `${error.issues[0]?.path.join('.') || '整行'} 不对：应有 id、message（或 detail、text）和 reply`,
    )
  const message = data.message ?? data.detail ?? data.text
  if (!message && !data.subject) throw new DomainError('BAD_INPUT', '没有诉求：应有 message、detail 或 text')
  return { id: data.id, request: [data.subject, message].filter(Boolean).join('。'), reply: data.reply }
}

function plain({ score, verdict, aspects, unanswered, method }: ReplyCheck) {
  const good = (wanted: ReplyAspect) => aspects.find(({ aspect }) => aspect === wanted)?.score ?? 0
  const bad = (wanted: ReplyAspect) => Number((1 - good(wanted)).toFixed(2))
  return {
    score,
    verdict,
    answers: good('answers'),
    overPromises: bad('overPromises'),
    leaks: bad('leaks'),
    passesTheBuck: bad('passesTheBuck'),
    citesBasis: good('citesBasis'),
    evidence: aspects.flatMap(({ aspect, evidence }) => evidence.map((span) => ({ aspect, ...span }))),
    unanswered,
    method,
  }
}

const weightsOf = (features: readonly string[]) => z.array(z.number()).length(features.length + 1)

/** Weights as tests/evaluate/replies-fit.ts prints them; one weight for each feature and a bias. */
async function readWeights(path: string): Promise<ReplyWeights> {
  const shape = z.object({
    version: z.string().min(1),
    answered: weightsOf(ANSWER_FEATURES),
    fully: weightsOf(ANSWER_FEATURES),
    grounded: weightsOf(BASIS_FEATURES),
  })
  const { data } = shape.safeParse(await readJson(path))
  if (!data) throw new DomainError('BAD_INPUT', `${path} 不是这一版的权重文件`)
  return data
}

/**
 * `npm run check-replies -- IN.jsonl OUT.jsonl [--model FILE]`: rows `{id, subject?, message|detail|text, reply}` →
 * `{id, score 0..100, verdict, answers, overPromises, leaks, passesTheBuck, citesBasis, evidence, unanswered, method}`. The
 * five are 0..1, each how much it is so: 1 is good for answers and citesBasis, bad for the others. `evidence` has positions
 * in the reply, `unanswered` in subject and message joined by 。. Needs no store.
 */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { model: { type: 'string' } } })
  const { input, output } = inAndOut(positionals, USAGE)
  const weights = values.model === undefined ? REPLY_WEIGHTS : await readWeights(values.model)
  const verdicts = { GOOD: 0, MEND: 0, STOP: 0 }
  const check = (row: ReturnType<typeof readPair>) => {
    const found = checkReply(row, weights)
    verdicts[found.verdict] += 1
    return { id: row.id, ...plain(found) }
  }
  const summary = (done: number, bad: number) =>
    `检查 ${done} 条答复：可以发 ${verdicts.GOOD}，建议修改 ${verdicts.MEND}，不能发 ${verdicts.STOP}；问题行 ${bad}`
  return eachRow({ input, output }, readPair, check, { label: '检查', summary })
})
