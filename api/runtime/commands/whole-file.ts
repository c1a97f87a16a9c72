import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { DomainError } from '../../../schema/kernel/errors.ts'

/** What is being written and has not got its name yet; nothing of it stays when the command ends early. */
const unfinished = new Set<string>()

function begin(path: string): string {
  if (unfinished.size === 0) {
    process.once('exit', () => unfinished.forEach((part) => rmSync(part, { force: true })))
    // Ctrl-C ends the process with the code that shells expect, by way of the line above.
    process.once('SIGINT', () => process.exit(130))
    process.once('SIGTERM', () => process.exit(143))
  }
  const part = `${path}.part`
  unfinished.add(part)
  return part
}

async function finish(part: string, path: string): Promise<void> {
  await rename(part, path)
  unfinished.delete(part)
}

function unwritable(path: string, error: unknown): DomainError {
  return new DomainError('BAD_INPUT', `写不了 ${path}：${error instanceof Error ? error.message : String(error)}`)
}

/** Writes a file that appears under its name only when it is whole; `-` is standard output. Throws BAD_INPUT. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  if (path === '-') return void process.stdout.write(content)
  try {
    const part = begin(path)
    await writeFile(part, content)
    await finish(part, path)
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** The same for what comes piece by piece; nothing is opened before the first piece. */
export function openWhole(path: string): { write(text: string): Promise<void>; close(): Promise<void> } {
  let out: NodeJS.WritableStream | undefined
  const part = path === '-' ? '-' : begin(path)
  const open = async () => {
    if (path === '-') {
      // Whoever reads has seen enough (head, less): no fault of the command.
      return process.stdout.once('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1))
    }
    const file = createWriteStream(part)
    await once(file, 'open').catch((error: unknown) => {
      throw unwritable(path, error)
    })
    return file
  }
  return {
    async write(text) {
      out ??= await open()
      if (!out.write(text)) await once(out, 'drain')
    },
    async close() {
      out ??= await open()
      if (path === '-') return
      out.end()
      await once(out, 'finish')
      await finish(part, path)
    },
  }
}
