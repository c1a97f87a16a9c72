import { describe, expect, it } from 'vitest'
import { escalation } from '../../schema/classify/sentiment/escalation.rules.ts'
import { intensityLevel } from '../../schema/classify/sentiment/intensity.rules.ts'
import { sentiment } from '../../schema/classify/sentiment/sentiment.ts'
import { withFeeling } from '../../schema/ticket/citizen-acts.rules.ts'

describe('how strongly something is said', () => {
  it.each([
    ['请问图书馆周一开门吗', 'CALM'],
    ['光华路25号门口的路灯不亮了，麻烦修一下，非常感谢', 'CALM'],
    ['路灯坏了，大概十分钟前刚灭的', 'CALM'],
    ['楼上漏水不是很严重，方便时来看看', 'CALM'],
    ['请问离婚怎么起诉', 'CALM'],
    ['反映多次没人管，垃圾已经堆了两个月了！', 'RAISED'],
    ['工地夜里施工，全楼睡不着，投诉了三次还是没有解决', 'RAISED'],
    ['忍无可忍！！投诉了十几次一直没人管，难道要我们去上访吗？再不处理就曝光', 'STRONG'],
    ['求求你们救救我们吧，一年多了，老人快疯了，你们就这样推来推去！', 'STRONG'],
    ['忍無可忍！！投訴了十幾次一直沒人管，難道要我們去上訪嗎？', 'STRONG'],
    ['This is unbearable!! I called many times and nobody cares, I cannot sleep every night', 'STRONG'],
    ['Where can I renew my residence permit?', 'CALM'],
  ])('%s: %s', (text, level) => {
    expect(intensityLevel(sentiment(text).intensity)).toBe(level)
  })

  it('shows the words it rests on, where they stand in the original', () => {
    const text = '【投诉】  物業踢皮球，急急急急'
    const { evidence, signs } = sentiment(text)
    expect(evidence.intensity.map(({ start, end }) => text.slice(start, end))).toEqual(['踢皮球', '急急急急'])
    expect(signs).toEqual(['无人负责', '语气强烈'])
  })

  it('grows with every further sign and stays below 1', () => {
    const said = [
      '噪声扰民',
      '噪声扰民，没人管',
      '噪声扰民，没人管，忍无可忍',
      '噪声扰民，没人管，忍无可忍，绝望，骗子，曝光你们！！',
    ]
    const found = said.map((text) => sentiment(text).intensity)
    expect(found).toEqual([...found].sort((a, b) => a - b))
    expect(new Set(found).size).toBe(found.length)
    expect(found.at(-1)).toBeLessThan(1)
  })
})

describe('how something is meant', () => {
  it.each([
    ['师傅态度很好，修得又快又干净，非常满意', true],
    ['師傅態度很好，修得又快又乾淨，非常滿意', true],
    ['态度太差了，等了两个小时，再也不来了', false],
    ['质量很差，用了三天就坏了，还不给退', false],
    ['The staff were friendly and helpful, thank you', true],
    ['The elevator is broken again and the manager was rude', false],
  ])('%s', (text, good) => {
    const { polarity, evidence } = sentiment(text)
    expect(polarity > 0.5).toBe(good)
    expect(evidence.polarity.length).toBeGreaterThan(0)
  })

  it.each(['', '   ', '12345', 'Where is the library?'])('"%s" says nothing either way', (text) => {
    expect(sentiment(text).polarity).toBe(0.5)
  })

  it('reads a text of any length, and the same text the same way', () => {
    const long = '楼下太吵了。'.repeat(20_000)
    const found = sentiment(long)
    expect(found.polarity).toBeLessThan(0.5)
    expect(found.evidence.intensity.length).toBeLessThanOrEqual(8)
    expect(sentiment(long)).toEqual(found)
  })
})

describe('情绪升级 between contacts', () => {
  const felt = (intensity: number, signs: string[] = []) => ({ intensity, signs })

  it.each([
    ['much stronger', [felt(0.2)], felt(0.5), true],
    ['a grave sign that was not there', [felt(0.6, ['反复反映'])], felt(0.35, ['扬言升级']), true],
    ['a grave sign again', [felt(0.6, ['扬言升级'])], felt(0.35, ['扬言升级']), false],
    ['as before', [felt(0.4)], felt(0.45), false],
    ['stronger than the last but not than the first', [felt(0.7), felt(0.1)], felt(0.7), false],
    ['stronger, but still calm', [felt(0)], felt(0.2), false],
    ['nothing to compare with', [], felt(0.9, ['辱骂']), false],
  ])('%s', (_, previous, current, escalated) => {
    const found = escalation(previous, current)
    expect(found.escalated).toBe(escalated)
    expect(found.why !== '').toBe(escalated)
  })

  it('is kept with the act, against the request and all acts before it', () => {
    const of = (text: string) => {
      const { polarity, intensity, signs, method } = sentiment(text)
      return { polarity, intensity, signs, method }
    }
    const first = of('小区门口的路灯不亮了')
    const angry = of('都半个月了还没人管，再不修我就找媒体曝光！')
    const act = { act: 'supplement' as const, cause: 'inbox-1', at: new Date('2026-11-24T02:00:00Z') }
    const marked = withFeeling({ sentiment: first }, angry)
    expect(marked.escalated).toContain('扬言升级')
    const again = withFeeling({ sentiment: first, citizenActs: [{ ...act, ...marked }] }, angry)
    expect(again).toEqual({ sentiment: angry })
    expect(withFeeling({}, angry)).toEqual({ sentiment: angry })
  })
})
