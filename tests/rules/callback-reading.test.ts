import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../bot/channels/inbound/json.ts'
import { isFresh, sortedSha1 } from '../../bot/channels/inbound/signature.ts'
import { parseXml } from '../../bot/channels/inbound/xml.ts'

describe('JSON with 64-bit ids', () => {
  it.each([
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['{"id":-9223372036854775808}', { id: '-9223372036854775808' }],
    ['[1234567890123456]', ['1234567890123456']],
    ['{"id":123456789012345}', { id: 123456789012345 }],
    ['{"a":"12345678901234567890","b":1}', { a: '12345678901234567890', b: 1 }],
    [
      '{"a":"x \\" 12345678901234567890","b":12345678901234567890}',
      { a: 'x " 12345678901234567890', b: '12345678901234567890' },
    ],
    ['{"x":39.5000000000000000000}', { x: 39.5 }],
    ['{"x":10000000000000000000.0}', { x: 1e19 }],
    ['{"x":1e20,"y":1000000000000000000e3}', { x: 1e20, y: 1e21 }],
    ['\ufeff{"a":1}', { a: 1 }],
  ])('%s', (text, value) => {
    expect(parseJson(Buffer.from(text))).toEqual(value)
  })

  it('does not make prototypes', () => {
    parseJson(Buffer.from('{"__proto__":{"admin":true}}'))
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it.each(['{"a":1', "{'a':1}", '{"a":01}', '', 'NaN', '['.repeat(33) + ']'.repeat(33)])('%j is refused', (text) => {
    expect(() => parseJson(Buffer.from(text))).toThrow(/JSON/)
  })
})

describe('XML of pushes', () => {
  it('reads elements, CDATA and lists; nothing is a number', () => {
    const xml = '<?xml version="1.0"?>\n<xml>\n <A><![CDATA[ 1<2 ]]></A><B>007</B><C><D>1</D><D>2</D></C><E/></xml>\n'
    expect(parseXml(Buffer.from(xml))).toMatchObject({ A: ' 1<2 ', B: '007', C: { D: ['1', '2'] }, E: '' })
  })

  it.each([
    '<xml><a>1</b></xml>',
    '<xml><a>1</a>',
    '<xml></xml><xml></xml>',
    '<xml><!-- hush --></xml>',
    '<!DOCTYPE xml><xml><a>1</a></xml>',
    '<xml><![CDATA[open</xml>',
    '<xml><a <b>1</b></a></xml>',
    '<html><a>1</a></html>',
    'text<xml><a>1</a></xml>',
    '<xml><a>1</a></xml>text',
    '<xml><__proto__>1</__proto__></xml>',
    `<xml>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</xml>`,
    '<xml>',
    '<xml/>',
  ])('%s is refused', (xml) => {
    expect(() => parseXml(Buffer.from(xml))).toThrow(/XML/)
  })

  it('entities are left as they stand', () => {
    expect(parseXml(Buffer.from('<xml><a>&lt;&unknown;</a></xml>'))['a']).toBe('&lt;&unknown;')
  })
})

describe('timestamps', () => {
  const now = new Date('2026-11-30T01:00:00Z')
  const seconds = now.getTime() / 1000
  it.each([
    [String(seconds), true],
    [String(seconds - 300), true],
    [String(seconds - 301), false],
    [String(seconds + 300), true],
    [String(seconds + 301), false],
    [String(seconds * 1000), true],
    [String(seconds * 1000 - 300_001), false],
    ['', false],
    ['-1', false],
    ['1e9', false],
    ['now', false],
  ])('%j fresh: %s', (timestamp, fresh) => {
    expect(isFresh(timestamp, now)).toBe(fresh)
  })
})

it('the signature does not depend on the order of its parts', () => {
  expect(sortedSha1(['b', 'a', 'c'])).toBe(sortedSha1(['c', 'b', 'a']))
})

describe('XML, held against a general parser', () => {
  const general = new XMLParser({
    processEntities: false,
    parseTagValue: false,
    trimValues: false,
    ignoreDeclaration: true,
  })
  const tree: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(
        fc.constantFrom('A', 'b_1', 'List', 'MsgId'),
        fc.oneof(
          { depthSize: 'small' },
          fc.string({ maxLength: 20 }).map((text) => `<![CDATA[${text.replaceAll(']]>', '')}]]>`),
          fc.stringMatching(/^[\w&;. ]{0,10}$/),
          fc.array(tie('element'), { maxLength: 4 }).map((parts) => parts.join('')),
        ),
      )
      .map(([name, inner]) => `<${name}>${inner}</${name}>`),
  })).element

  it('reads the same of whatever has the form of a push', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), (parts) => {
        const xml = `<xml>${parts.join('')}</xml>`
        const wanted: unknown = (general.parse(xml) as { xml: unknown }).xml
        expect(JSON.parse(JSON.stringify(parseXml(Buffer.from(xml))))).toEqual(wanted)
      }),
      { seed: 12345, numRuns: 500 },
    )
  })
})
