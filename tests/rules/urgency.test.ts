import { describe, expect, it } from 'vitest'
import { understand } from '../../schema/classify/understand.rules.ts'
import {
  HELD_OUT,
  TUNED,
  TUNED_AGAIN,
  TUNED_LAST,
  TUNED_LATER,
  TUNED_THIRD,
  type UrgencySentence,
} from '../evaluate/urgency-sentences.ts'
import { HELD_OUT_HINTS, TUNED_HINTS } from '../evaluate/urgency-hints.ts'

const SETS: readonly UrgencySentence[] = [
  ...TUNED,
  ...TUNED_LATER,
  ...TUNED_AGAIN,
  ...TUNED_THIRD,
  ...TUNED_LAST,
  ...TUNED_HINTS,
]

describe('danger in the sentences of our own', () => {
  it('is heard in every one the rules were made with', () => {
    const missed = SETS.filter(
      ({ text, level }) => level === 'EMERGENCY' && understand(text).urgency.level !== 'EMERGENCY',
    )
    expect(missed).toEqual([])
  })

  it('is heard in most of those they were not made with', () => {
    const meant = HELD_OUT.filter(({ level }) => level === 'EMERGENCY')
    const heard = meant.filter(({ text }) => understand(text).urgency.level === 'EMERGENCY')
    expect(heard.length / meant.length).toBeGreaterThan(0.85)
  })

  it('is heard in many that do not name it', () => {
    const meant = HELD_OUT_HINTS.filter(({ level }) => level !== 'NORMAL')
    const heard = meant.filter(({ text }) => understand(text).urgency.level !== 'NORMAL')
    expect(heard.length / meant.length).toBeGreaterThan(0.7)
  })

  it('is not heard in what only sounds like it', () => {
    const harmless = [...SETS, ...HELD_OUT, ...HELD_OUT_HINTS].filter(({ level }) => level === 'NORMAL')
    const alarms = harmless.filter(({ text }) => understand(text).urgency.level !== 'NORMAL')
    expect(harmless.length).toBeGreaterThan(300)
    expect(alarms.length / harmless.length).toBeLessThan(0.02)
  })

  it('names its flags', () => {
    const meant = SETS.flatMap(({ text, flags }) => flags.map((flag) => ({ text, flag })))
    const named = meant.filter(({ text, flag }) => understand(text).sensitive.some((found) => found.flag === flag))
    expect(named.length / meant.length).toBeGreaterThan(0.98)
  })
})

describe('danger is heard however it is written, and the evidence is in the words as they were written', () => {
  it.each([
    ['停…电了，呼吸机要停了', 'EMERGENCY', '停…电了，呼吸机'],
    ['燃　氣　洩　漏', 'EMERGENCY', '燃　氣　洩　漏'],
    ['嗯，就是说燃气那个，漏了', 'EMERGENCY', '燃气那个，漏'],
    ['我 想 跳 楼', 'EMERGENCY', '跳 楼'],
    ['有人要跳*楼', 'EMERGENCY', '跳*楼'],
    ['🆘🆘', 'EMERGENCY', '🆘'],
    ['樓道裡著火了😱', 'EMERGENCY', '著火'],
    ['停\u200b水三天', 'URGENT', '停\u200b水'],
  ])('%s', (text, level, words) => {
    const { urgency } = understand(text)
    expect(urgency.level).toBe(level)
    expect(urgency.evidence.map(({ start, end }) => text.slice(start, end)).join('|')).toContain(words)
  })
})

describe('how a danger is spoken of', () => {
  it.each([
    ['没有着火', 'NORMAL'],
    ['我家有没有煤气漏出来', 'EMERGENCY'],
    ['是不是煤气漏了', 'EMERGENCY'],
    ['不是燃气泄漏，是下水道的味', 'NORMAL'],
    ['去年着火的墙还没修', 'URGENT'],
    ['去年修过，现在又着火了', 'EMERGENCY'],
    ['一旦着火，消防车进不来', 'URGENT'],
    ['再不发工资我就跳楼', 'EMERGENCY'],
    ['厂里的烟囱天天冒黑烟', 'URGENT'],
    ['邻居天天打孩子，孩子被打得满身伤', 'EMERGENCY'],
    ['小区明天消防演习，楼道会冒烟', 'NORMAL'],
    ['请问着火了保险赔吗', 'NORMAL'],
    ['表扬消防员扑灭大火', 'NORMAL'],
    ['防溺水宣传做得好', 'NORMAL'],
    ['手机掉水里了', 'NORMAL'],
    ['小孩掉水里了', 'EMERGENCY'],
  ])('%s → %s', (text, level) => {
    expect(understand(text).urgency.level).toBe(level)
  })

  it('says in the evidence why it counts for less', () => {
    expect(understand('去年着火的墙还没修').urgency.evidence).toMatchObject([
      { why: '“着火”需尽快处理（说的是以前的事）' },
    ])
  })

  it('weighs how many are struck and how soon', () => {
    expect(understand('我家水压有点小').urgency.level).toBe('NORMAL')
    expect(understand('几百户停水').urgency.level).toBe('URGENT')
    expect(understand('他们说明天就要强拆').urgency.level).toBe('URGENT')
  })
})
