import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { DomainError } from '../kernel/errors.ts'
import { type Encoding, readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

/** One row of a table as it stands in the file. */
export interface TableRow {
  /** Where it begins: the line of a CSV file, the row of a sheet; from 1. */
  line: number
  cells: string[]
  /** How much of the file has been read with it, 0..1. */
  share: number
}

/** A file with a table in it. */
export interface TableFile {
  /** SHA-256 of its bytes: the same table under another name is the same file. */
  id: string
  name: string
  /** Throws BAD_INPUT, naming the line, where the file cannot be read on. */
  rows(): AsyncGenerator<TableRow>
}

/** Looks a file over once: its hash, and for text which encoding it is in. Throws BAD_INPUT for what is no table. */
export async function openTable(path: string): Promise<TableFile> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new DomainError('BAD_INPUT', `找不到文件 ${path}`)
  if (found.size === 0) throw new DomainError('BAD_INPUT', `${path} 是空文件`)
  const { id, head, encoding } = await lookOver(path)
  const name = basename(path)
  if (isZip(head)) return { id, name, rows: () => readXlsx(path, found.size) }
  if (isOldExcel(head)) throw new DomainError('BAD_INPUT', `${name} 是旧版 Excel 格式 (.xls)，请另存为 .xlsx 或 CSV`)
  if (!encoding) throw new DomainError('BAD_INPUT', `${name} 不是 UTF-8、GB18030 或 UTF-16 编码的文本，也不是 .xlsx`)
  return { id, name, rows: () => readCsv(path, { encoding, size: found.size }) }
}

const isZip = (head: Buffer) => head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
const isOldExcel = (head: Buffer) => head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))

async function lookOver(path: string): Promise<{ id: string; head: Buffer; encoding: Encoding | undefined }> {
  const hash = createHash('sha256')
  const candidates = (['utf-8', 'gb18030'] as const).map((name) => ({
    name,
    decoder: new TextDecoder(name, { fatal: true }),
    fits: true,
  }))
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (head.length === 0) head = chunk.subarray(0, 4)
    for (const candidate of candidates) candidate.fits &&= decodes(candidate.decoder, chunk)
  }
  for (const candidate of candidates) candidate.fits &&= decodes(candidate.decoder)
  const fitting = candidates.find((candidate) => candidate.fits)?.name
  return { id: hash.digest('hex'), head, encoding: utf16(head) ?? fitting }
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true })
    else decoder.decode()
    return true
  } catch {
    return false
  }
}

/** What spreadsheets call "Unicode text" begins with a byte order mark. */
function utf16(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
}
