import { createReadStream } from 'node:fs'
import { Readable, pipeline } from 'node:stream'
import { type CsvError, type Info, parse } from 'csv-parse'
import { DomainError } from '../kernel/errors.ts'
import { unguardFormula } from './cell.rules.ts'
import type { TableRow } from './table-file.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** A row longer than this has an open quote in it; characters. */
const LONGEST_ROW = 1_000_000

/** The rows of a CSV file, streamed. Cells that our export guarded against being taken for formulas are taken back. */
export async function* readCsv(
  path: string,
  { encoding, size }: { encoding: Encoding; size: number },
): AsyncGenerator<TableRow> {
  let bytes = 0
  async function* decoded(): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding, { fatal: true })
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  }
  const text = decoded()
  const first = await text.next()
  const beginning = first.done ? '' : first.value
  async function* whole(): AsyncGenerator<string> {
    yield beginning
    yield* text
  }
  const parser = parse({
    info: true,
    delimiter: delimiterOf(beginning),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  })
  // Errors of the source reach whoever reads the parser; nobody waits for the pipeline itself.
  pipeline(Readable.from(whole()), parser, () => {})
  let lines = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield { line: lines + 1, cells: record.map(unguardFormula), share: Math.min(bytes / size, 1) }
      lines = info.lines
    }
  } catch (error) {
    throw unreadable(error, lines + 1)
  }
}

function unreadable(error: unknown, line: number): unknown {
  const code = (error as Partial<CsvError>).code
  if (!code?.startsWith('CSV_')) return error
  const quote = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
  return new DomainError('BAD_INPUT', `第 ${line} 行起读不下去：${quote ? '引号没有合上' : code}`, { line })
}

/** Commas, or what tables with another separator have in the lines where their heading may be. */
function delimiterOf(text: string): string {
  const line = /^(?:[^\r\n]*(?:\r\n|\n|\r)?){0,5}/.exec(text)?.[0] ?? ''
  const counted = [',', '\t', ';', '，'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}
