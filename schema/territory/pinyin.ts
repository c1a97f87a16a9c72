import { createRequire } from 'node:module'
import type { pinyin } from 'pinyin-pro'

const require = createRequire(import.meta.url)

let spell: typeof pinyin | undefined

/** Loaded at the first text that needs it: some 50 ms and 17 MB that an idle process does without. */
function loaded(): typeof pinyin {
  spell ??= (require('pinyin-pro') as typeof import('pinyin-pro')).pinyin
  return spell
}

/** How a name is read, a syllable for each character, without tones; characters of several readings by their company. */
export function syllablesOf(name: string): string[] {
  return loaded()(name, { toneType: 'none', type: 'array', v: true })
}

const READINGS = new Map<string, readonly string[]>()

/** Every way to read one character, without tones. */
export function readingsOf(character: string): readonly string[] {
  const known = READINGS.get(character)
  if (known) return known
  const found = loaded()(character, { toneType: 'none', type: 'array', multiple: true, v: true })
  const readings = [...new Set(found)].slice(0, 3)
  READINGS.set(character, readings)
  return readings
}
