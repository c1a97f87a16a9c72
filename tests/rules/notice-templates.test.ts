import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultyKeyword } from '../../bot/channels/simulator/wechat/keyword-checks.ts'
import {
  fillTemplate,
  fitKeyword,
  type KeywordKind,
  keywordKind,
  unknownKeywords,
} from '../../bot/channels/wechat-platform/notice-templates.rules.ts'

/** 09:00 in Shanghai. */
const now = new Date('2026-11-30T01:00:00Z')

const KINDS: KeywordKind[] = [
  'thing',
  'number',
  'letter',
  'symbol',
  'character_string',
  'time',
  'date',
  'amount',
  'phone_number',
  'car_number',
  'name',
  'phrase',
]

describe('a value is brought within the rule of its keyword', () => {
  it.each<[KeywordKind, string, string]>([
    ['thing', '建国路街道办事处', '建国路街道办事处'],
    ['thing', '光华路十二号门口的井盖坏了晚上很危险请尽快处理谢谢', '光华路十二号门口的井盖坏了晚上很危险请…'],
    ['thing', '两行\n字', '两行 字'],
    ['thing', '十九个字十九个字十九个字十九个字十九个😀😀', '十九个字十九个字十九个字十九个字十九个…'],
    ['thing', '', '无'],
    ['number', '共 12.5 元', '12.5'],
    ['number', '没有', '0'],
    ['character_string', '工单20261130-000001', '20261130-000001'],
    ['character_string', '中文', '-'],
    ['letter', 'ab-1', 'ab'],
    ['symbol', 'a!b?', '!?'],
    ['phrase', '已受理', '已受理'],
    ['phrase', '正在办理当中', '正在办理当'],
    ['phrase', 'replied', '处理中'],
    ['name', '建国路街道王小明同志办公室', '建国路街道王小明同志'],
    ['name', 'Anna Smith', 'Anna Smith'],
    ['name', '12', '市民'],
    ['phone_number', '电话 010-12345', '010-12345'],
    ['phone_number', '无', '12345'],
    ['amount', '￥30.5', '30.5元'],
    ['car_number', '粤a8z888', '粤A8Z888'],
    ['time', '11月30日 09:05', '2026年11月30日 09:05'],
    ['time', '15:01', '2026年11月30日 15:01'],
    ['time', '2026-12-01 8:05', '2026年12月1日 08:05'],
    ['time', '明天', '2026年11月30日 00:00'],
    ['date', '12月1日', '2026年12月1日'],
    ['date', '2月30日', '2026年11月30日'],
    ['date', '2027年1月2日 18:30', '2027年1月2日 18:30'],
  ])('%s %j → %j', (kind, value, expected) => {
    expect(fitKeyword(kind, value, now)).toBe(expected)
  })

  it.each(KINDS)('whatever is put into a %s, the platform takes it', (kind) => {
    const keyword = `${kind}1`
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.string({ unit: fc.constantFrom(...'0123456789年月日:-/. 中a粤￥+') }),
        ),
        (value) => {
          const data = fillTemplate({ id: 'x', keywords: { field: keyword } }, { field: value }, now)
          expect(faultyKeyword([keyword], data)).toBeUndefined()
        },
      ),
      { seed: 12345, numRuns: 500 },
    )
  })

  it('a field the notice does not have is no empty value', () => {
    const data = fillTemplate({ id: 'x', keywords: { unit: 'thing1', time: 'time2' } }, {}, now)
    expect(data).toEqual({ thing1: { value: '无' }, time2: { value: '2026年11月30日 00:00' } })
  })
})

describe('keywords', () => {
  it.each([
    ['thing1', 'thing'],
    ['character_string12', 'character_string'],
    ['enum1', undefined],
    ['thing', undefined],
    ['', undefined],
  ])('%j is a %s', (keyword, kind) => {
    expect(keywordKind(keyword)).toBe(kind)
  })

  it('unknown ones are named', () => {
    expect(unknownKeywords({ progress: { id: 'x', keywords: { a: 'thing1', b: 'enum2' } } })).toEqual(['enum2'])
    expect(unknownKeywords(undefined)).toEqual([])
  })
})
