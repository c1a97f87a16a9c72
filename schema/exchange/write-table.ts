import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import { DomainError } from '../kernel/errors.ts'
import { guardFormula } from './cell.rules.ts'
import { MOST_SHEET_ROWS } from './read-xlsx.ts'

/** Writes a table row by row. The file has its name once it is whole; until then it is `<name>.part`. */
export interface TableWriter {
  add(rows: readonly (readonly string[])[]): Promise<void>
  /** Completes the file. */
  end(): Promise<void>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

/** How many rows a file of this name can take. */
export function rowLimit(path: string): number {
  return isSheet(path) ? MOST_SHEET_ROWS : Infinity
}

const isSheet = (path: string) => path.toLowerCase().endsWith('.xlsx')

/**
 * Opens a table for writing by its name's ending: .csv is streamed (UTF-8 with a byte order mark, so that spreadsheets
 * open it; CRLF; cells that would be formulas guarded), .xlsx is held in memory until the end, every cell as text. Only
 * its owner may read the file. Throws BAD_INPUT for another ending.
 */
export async function openTableWriter(path: string, heading: readonly string[]): Promise<TableWriter> {
  if (!isSheet(path) && !path.toLowerCase().endsWith('.csv')) {
    throw new DomainError('BAD_INPUT', `文件名应以 .csv 或 .xlsx 结尾：${path}`)
  }
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('BAD_INPUT', `写不了 ${path}：${error.code ?? error.message}`)
  })
  const writer = isSheet(path) ? sheetWriter(file) : csvWriter(file)
  await writer.add([heading])
  return {
    add: (rows) => writer.add(rows),
    async end() {
      await writer.end?.()
      await file.sync()
      await file.close()
      await rename(part, path)
    },
    async discard() {
      await file.close().catch(() => {})
      await rm(part, { force: true })
    },
  }
}

interface Inner {
  add(rows: readonly (readonly string[])[]): Promise<void>
  end?(): Promise<void>
}

function csvWriter(file: FileHandle): Inner {
  let begun = false
  return {
    async add(rows) {
      await file.appendFile(begun ? csvLines(rows) : `\uFEFF${csvLines(rows)}`)
      begun = true
    },
  }
}

/** Rows as CSV text, guarded and quoted where needed. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(guardFormula)),
    // The reader takes each kind of line end as one, so that each has to stand in quotes.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]|^\s|\s$/ },
  )
}

function sheetWriter(file: FileHandle): Inner {
  // Plain strings are text cells, whatever they begin with; objects for each would weigh more than the texts.
  const data: (string | null)[][] = []
  return {
    add(rows) {
      if (data.length + rows.length > MOST_SHEET_ROWS + 1) {
        throw new DomainError('BAD_INPUT', `.xlsx 至多 ${MOST_SHEET_ROWS} 行，请改用 .csv 或缩短日期范围`)
      }
      for (const row of rows) data.push(row.map((cell) => (cell === '' ? null : sheetText(cell))))
      return Promise.resolve()
    },
    async end() {
      await file.writeFile(await writeExcelFile(data, { stickyRowsCount: 1 }).toBuffer())
    },
  }
}

/** A sheet's own way of writing characters by number, where a text happens to look like it. */
const sheetText = (cell: string) => cell.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
