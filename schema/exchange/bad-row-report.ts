import { open } from 'node:fs/promises'
import { DomainError } from '../kernel/errors.ts'
import type { ImportReport } from './import.service.ts'
import { csvLines } from './write-table.ts'

const HEADING = `\uFEFF${csvLines([['行号', '列', '原因']])}`

/** The bad rows of an import as a CSV file that is written along the way; only its owner may read it. */
export async function openReport(path: string): Promise<ImportReport & { close(): Promise<void> }> {
  // Opened for appending, so that what an interrupted run wrote is still there.
  const file = await open(path, 'a', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('BAD_INPUT', `写不了 ${path}：${error.code ?? error.message}`)
  })
  let bytes = (await file.stat()).size
  const append = async (text: string) => {
    await file.appendFile(text)
    bytes += Buffer.byteLength(text)
  }
  return {
    get bytes() {
      return bytes
    },
    async begin(at) {
      await file.truncate(at)
      bytes = at
      if (at === 0) await append(HEADING)
    },
    async add(bad) {
      if (bad.length > 0) await append(csvLines(bad.map(({ line, column, reason }) => [String(line), column, reason])))
    },
    close: () => file.close(),
  }
}
