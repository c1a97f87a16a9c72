import { describe, expect, it } from 'vitest'
import { demoRegisters } from '../../schema/demo/registers.ts'
import { readInstant } from '../../schema/exchange/instant.rules.ts'
import { normalise } from '../../schema/ticket/normalise.rules.ts'
import { normaliseRow, readNormaliseRow } from '../../schema/ticket/normalise-row.rules.ts'
import { LONGEST_TITLE, titleOf } from '../../schema/ticket/title.rules.ts'

const registers = demoRegisters()
const now = new Date('2026-11-25T01:00:00Z')
const read = (value: unknown) => readNormaliseRow(value, readInstant)
const row = (text: string, more = {}) => normaliseRow(registers, read({ id: 1, text, ...more }), now)

describe('a row of a file', () => {
  it.each([
    [null, '不是一个对象'],
    [[], '不是一个对象'],
    [{ text: '井盖坏了' }, '没有 id'],
    [{ id: 1 }, '没有 text'],
    [{ id: 1, text: '  ', subject: '' }, '没有 text'],
    [{ id: 1, text: 7 }, 'text 应为文字'],
    [{ id: 1, text: '井盖坏了', subject: {} }, 'subject 应为文字'],
    [{ id: 1, text: '井盖坏了', time: '2026-02-30' }, '“2026-02-30”不是存在的时间'],
    [{ id: 1, text: '井盖坏了', time: 3 }, 'time 应为文字，如 2025-03-01 09:05:00'],
  ])('%j: %s', (value, reason) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', message: reason }))
  })

  it('may have no more than a subject', () => {
    expect(row('', { subject: '光华路井盖坏了' }).text).toBe('光华路井盖坏了')
  })

  it('reads the subject as its first line, once', () => {
    expect(row('光华路25号门口的井盖坏了三天了', { subject: '井盖坏了' }).text).toBe(
      '井盖坏了\n光华路25号门口的井盖坏了三天了',
    )
    expect(row('井盖坏了，在光华路', { subject: '井盖坏了' }).text).toBe('井盖坏了，在光华路')
  })
})

describe('everything derived', () => {
  const found = row('友谊小区停水了，老人没水喝，请尽快恢复，电话13800138000', { time: '2026-11-20 09:00' })

  it('in the city’s own words', () => {
    expect(found).toMatchObject({
      kind: '求助',
      category: { l1: '城乡建设', l2: '供水', sure: true },
      urgency: '紧急',
      sensitive: ['供水'],
      tier: { name: '基础民生' },
      place: { street: '新华街道', name: '友谊小区', confidence: expect.any(Number) },
      contact: ['138****8000'],
      dueAt: '2026-11-21T01:00:00.000Z',
    })
    expect(found.category.top.length).toBeLessThanOrEqual(3)
  })

  it('with method, version and the words it rests on', () => {
    for (const field of ['kind', 'category', 'urgency', 'sensitive', 'place']) {
      const why = found.why[field]
      expect(why?.method, field).toMatch(/^[a-z]+$/)
      expect(why?.version, field).toBeDefined()
      expect(why?.evidence.length, field).toBeGreaterThan(0)
      for (const { start, end, text } of why?.evidence ?? []) expect(found.text.slice(start, end)).toBe(text)
    }
    expect(found.why['place']?.confidence).toBe(found.place?.confidence)
  })

  it('without the telephone number anywhere', () => {
    expect(JSON.stringify(found)).not.toContain('13800138000')
  })

  it('and no place where none of the city is named', () => {
    expect(row('小区停水了').place).toBeUndefined()
  })
})

describe('titles are made of place and matter', () => {
  const title = (text: string) => {
    const request = { sourceKey: 's', channel: 'wechat', citizenKey: 'c', text, at: now }
    return titleOf(normalise(registers, request, 'n'))
  }
  it.each([
    ['光华路25号门口的井盖坏了三天了，请派人来修', '光华路井盖坏了三天了'],
    ['您好，友谊小区停水了，什么时候来水？电话13800138000', '友谊小区停水了'],
    ['楼上漏水到我家，物业不管，书院小区3号楼', '书院小区楼上漏水到我家'],
    ['请问居住证怎么办理？要带什么材料', '咨询：居住证怎么办理'],
    ['@澜城12345 举报有人在江月社区开会拉人头，骗老人交钱', '江月社区有人在开会拉人头'],
    ['桃李公园节假日人多，建议增设临时停车场', '建议：桃李公园增设临时停车场'],
    ['表扬建国街道的同志，路灯很快就修好了，特别感谢', /^表扬：.*路灯/],
    ['你好', '诉求'],
    ['The street light at 光华路25号 has been broken since last week', /^光华路路灯照明$/],
    ['我叫什么不重要13800138000，停水', /停水/],
  ])('%s → %s', (text, wanted) => {
    expect(title(text)).toMatch(wanted)
  })

  it('are short, whatever is said', () => {
    const long = '井盖坏了'.repeat(500)
    expect(Array.from(title(`光华路${long}`)).length).toBeLessThanOrEqual(LONGEST_TITLE)
  })
})
