import { describe, expect, it } from 'vitest'
import type { PersonalKind } from '../../schema/personal/kinds.ts'
import { findPersonal } from '../../schema/personal/personal.rules.ts'
import { IMPERSONAL_SENTENCES, PERSONAL_SENTENCES } from './personal-sentences.ts'

/** The sentence without its marks, and where they stood. */
function unmarked(sentence: string) {
  const spans: { start: number; end: number; value: string }[] = []
  let text = ''
  for (const part of sentence.split(/(?=〈)|(?<=〉)/)) {
    const value = part.replaceAll(/[〈〉]/g, '')
    if (part.startsWith('〈')) spans.push({ start: text.length, end: text.length + value.length, value })
    text += value
  }
  return { text, spans, found: findPersonal(text) }
}

const listed = Object.entries(PERSONAL_SENTENCES).flatMap(([kind, sentences]) =>
  sentences.map((sentence) => ({ kind: kind as PersonalKind, ...unmarked(sentence) })),
)
const sentences = [...listed, ...IMPERSONAL_SENTENCES.map(unmarked)]

describe('what points at a person', () => {
  const wanted = sentences.flatMap(({ text, spans, found }) => spans.map((span) => ({ text, span, found })))
  const said = sentences.flatMap(({ text, spans, found }) => found.map((one) => ({ text, spans, one })))

  it(`is found whole: recall over ${wanted.length} stretches`, () => {
    const missed = wanted.filter(
      ({ span, found }) => !found.some(({ start, end }) => start <= span.start && span.end <= end),
    )
    expect(missed.map(({ text, span }) => `${text} → ${span.value}`)).toEqual([])
  })

  it(`and nothing else: precision over ${said.length} found`, () => {
    const wrong = said.filter(({ spans, one }) => !spans.some(({ start, end }) => one.start < end && start < one.end))
    expect(wrong.map(({ text, one }) => `${text} → ${one.kind} ${one.value}`)).toEqual([])
  })

  it('as what it is, for each role sees some kinds only', () => {
    const otherwise = listed.filter(({ kind, found }) => !found.some((one) => one.kind === kind))
    expect(otherwise.map(({ text, kind, found }) => `${text} → ${kind}, not ${found[0]?.kind}`)).toEqual([])
  })
})
