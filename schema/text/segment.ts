import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'

const require = createRequire(import.meta.url)

let jieba: Jieba | undefined
let taught: readonly string[] = []
/** Words nobody has asked for yet: they are only looked up when the first text is cut. */
let untold: (() => readonly string[])[] = []

/** Loads the dictionary when the first text comes: some 0.3 s and 70 MB that an idle process does without. */
function loaded(): Jieba {
  if (untold.length > 0) teachUntold()
  if (jieba) return jieba
  const { Jieba: Segmenter } = require('@node-rs/jieba') as typeof import('@node-rs/jieba')
  const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js')
  jieba = Segmenter.withDict(dict)
  if (taught.length > 0) jieba.loadDict(dictionary(taught))
  return jieba
}

/** The city's own words: places, units, matters. They are kept whole when texts are cut. */
export function teachWords(words: readonly string[]): void {
  taught = [...new Set([...taught, ...words])]
  jieba?.loadDict(dictionary(words))
}

/** The same, for words that take work to gather: `words` is called when the first text is cut, so that an idle start stays light. */
export function teachWordsLater(words: () => readonly string[]): void {
  untold.push(words)
}

function teachUntold(): void {
  const sources = untold
  untold = []
  teachWords(sources.flatMap((source) => source()))
}

/** Cuts a normalised text into words, punctuation included; unknown names are guessed (HMM). */
export function cutWords(text: string): string[] {
  return loaded().cut(text, true)
}

/** Frequent enough to win over the pieces they are made of. */
function dictionary(words: readonly string[]): Uint8Array {
  return Buffer.from(words.map((word) => `${word} 100000 nz`).join('\n'))
}
