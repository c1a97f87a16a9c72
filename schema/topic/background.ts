import { readFileSync } from 'node:fs'
import { DomainError } from '../kernel/errors.ts'
import { backgroundOf } from './background.rules.ts'
import type { Background } from './grams.rules.ts'

/** What stands beside a table of counts: on what it was counted. Carries no text. */
export interface Manifest {
  date: string
  texts: number
  /** SHA-256 of the files it was counted on. */
  data: string[]
}

let shipped: Background | undefined

/** The table that ships, read when the first request comes: 512 KB. */
export function shippedBackground(): Background {
  return (shipped ??= readBackground(new URL('./weights/background.bin', import.meta.url)))
}

/** Reads a table and the manifest beside it (`x.bin`, `x.json`); BAD_INPUT when they are not of that kind. */
export function readBackground(file: string | URL): Background {
  const beside = String(file).replace(/\.bin$/, '.json')
  try {
    const manifest = JSON.parse(
      readFileSync(file instanceof URL ? new URL(beside) : beside, 'utf8'),
    ) as Partial<Manifest>
    const { texts } = manifest
    const background = typeof texts === 'number' && texts > 0 ? backgroundOf(readFileSync(file), texts) : undefined
    if (background) return background
  } catch (error) {
    throw new DomainError(
      'BAD_INPUT',
      `读不了 ${String(file)}：${error instanceof Error ? error.message : String(error)}`,
    )
  }
  throw new DomainError('BAD_INPUT', `${String(file)} 不是热点模型文件`)
}
