import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openReport } from '../../../schema/exchange/bad-row-report.ts'
import { type BadRow, type ImportResult, importTable } from '../../../schema/exchange/import.service.ts'
import { openTable } from '../../../schema/exchange/table-file.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { openBar } from './progress.ts'
import { IN_PART } from './run.ts'
import { withCity } from './with-city.ts'

export const IMPORT_USAGE =
  '用法：npm run import -- 文件.xlsx|文件.csv [--dry-run 只检查] [--report 问题行.csv] [--resume 接着上次] [--default-year 2025]'

/** Bad rows that are shown when no report is asked for. */
const SHOWN = 20

/** What `npm run import` does with these arguments; gives its exit code. */
export async function importFile(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      report: { type: 'string' },
      resume: { type: 'boolean', default: false },
      'default-year': { type: 'string' },
    },
  })
  const [path, ...more] = positionals
  if (!path || more.length > 0) throw new DomainError('BAD_INPUT', IMPORT_USAGE)
  if (values.report !== undefined && resolve(values.report) === resolve(path)) {
    throw new DomainError('BAD_INPUT', '--report 应是另一个文件，它会被写过去')
  }
  const defaultYear = yearOf(values['default-year'])
  const dryRun = values['dry-run']
  const file = await openTable(path)
  return withCity(async (city) => {
    const report = values.report === undefined ? undefined : await openReport(values.report)
    const bar = openBar(dryRun ? '检查' : '导入')
    const shown: BadRow[] = []
    try {
      const result = await importTable(city, file, {
        dryRun,
        resume: values.resume,
        ...(defaultYear !== undefined && { defaultYear }),
        ...(report && { report }),
        onBad: (bad) => void shown.push(...bad.slice(0, Math.max(SHOWN - shown.length, 0))),
        onProgress: ({ share, ...counts }) => bar.show(share, countsOf(counts)),
      })
      bar.stop()
      if (!report) for (const { line, column, reason } of shown) console.error(`第 ${line} 行 ${column}：${reason}`)
      for (const line of summary(file.name, result, dryRun, values.report)) console.log(line)
      return result.bad > 0 ? IN_PART : 0
    } finally {
      bar.stop()
      await report?.close()
    }
  })
}

function yearOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (/^(19|20)\d{2}$/.test(given)) return Number(given)
  throw new DomainError('BAD_INPUT', `--default-year 应为四位年份，收到 ${given}`)
}

function countsOf({ rows, added, there, bad }: Pick<ImportResult, 'rows' | 'added' | 'there' | 'bad'>): string {
  return `${rows} 行 · 新增 ${added} · 已有 ${there} · 有问题 ${bad}`
}

function summary(name: string, result: ImportResult, dryRun: boolean, report: string | undefined): string[] {
  const { skipped, extraColumns, unknownUnits, bad } = result
  return [
    `${name}：${countsOf(result)}${dryRun ? '（只是检查，没有写入）' : ''}`,
    ...(skipped > 0 ? [`其中 ${skipped} 行上次已经做完`] : []),
    ...(extraColumns.length > 0 ? [`不认识的列：${extraColumns.join('、')}（原样保存，--full 导出时带上）`] : []),
    ...(unknownUnits.length > 0 ? [`没有登记的承办单位：${firstOf(unknownUnits)}（按原名计入）`] : []),
    ...(bad > 0 ? [report ? `问题行见 ${report}` : `问题行最多列出 ${SHOWN} 条，全部请加 --report 文件名.csv`] : []),
  ]
}

function firstOf(names: readonly string[]): string {
  const first = names.slice(0, SHOWN).join('、')
  return names.length > SHOWN ? `${first} 等 ${names.length} 个` : first
}
