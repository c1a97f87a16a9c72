import { createReadStream, createWriteStream } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { DomainError } from '../../../schema/kernel/errors.ts'
import { openBar } from './progress.ts'

/** A line that is no row: its number (from 1) and what is wrong with it. */
export interface BadLine {
  line: number
  reason: string
}

/** Bad lines that are kept to be shown. */
const SHOWN = 20

/** What reads one row out of a parsed line, or says in a sentence why it is none (a thrown DomainError). */
export type ReadRow<T> = (value: unknown) => T

/** Every row of a JSONL file, in order, with its line; a line that is no row goes to `onBad` and the reading goes on. */
export async function* readRows<T>(
  path: string,
  read: ReadRow<T>,
  { onBad, label }: { onBad: (bad: BadLine) => void; label?: string },
): AsyncGenerator<{ row: T; line: number }> {
  const size = await sizeOf(path)
  const stream = createReadStream(path)
  const bar = label === undefined ? undefined : openBar(label)
  let line = 0
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      line += 1
      const plain = line === 1 ? text.replace(/^\uFEFF/, '') : text
      if (plain.trim() === '') continue
      try {
        yield { row: read(parse(plain)), line }
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        onBad({ line, reason: error.message })
      }
      if (line % 200 === 0) bar?.show(stream.bytesRead / Math.max(size, 1), `${line} 行`)
    }
  } finally {
    bar?.stop()
    stream.destroy()
  }
}

/** Writes rows to a file that appears under its name only when it is whole. */
export async function openRows(path: string): Promise<{ write(row: unknown): Promise<void>; close(): Promise<void> }> {
  const unfinished = `${path}.part`
  const out = createWriteStream(unfinished)
  await once(out, 'open').catch((error: unknown) => {
    throw new DomainError('BAD_INPUT', `写不了 ${path}：${error instanceof Error ? error.message : String(error)}`)
  })
  return {
    async write(row) {
      if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain')
    },
    async close() {
      out.end()
      await once(out, 'finish')
      await rename(unfinished, path)
    },
  }
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
  if (resolve(input) === resolve(output)) throw new DomainError('BAD_INPUT', '输出应是另一个文件，输入会被写过去')
  return { input, output }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new DomainError('BAD_INPUT', `没有这个文件：${path}`)
  return found.size
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('BAD_INPUT', '不是一行 JSON')
  }
}
