import { describe, expect, it } from 'vitest'
import { inOriginal, normalText } from '../../schema/text/normal.rules.ts'

describe('a text as rules and models read it', () => {
  it.each([
    // Letters
    ['我家ＡＢＣ１２３，“停水”了', '我家abc123,"停水"了'],
    ['燃氣洩漏，電線掉下來了', '燃气泄漏,电线掉下来了'],
    ['停\u200b水\ufeff了', '停水了'],
    ['樓道裡著火了，顯著位置', '楼道里着火了,显著位置'],
    ['５号楼\u3000\u00a0停电\n\n快来 ', '5号楼 停电 快来'],
    ['「急」！！！！', '"急"!!'],
    ['⾦阳路①号，30㎡', '金阳路1号,30m2'],
    ['停电……。。。快点', '停电…快点'],
    ['详见 https://example.com/a?b=1 和www.example.com。', '详见 和 。'],
    // Emoji
    ['又停电😡😡😡👍🏽', '又停电[怒][怒][赞]'],
    ['👨‍👩‍👧 一家三口 🇨🇳 🆘', '一家三口 [求救]'],
    // Repeats
    ['路灯坏了路灯坏了', '路灯坏了'],
    ['路灯坏了，路灯坏了！路灯坏了。', '路灯坏了。'],
    ['快快快快来', '快快来'],
    ['停水停水停水停水', '停水停水'],
    ['我研究研究，大家商量商量', '我研究研究,大家商量商量'],
    ['退款10000000元，电话13800138000', '退款10000000元,电话13800138000'],
    ['12号楼12号楼', '12号楼12号楼'],
    // What recognisers write of somebody looking for words
    ['嗯，那个我们家那个燃气嗯漏了，就是说呃快来', '我们家那个燃气漏了,快来'],
    ['呃这个这个楼道着火了', '这个楼道着火了'],
    ['我们小区晚上的话，很吵', '我们小区晚上,很吵'],
    ['我想反映一下就是说路灯坏了', '我想反映一下路灯坏了'],
    // The same words where they mean something
    ['就是那个人打我', '就是那个人打我'],
    ['是这个，不是那个，快', '是这个,不是那个,快'],
    ['如果下雨的话，路上积水', '如果下雨的话,路上积水'],
    ['他说的话，不算', '他说的话,不算'],
    ['打呃不止，额度不够', '打呃不止,额度不够'],
    ['问题就是说了没人管', '问题就是说了没人管'],
    ['嗯', '嗯'],
    ['', ''],
  ])('%s → %s', (said, read) => {
    expect(normalText(said).text).toBe(read)
    expect(normalText(read).text).toBe(read)
  })

  it('knows where each stretch stands in the words as they were said', () => {
    const said = '嗯，燃　氣😡洩漏'
    const normal = normalText(said)
    expect(normal.text).toBe('燃 气[怒]泄漏')
    const place = (words: string) => {
      const start = normal.text.indexOf(words)
      const { start: from, end } = inOriginal(normal, { start, end: start + words.length })
      return said.slice(from, end)
    }
    expect([place('燃 气'), place('[怒]'), place('怒'), place('泄漏')]).toEqual(['燃　氣', '😡', '😡', '洩漏'])
  })

  it('maps every stretch of any text to a stretch of the original that is read the same', () => {
    const pieces = [
      '停电',
      '停電',
      '嗯，',
      '那个',
      '那個',
      '就是说',
      '的话，',
      '😡',
      '👍🏽',
      '🇨🇳',
      'Ａ',
      'İ',
      '１2',
      '……',
      '——',
      '㎡',
    ]
    pieces.push(
      '\u200b',
      '　',
      ' ',
      '\n',
      'http://a.cn/b ',
      '路灯坏了',
      '路灯坏了，',
      '啊',
      '𠮷',
      '\ud83d',
      '“',
      'ｶﾞ',
      '，',
      '。',
    )
    let seed = 7
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (let round = 0; round < 400; round++) {
      const said = Array.from({ length: next(14) }, () => pieces[next(pieces.length)]).join('')
      const normal = normalText(said)
      expect(normal.from).toHaveLength(normal.text.length + 1)
      expect(normal.until).toHaveLength(normal.text.length)
      for (let start = 0; start < normal.text.length; start++) {
        for (let end = start + 1; end <= normal.text.length; end++) {
          const own = inOriginal(normal, { start, end })
          const whole = 0 <= own.start && own.start < own.end && own.end <= said.length
          if (!whole) expect.fail(`${JSON.stringify(said)}: ${start}–${end} is ${own.start}–${own.end}`)
        }
        expect(normal.from[start + 1]).toBeGreaterThanOrEqual(normal.from[start] ?? 0)
      }
      const letter = [...normal.text].findIndex((each) => each === '停')
      if (letter >= 0) expect(said[normal.from[normal.text.indexOf('停')] ?? 0]).toBe('停')
    }
  })
})
