import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { openBar } from './progress.ts'
import { IN_PART } from './run.ts'
import { openWhole } from './whole-file.ts'

/** A line that is no row: its number (from 1) and what is wrong with it. */
export interface BadLine {
  line: number
  reason: string
}

/** Bad lines that are kept to be shown. */
const SHOWN = 20

/** What reads one row out of a parsed line, or says in a sentence why it is none (a thrown DomainError). */
export type ReadRow<T> = (value: unknown) => T

/**
 * Every row of a JSONL file, in order, with its line; a line that is no row goes to `onBad` and the reading goes on. A name
 * that ends in .gz is unpacked on the way, `-` is standard input. Throws BAD_INPUT where the file cannot be read.
 */
export async function* readRows<T>(
  path: string,
  read: ReadRow<T>,
  { onBad, label }: { onBad: (bad: BadLine) => void; label?: string },
): AsyncGenerator<{ row: T; line: number }> {
  const { text, share, close } = await openText(path)
  const bar = label === undefined || path === '-' ? undefined : openBar(label)
  const lines = createInterface({ input: text, crlfDelay: Infinity })
  let line = 0
  try {
    for await (const written of lines) {
      line += 1
      const plain = line === 1 ? written.replace(/^\uFEFF/, '') : written
      if (plain.trim() === '') continue
      try {
        yield { row: read(parse(plain)), line }
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        onBad({ line, reason: error.message })
      }
      if (line % 200 === 0) bar?.show(share(), `${line} 行`)
    }
  } catch (error) {
    if (error !== text.errored) throw error
    throw new DomainError('BAD_INPUT', `读不了 ${path}：${text.errored?.message}`)
  } finally {
    bar?.stop()
    close()
  }
}

/** Writes rows to a file that appears under its name only when it is whole. */
export function openRows(path: string): { write(row: unknown): Promise<void>; close(): Promise<void> } {
  const { write, close } = openWhole(path)
  return { write: (row) => write(`${JSON.stringify(row)}\n`), close }
}

/**
 * A whole command that turns each row into another: reads, writes, tells the bad lines and a summary; gives the exit code.
 * The summary goes to standard error where the rows go to standard output.
 */
export async function eachRow<T>(
  { input, output }: { input: string; output: string },
  read: ReadRow<T>,
  into: (row: T) => unknown,
  { label, summary }: { label: string; summary: (done: number, bad: number) => string },
): Promise<number> {
  const bad = collectBad()
  const out = openRows(output)
  let done = 0
  for await (const { row } of readRows(input, read, { onBad: bad.onBad, label })) {
    await out.write(into(row))
    done += 1
  }
  await out.close()
  bad.report()
  const say = output === '-' ? console.error : console.log
  say(summary(done, bad.count()))
  return bad.count() > 0 ? IN_PART : 0
}

/** Keeps the bad lines of a run and says them at its end. */
export function collectBad(): { onBad: (bad: BadLine) => void; count(): number; report(): void } {
  const shown: BadLine[] = []
  let count = 0
  return {
    onBad(bad) {
      count += 1
      if (shown.length < SHOWN) shown.push(bad)
    },
    count: () => count,
    report() {
      for (const { line, reason } of shown) console.error(`第 ${line} 行：${reason}`)
      if (count > shown.length) console.error(`另有 ${count - shown.length} 行有问题`)
    },
  }
}

/** The two files of a command that turns one into the other; refuses to write over what it reads. */
export function inAndOut(positionals: readonly string[], usage: string): { input: string; output: string } {
  const [input, output, ...more] = positionals
  if (!input || !output || more.length > 0) throw new DomainError('BAD_INPUT', usage)
  if (input !== '-' && resolve(input) === resolve(output))
    throw new DomainError('BAD_INPUT', '输出应是另一个文件，输入会被写过去')
  return { input, output }
}

interface OpenText {
  text: Readable
  /** How much of the file has been read, 0..1. */
  share(): number
  close(): void
}

async function openText(path: string): Promise<OpenText> {
  if (path === '-') return { text: process.stdin, share: () => 0, close: () => undefined }
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new DomainError('BAD_INPUT', `没有这个文件：${path}`)
  const file = createReadStream(path)
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  // A pipe does not hand on errors; the reader sees them when the text ends.
  file.once('error', (error) => text.destroy(error))
  return { text, share: () => file.bytesRead / Math.max(found.size, 1), close: () => file.destroy() }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('BAD_INPUT', '不是一行 JSON')
  }
}
