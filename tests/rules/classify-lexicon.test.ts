import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLexicon, findWords, longestOnly } from '../../schema/classify/lexicon.rules.ts'

const found = (words: string[], text: string) =>
  findWords(buildLexicon(words.map((word) => [word, word] as const)), text).map(({ start, end }) =>
    text.slice(start, end),
  )

describe('a lexicon finds words in a text', () => {
  it('also inside one another', () => {
    expect(found(['火灾', '火灾隐患', '隐患'], '有火灾隐患')).toEqual(['火灾', '火灾隐患', '隐患'])
  })

  it('in capitals and full width as well', () => {
    expect(found(['ktv'], 'KTV和ｋｔｖ')).toEqual(['KTV', 'ｋｔｖ'])
  })

  it('with everything the word stands for', () => {
    const lexicon = buildLexicon([
      ['停水', 'urgent'],
      ['停水', 'water'],
      ['', 'nothing'],
    ])
    expect(findWords(lexicon, '停水')).toEqual([{ start: 0, end: 2, values: ['urgent', 'water'] }])
  })

  it('said haltingly, where so many pauses are allowed', () => {
    const lexicon = buildLexicon([['停电', 1]])
    expect(findWords(lexicon, '停…电', 0)).toEqual([])
    expect(findWords(lexicon, '停…电，停……电，停', 1)).toEqual([{ start: 0, end: 3, values: [1] }])
    expect(findWords(lexicon, '停……电，停…', 2)).toEqual([{ start: 0, end: 4, values: [1] }])
  })

  it('exactly where they are', () => {
    const letters = fc.string({ unit: fc.constantFrom('水', '电', '停', '路'), maxLength: 12 })
    const words = fc.array(fc.string({ unit: fc.constantFrom('水', '电', '停', '路'), minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(letters, words, (text, list) => {
        const expected = Array.from(text, (_, start) => start).flatMap((start) =>
          [...new Set(list)].filter((word) => text.startsWith(word, start)).sort((a, b) => a.length - b.length),
        )
        expect(found([...new Set(list)], text)).toEqual(expected)
      }),
    )
  })
})

it('of overlapping words keeps the first, and of those the longest', () => {
  const kept = longestOnly([
    { start: 0, end: 2 },
    { start: 0, end: 4 },
    { start: 2, end: 4 },
    { start: 4, end: 6 },
  ])
  expect(kept).toEqual([
    { start: 0, end: 4 },
    { start: 4, end: 6 },
  ])
})
