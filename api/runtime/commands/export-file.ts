import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { LAYOUTS, type Layout } from '../../../schema/exchange/columns.rules.ts'
import { exportTickets } from '../../../schema/exchange/export.service.ts'
import { readInstant } from '../../../schema/exchange/instant.rules.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { createLog } from '../log.ts'
import { openBar } from './progress.ts'
import { withCity } from './with-city.ts'

export const EXPORT_USAGE =
  '用法：npm run export -- 文件.xlsx|文件.csv [--layout bureau|district] [--from 2025-01-01] [--to 2025-01-31] [--full --reason 事由] [--force 覆盖]'

const DAY = 86_400_000
/** All there ever were and will be. */
const EVER = { from: new Date(0), to: new Date('9999-12-31T00:00:00Z') }

/** What `npm run export` does with these arguments; gives its exit code. */
export async function exportFile(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      layout: { type: 'string', default: 'bureau' },
      from: { type: 'string' },
      to: { type: 'string' },
      masked: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      reason: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  })
  const [path, ...more] = positionals
  if (!path || more.length > 0) throw new DomainError('BAD_INPUT', EXPORT_USAGE)
  if (values.masked && values.full) throw new DomainError('BAD_INPUT', '--masked 和 --full 只能选一个')
  if (existsSync(path) && !values.force) throw new DomainError('BAD_INPUT', `${path} 已存在；要覆盖请加 --force`)
  const layout = layoutOf(values.layout)
  const from = values.from === undefined ? EVER.from : dayOf('--from', values.from)
  const to = values.to === undefined ? EVER.to : new Date(dayOf('--to', values.to).getTime() + DAY)
  if (values.full) audit({ reason: await reasonOf(values.reason), file: basename(path), layout, from, to })
  return withCity(async (city) => {
    const bar = openBar('导出')
    try {
      const done = await exportTickets(city, {
        path,
        layout,
        from,
        to,
        full: values.full,
        onProgress: (written, all) => bar.show(written / all, `${written}/${all} 件`),
      })
      bar.stop()
      console.log(`已导出 ${done} 件工单到 ${path}（${values.full ? '含个人信息，请妥善保管' : '个人信息已遮盖'}）`)
      return 0
    } finally {
      bar.stop()
    }
  })
}

function layoutOf(name: string): Layout {
  if (Object.hasOwn(LAYOUTS, name)) return name as Layout
  throw new DomainError('BAD_INPUT', `没有版式 ${name}，可选 ${Object.keys(LAYOUTS).join('、')}`)
}

function dayOf(option: string, given: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? readInstant(given) : undefined
  if (day instanceof Date) return day
  throw new DomainError('BAD_INPUT', `${option} 应为日期，如 2025-01-31，收到 ${given}`)
}

async function reasonOf(given: string | undefined): Promise<string> {
  const asked = given ?? (process.stdin.isTTY ? await ask('导出个人信息的事由：') : '')
  const reason = asked.trim()
  if (reason.length < 2) throw new DomainError('BAD_INPUT', '--full 会带出个人信息，请用 --reason 写明事由')
  return reason
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

/** Who took personal data out of the house, when and why: in the log whatever its level, before the first row. */
function audit(facts: Readonly<Record<string, unknown>>): void {
  createLog('info').info({ audit: 'export-full', by: operator(), at: new Date(), ...facts }, 'audit')
}

function operator(): string {
  try {
    return userInfo().username
  } catch {
    // A container's user may have no name.
    return String(process.getuid?.() ?? '')
  }
}
