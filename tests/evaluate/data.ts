import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the texts lie that models are measured on; they are not part of the project. */
const FOLDER = resolve(process.env['JIESU_DATA'] ?? join('..', 'shared', 'data'))

/**
 * The file's rows; undefined when this machine does not have it, and the evaluation says so and skips. Rows of the split
 * `heldout` are for judges alone: nothing here sees them, not even their words.
 */
export function dataRows<T>(path: string): T[] | undefined {
  const file = join(FOLDER, path)
  if (!existsSync(file)) return undefined
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T & { split?: unknown })
    .filter(({ split }) => split !== 'heldout')
}
