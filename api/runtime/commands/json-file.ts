import { readFile } from 'node:fs/promises'
import { DomainError } from '../../../schema/kernel/errors.ts'

/** What a JSON file says; throws BAD_INPUT for a file that is not there or is no JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new DomainError('BAD_INPUT', `没有这个文件：${path}`)
  })
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new DomainError('BAD_INPUT', `${path} 不是 JSON`)
  }
}
