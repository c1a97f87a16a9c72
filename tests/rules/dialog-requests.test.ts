import { describe, expect, it } from 'vitest'
import { missing, readRequest } from '../../bot/dialog/request.rules.ts'
import { readLanguage, spokenLanguage } from '../../schema/citizen/language.rules.ts'
import { toSimplified } from '../../schema/citizen/script.rules.ts'
import { toTraditional } from '../../schema/citizen/traditional.ts'
import { readSaid } from '../../schema/classify/said.rules.ts'
import { inChinese, understand } from '../../schema/classify/understand.rules.ts'
import { TEXTS } from '../../bot/texts/texts.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer } = demoRegisters()

describe('which language', () => {
  it.each([
    ['路灯坏了', 'zh-Hans'],
    ['路燈壞了', 'zh-Hant'],
    ['請問居住證怎麼辦理', 'zh-Hant'],
    ['光华路井盖不见了，请派人来', 'zh-Hans'],
    ['Hello', 'en'],
    ['The street light is broken', 'en'],
    ['The street light at 光华路25号 is broken', 'en'],
    ['你好', undefined],
    ['ok', undefined],
    ['20261125-000001', undefined],
    ['KTV太吵', undefined],
    ['', undefined],
  ])('%s → %s', (text, language) => {
    expect(readLanguage(text)).toBe(language)
  })

  it('the last clear one counts; a name given in answer changes nothing', () => {
    expect(spokenLanguage('你好', 'zh-Hant', false)).toBe('zh-Hant')
    expect(spokenLanguage('路灯坏了', 'en', false)).toBe('zh-Hans')
    expect(spokenLanguage('莲塘新城', 'en', true)).toBe('en')
    expect(spokenLanguage('算了，撤回吧', 'en', false)).toBe('zh-Hans')
    expect(spokenLanguage('莲塘新城那边的路灯都坏了，晚上很黑', 'en', true)).toBe('zh-Hans')
    expect(spokenLanguage('hi', 'zh-Hans', false)).toBe('zh-Hans')
    expect(spokenLanguage('hi there', 'zh-Hans', false)).toBe('en')
    expect(spokenLanguage('13800138000', undefined, false)).toBeUndefined()
  })
})

describe('from script to script', () => {
  it.each([
    ['光華路25號門口的井蓋壞了', '光华路25号门口的井盖坏了'],
    ['裡面後面', '里面后面'],
    ['路灯坏了', '路灯坏了'],
    ['Hello 𠮷', 'Hello 𠮷'],
  ])('%s → %s, each character at its place', (text, simplified) => {
    expect(toSimplified(text)).toBe(simplified)
    expect(toSimplified(text)).toHaveLength(text.length)
  })

  it('back with the right character of several', async () => {
    expect(await toTraditional('头发和发票，后面和皇后，干净和干部')).toBe('頭髮和發票，後面和皇后，乾淨和幹部')
  })

  it('everything the bot says in traditional script is free of simplified characters', () => {
    const said = Object.values(TEXTS['zh-Hant']).map((text) =>
      typeof text === 'function'
        ? (text as (...args: string[]) => string)('一', '二', '三', '四')
        : JSON.stringify(text),
    )
    for (const text of said) expect(readLanguage(text), text).not.toBe('zh-Hans')
  })
})

describe('English is understood by what its words are called', () => {
  it.each([
    ['The street light is broken', '路灯', 'NORMAL'],
    ['There is a gas leak in my kitchen', '燃气泄漏', 'EMERGENCY'],
    ['no water since yesterday', '停水', 'URGENT'],
    ['How do I apply for a residence permit', '居住证', 'NORMAL'],
    ['I was caught shoplifting', 'shoplifting', 'NORMAL'],
  ])('%s', (text, word, level) => {
    expect(inChinese(text)).toContain(word)
    expect(understand(text).urgency.level).toBe(level)
  })

  it('the evidence points into their own words', () => {
    const text = 'Hello, the manhole cover at 光华路 is broken, please fix it'
    const { category, kind } = understand(text)
    const words = [...category.evidence, ...kind.evidence].map(({ start, end }) => text.slice(start, end))
    expect(words).toContain('manhole cover')
    expect(words).toContain('broken')
    for (const { why } of category.evidence) expect(why).toMatch(/“manhole cover”/)
  })
})

describe('what is said beside matter and place', () => {
  it.each([
    ['井盖坏了三天了', ['三天了'], [], []],
    ['昨晚8点开始停水', ['昨晚8点'], [], []],
    ['每天半夜两点还在施工', ['每天半夜两点'], [], []],
    ['我姓周，电话13800138000', [], ['我姓周'], ['13800138000']],
    ['我母亲摔倒了', [], ['我母亲'], []],
    ['broken since last week', ['since last week'], [], []],
    ['孩子上一年级', [], [], []],
    // A length of time that is counted, not lived through
    ['失业保险连续交了7个月，能领失业金吗', [], [], []],
    ['公司拖欠三个月工资', [], [], []],
    ['公司已经三个月没发工资', ['已经三个月'], [], []],
    ['合同签了三年，质保期两年', [], [], []],
    ['孩子才两个月大', [], [], []],
    ['连续三天停电', ['三天'], [], []],
  ])('%s', (text, when, who, contact) => {
    const said = readSaid(text)
    const words = (spans: readonly { start: number; end: number }[]) =>
      spans.map(({ start, end }) => text.slice(start, end))
    expect([words(said.when), words(said.who), words(said.contact)]).toEqual([when, who, contact])
  })
})

describe('what a request lacks', () => {
  const lacks = (text: string, asked: Parameters<typeof missing>[1] = [], writesBack = true) =>
    missing(readRequest(gazetteer, text), asked, writesBack)

  it.each([
    ['光华路25号井盖坏了', undefined],
    ['路灯坏了', 'place'],
    ['光华路', 'matter'],
    ['建国街道光华小区3号楼', 'matter'],
    ['人民公园', 'matter'],
    ['人民公园门口', 'matter'],
    ['人民公园厕所没人打扫', undefined],
    ['金桂苑没水', undefined],
    ['我要投诉', 'matter'],
    ['你好，我想反映个问题', 'matter'],
    ['啊', 'matter'],
    ['楼上天天跳操震得吊灯直晃', 'place'],
    ['请问社保卡丢了怎么补办', undefined],
    ['家里着火了', undefined],
    ['在吗我想问一下', 'matter'],
  ])('%s → %s', (text, wanted) => {
    expect(lacks(text)).toBe(wanted)
  })

  it('is asked at most three times, the contact once and only where nothing can be sent later', () => {
    expect(lacks('路灯坏了', ['place', 'place', 'place'])).toBeUndefined()
    expect(lacks('光华路路灯坏了', [], false)).toBe('contact')
    expect(lacks('光华路路灯坏了', ['contact'], false)).toBeUndefined()
    expect(lacks('光华路路灯坏了，13800138000', [], false)).toBeUndefined()
  })
})
