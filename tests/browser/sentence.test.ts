import { describe, expect, it } from 'vitest'
import { joinReasons } from '../../api/pages/case/reasons.ts'
import { segments } from '../../api/pages/case/segments.ts'
import type { Evidence } from '../../api/pages/graph/types.ts'

const TEXT = '光华路的井盖松动，差点摔倒'

const because = (field: string, words: string): Evidence => {
  const start = TEXT.indexOf(words)
  return { field, start, end: start + words.length, text: words, why: '' }
}

describe('the sentence taken apart', () => {
  it('keeps every character, in order, whatever overlaps', () => {
    const evidence = [because('place', '光华路'), because('category', '井盖松动'), because('urgency', '松动，差点摔倒')]
    expect(
      segments(TEXT, evidence)
        .map(({ text }) => text)
        .join(''),
    ).toBe(TEXT)
  })

  it('gives an overlap both fields, and a label only where a field begins', () => {
    const found = segments(TEXT, [because('category', '井盖松动'), because('urgency', '松动，差点摔倒')])
    expect(found.map(({ text, fields, labels }) => [text, fields, labels])).toEqual([
      ['光华路的', [], []],
      ['井盖', ['category'], ['category']],
      ['松动', ['category', 'urgency'], ['urgency']],
      ['，差点摔倒', ['urgency'], []],
    ])
  })

  it('names a field in the label before where its own would run into it', () => {
    const found = segments(TEXT, [because('category', '井盖松'), because('urgency', '盖松动'), because('kind', '摔倒')])
    expect(found.filter(({ labels }) => labels.length > 0).map(({ text, labels }) => [text, labels])).toEqual([
      ['井', ['category', 'urgency']],
      ['摔倒', ['kind']],
    ])
  })

  it('names spans of one field that touch only once', () => {
    const found = segments(TEXT, [because('place', '光华路'), because('place', '的井盖')])
    expect(found.flatMap(({ labels }) => labels)).toEqual(['place'])
  })

  it.each([
    ['a span beyond the text', { field: 'kind', start: 10, end: 99, text: '', why: '' }],
    ['a span before the text', { field: 'kind', start: -1, end: 2, text: '', why: '' }],
    ['an empty span', { field: 'kind', start: 3, end: 3, text: '', why: '' }],
  ])('ignores %s', (_, evidence) => {
    expect(segments(TEXT, [evidence])).toEqual([{ text: TEXT, fields: [], labels: [] }])
  })
})

describe('the reasons', () => {
  it('say once what several words say alike, and leave the others alone', () => {
    expect(
      joinReasons(['“工地”指向噪声', '“打桩”指向噪声', '“工地”指向噪声', '提到“江南街道”', '“吵”是投诉的说法']),
    ).toEqual(['“工地”“打桩”指向噪声', '提到“江南街道”', '“吵”是投诉的说法'])
  })
})
