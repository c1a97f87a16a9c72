import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { checkReply } from '../../schema/reply/reply.rules.ts'
import type { BenchRow } from '../bench/row.ts'
import { found } from './agreement.ts'
import { dataRows } from './data.ts'
import { OWN_REPLIES, type Wrong } from './reply-sentences.ts'

interface WrongLabel extends Readonly<Record<Wrong, 0 | 1>> {
  id: number
  part: 'tune' | 'held'
  /** The first twelve digits of the reply's SHA-256. */
  hash: string
}

const WRONGS: Readonly<Record<Wrong, string>> = {
  overPromises: 'over-promises',
  leaks: 'leaks',
  passesTheBuck: 'passes the buck',
}

/** Promises, leaks and buck passing, too rare in a plain sample: on replies of our own, and on real ones searched for them. */
export function ofWrongs(): BenchRow[] {
  const rows = dataRows<{ id: number; subject: string; detail: string; reply: string }>('taidi2020c/replies.jsonl')
  const texts = new Map(rows?.map((one) => [one.id, one]))
  const pairs = readFileSync(new URL('labels/reply-wrongs.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WrongLabel)
    .map((label) => {
      const { subject = '', detail = '', reply = '' } = texts.get(label.id) ?? {}
      if (createHash('sha256').update(reply).digest('hex').slice(0, 12) !== label.hash)
        throw new Error(`reply ${label.id} is not the one that was read`)
      return { label, check: checkReply({ request: `${subject}。${detail}`, reply }) }
    })
  return (Object.keys(WRONGS) as Wrong[]).flatMap((wrong) =>
    (['tune', 'held'] as const).flatMap((part) => [
      ...row(
        `own replies, ${part}: ${WRONGS[wrong]}`,
        OWN_REPLIES[wrong]
          .filter((one) => one.part === part)
          .map((one) => ({ is: one.wrong, said: says(checkReply({ request: '', reply: one.text }), wrong) })),
      ),
      ...row(
        `searched replies, ${part}: ${WRONGS[wrong]}`,
        pairs
          .filter(({ label }) => label.part === part)
          .map(({ label, check }) => ({ is: label[wrong] === 1, said: says(check, wrong) })),
      ),
    ]),
  )
}

function says({ aspects }: ReturnType<typeof checkReply>, wrong: Wrong): boolean {
  return (aspects.find(({ aspect }) => aspect === wrong)?.score ?? 1) < 1
}

function row(name: string, judged: readonly { is: boolean; said: boolean }[]): BenchRow[] {
  // What never occurs in a part cannot be measured on it.
  if (!judged.some(({ is }) => is)) return []
  const { there, precision, recall, f1 } = found(judged)
  const note = `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, ${there} such of ${judged.length}`
  return [{ name: `${name}, F1`, value: Number.isNaN(f1) ? 0 : f1, unit: '', note }]
}
