import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characters, cutPolitely, splitPolitely, utf8Bytes } from '../../bot/channels/outbound/cut.ts'

describe('cutting a text', () => {
  it.each([
    ['短的留着。', 20, '短的留着。'],
    ['第一句。第二句很长很长很长。', 10, '第一句。第二句很长…'],
    ['第一句话说完了。第二句', 10, '第一句话说完了。…'],
    ['😀😀😀😀', 4, '😀…'],
  ])('%j to %i characters is %j', (text, limit, expected) => {
    expect(cutPolitely(text, limit, characters)).toBe(expected)
  })

  it('never passes the limit and never tears a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 20, max: 200 }), (text, limit) => {
        const cut = cutPolitely(text, limit, utf8Bytes, '…（续）')
        expect(utf8Bytes(cut)).toBeLessThanOrEqual(limit)
        // A torn pair of surrogates would not survive the way through UTF-8.
        expect(Buffer.from(cut).toString()).toBe(cut)
      }),
      { seed: 12345 },
    )
  })
})

describe('splitting a text', () => {
  it('loses nothing when there are parts enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'已派人。，查\n看a'), maxLength: 300 }), (text) => {
        const parts = splitPolitely(text, 50, characters, 20)
        expect(parts.every((part) => part !== '' && part.length <= 50)).toBe(true)
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      }),
      { seed: 12345 },
    )
  })
})
