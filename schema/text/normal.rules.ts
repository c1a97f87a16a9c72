import { toSimplified } from '../citizen/script.rules.ts'
import { fillersIn } from './fillers.rules.ts'
import { isIdeograph, readAt } from './letters.rules.ts'
import { withoutRepeats } from './repeats.rules.ts'

/** A text as rules and models read it, and where each of its characters stood in the words as they were said. */
export interface NormalText {
  text: string
  /** UTF-16 position in the original of each position in `text`, and of its end: one longer than `text`. */
  from: Uint32Array
  /** Where what each position of `text` stands for ends in the original. */
  until: Uint32Array
}

/**
 * Simplified characters, half-width, small letters, plain quotes, one space for many; emoji as their meaning, web
 * addresses and what cannot be seen left out; no words that only gain time, nobody saying the same thing on and on.
 * Models are trained on this: what changes here changes what they know.
 */
export function normalText(original: string): NormalText {
  if (latest?.original === original) return latest.normal
  const plain = inPlainLetters(original)
  const said = cut(plain, withoutFillers(plain.text))
  const normal = pack(cut(said, withoutRepeats(said.text)), original)
  latest = { original, normal }
  return normal
}

/** The text that was read last: what a message is about and how it is meant is asked one after the other. */
let latest: { original: string; normal: NormalText } | undefined

/** Where a stretch of the normal text (end exclusive) stands in the original; what was left out inside it is in it. */
export function inOriginal(
  { from, until }: NormalText,
  span: { start: number; end: number },
): { start: number; end: number } {
  const start = from[span.start] ?? 0
  return { start, end: span.end > span.start ? (until[span.end - 1] ?? start) : start }
}

interface Draft {
  text: string
  from: readonly number[]
  until: readonly number[]
}

function inPlainLetters(original: string): Draft {
  let text = ''
  const from: number[] = []
  const until: number[] = []
  for (let at = 0; at < original.length;) {
    const code = original.charCodeAt(at)
    if (isIdeograph(code)) {
      text += original[at]
      from.push(at)
      until.push(at + 1)
      at += 1
      continue
    }
    const read = readAt(original, at)
    for (const letter of read.text.split('')) {
      if (letter === ' ' && (text === '' || text.endsWith(' '))) continue
      text += letter
      from.push(at)
      until.push(at + read.length)
    }
    at += read.length
  }
  const length = text.endsWith(' ') ? text.length - 1 : text.length
  return { text: simplify(text.slice(0, length)), from: from.slice(0, length), until: until.slice(0, length) }
}

/** 著 is 着 in 著火 and 看著, and itself in 著名 and 显著: the converter leaves it alone. */
const AS_ZHE = /(?<![显原名专土编论遗巨译昭卓执拙合])著(?![名作称书述者录])/g

function simplify(text: string): string {
  return toSimplified(text).replace(AS_ZHE, '着')
}

/** Positions of what is not a filler; all of them when there is nothing else: an 嗯 alone is an answer. */
function withoutFillers(text: string): readonly number[] | 'all' {
  const fillers = fillersIn(text)
  if (fillers.length === 0) return 'all'
  const kept: number[] = []
  let at = 0
  for (const { start, end } of [...fillers, { start: text.length, end: text.length }]) {
    for (; at < start; at++) kept.push(at)
    at = end
  }
  return kept.length > 0 ? kept : 'all'
}

function cut(draft: Draft, kept: readonly number[] | 'all'): Draft {
  if (kept === 'all' || kept.length === draft.text.length) return draft
  return {
    text: kept.map((at) => draft.text[at]).join(''),
    from: kept.map((at) => draft.from[at] ?? 0),
    until: kept.map((at) => draft.until[at] ?? 0),
  }
}

function pack({ text, from, until }: Draft, original: string): NormalText {
  return { text, from: Uint32Array.from([...from, original.length]), until: Uint32Array.from(until) }
}
