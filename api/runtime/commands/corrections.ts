import { parseArgs } from 'node:util'
import { maskPersonal } from '../../../schema/personal/mask.rules.ts'
import { taughtKind } from '../../../schema/classify/kind.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { CORRECTABLE, type CorrectableField } from '../../../schema/ticket/derived.rules.ts'
import { type Judged, comparable, judgementsOf } from '../../../schema/ticket/drift.rules.ts'
import { streamJudged } from '../../../schema/ticket/drift.store.ts'
import { openRows } from './rows.ts'
import { runCommand } from './run.ts'
import { withCity } from './with-city.ts'

const USAGE = `用法：npm run corrections -- 输出.jsonl [--since 2026-01] [--field ${CORRECTABLE.join('|')}]`

/**
 * `npm run corrections -- OUT.jsonl [--since YYYY-MM] [--field category]`: what people said tickets are, as rows for
 * `npm run train`: `{text, label, field, value, said, by, confirmed, at, number}`; personal data masked.
 */
await runCommand(USAGE, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { since: { type: 'string' }, field: { type: 'string', default: 'category' } },
  })
  const [path, ...more] = positionals
  if (!path || more.length > 0) throw new DomainError('BAD_INPUT', USAGE)
  const field = fieldOf(values.field)
  const since = monthStart(values.since)
  return withCity(async ({ db }) => {
    const out = openRows(path)
    let done = 0
    for await (const ticket of streamJudged(db, since)) {
      for (const row of rowsOf(ticket, field)) {
        await out.write(row)
        done += 1
      }
    }
    await out.close()
    console.log(`已导出 ${done} 行到 ${path}`)
    if (done > 0 && (field === 'category' || field === 'kind')) {
      const prior = `schema/classify/weights/${field}.bin`
      console.log(`接着训练：npm run train -- --target ${field} --data ${path} --prior ${prior} --out 模型.bin`)
    }
    return 0
  })
})

function fieldOf(name: string): CorrectableField {
  const field = CORRECTABLE.find((one) => one === name)
  if (field) return field
  throw new DomainError('BAD_INPUT', `没有 ${name} 这一项，可选 ${CORRECTABLE.join('、')}`)
}

/** Midnight in Shanghai on its first day; all there ever were when no month is given. */
function monthStart(given: string | undefined): Date {
  if (given === undefined) return new Date(0)
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(given)) {
    throw new DomainError('BAD_INPUT', `--since 应为月份，如 2026-01，收到 ${given}`)
  }
  return new Date(`${given}-01T00:00:00+08:00`)
}

function rowsOf(ticket: Judged, field: CorrectableField) {
  const judgement = judgementsOf(ticket).find((one) => one.field === field)
  const last = ticket.corrections?.findLast((one) => one.field === field)
  // What the sender had picked is as good a row to learn from, once a person has said so too.
  if (!last) return []
  const is = comparable(field, last.to)
  const label = field === 'kind' ? taughtKind(is) : is
  if (label === undefined) return []
  return [
    {
      text: maskPersonal(ticket.text),
      label,
      field,
      value: last.to,
      ...(judgement && { said: judgement.said, by: judgement.by, confirmed: judgement.said === is }),
      at: last.at.toISOString(),
      number: ticket._id,
    },
  ]
}
