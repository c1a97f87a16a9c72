import { readSheet } from 'read-excel-file/node'
import { DomainError } from '../kernel/errors.ts'
import { digitsOf } from './cell.rules.ts'
import type { TableRow } from './table-file.ts'

/** A sheet is held in memory as a whole; measured figures stand in the README. */
export const MOST_SHEET_ROWS = 50_000
/** Of a file as it lies on disk, packed. */
const MOST_BYTES = 64 * 1024 * 1024

/** The rows of the first sheet of an .xlsx file. Throws BAD_INPUT for one that is damaged or too large. */
export async function* readXlsx(path: string, size: number): AsyncGenerator<TableRow> {
  if (size > MOST_BYTES) throw tooLarge(`${Math.round(size / 1024 / 1024)} MB`)
  const rows = await readSheet(path, 1, { trim: false, parseNumber: digitsOf }).catch((error: unknown) => {
    throw new DomainError('BAD_INPUT', `读不了这个 .xlsx 文件：${error instanceof Error ? error.message : '已损坏'}`)
  })
  // One for the heading.
  if (rows.length > MOST_SHEET_ROWS + 1) throw tooLarge(`${rows.length - 1} 行`)
  for (const [index, row] of rows.entries()) {
    yield { line: index + 1, cells: row.map(textOf), share: (index + 1) / rows.length }
  }
}

const tooLarge = (found: string) =>
  new DomainError('BAD_INPUT', `.xlsx 文件太大（${found}）：至多 ${MOST_SHEET_ROWS} 行、64 MB，请另存为 CSV 再导入`)

/** A date cell is wall time, which the reader hands over as if it were UTC. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? value : ''
}
