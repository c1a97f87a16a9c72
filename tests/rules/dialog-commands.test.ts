import { describe, expect, it } from 'vitest'
import { withoutAbuse } from '../../bot/dialog/abuse.rules.ts'
import { readCommand } from '../../bot/dialog/command.rules.ts'
import { corrected, readCorrection, withoutSlips } from '../../bot/dialog/correction.rules.ts'
import { isFlood } from '../../bot/dialog/flood.rules.ts'
import { readRequest } from '../../bot/dialog/request.rules.ts'
import { readVerdict } from '../../bot/dialog/verdict.rules.ts'
import { readLanguage } from '../../schema/citizen/language.rules.ts'
import { readSaid } from '../../schema/classify/said.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer } = demoRegisters()

describe('what is a command', () => {
  it.each([
    ['你好', 'greet'],
    ['您好，在吗？', 'greet'],
    ['Hello there!', 'greet'],
    ['谢谢你们', 'thanks'],
    ['谢谢同志', 'thanks'],
    ['有人没', 'greet'],
    ['你是机器人吗', 'who'],
    ['会给我保密吗', 'privacy'],
    ['那我匿名可以吗', 'privacy'],
    ['找个活人', 'human'],
    ['投诉你们', 'human'],
    ['几天能好', 'status'],
    ['有结果没', 'status'],
    ['人呢！', 'urge'],
    ['都三天了还没人管', 'urge'],
    ['怎么还没人联系我', 'urge'],
    ['算了不投诉了', 'withdraw'],
    ['好的，谢谢', 'thanks'],
    ['thank you very much', 'thanks'],
    ['好的', 'ok'],
    ['嗯嗯', 'ok'],
    ['收到！', 'ok'],
    ['我的工单', 'status'],
    ['查一下进度', 'status'],
    ['工单', 'status'],
    ['我的诉求办得怎么样了？', 'status'],
    ['什么时候能处理好', 'status'],
    ['20261125-000001', 'status'],
    ['查询20261125-000001进度', 'status'],
    ['What is the status of my ticket?', 'status'],
    ['催办', 'urge'],
    ['催一下', 'urge'],
    ['帮我催催', 'urge'],
    ['怎么还没人来？催一下', 'urge'],
    ['谢谢，再催一下吧', 'urge'],
    ['怎么还没处理', 'urge'],
    ['为什么还没人来修啊', 'urge'],
    ['催办 20261125-000001', 'urge'],
    ['please hurry up', 'urge'],
    ['补充：晚上更严重', 'supplement'],
    ['我要补充材料', 'supplement'],
    ['补充一下，是3号楼东侧', 'supplement'],
    ['撤回', 'withdraw'],
    ['我要撤销工单', 'withdraw'],
    ['算了', 'withdraw'],
    ['算了，撤回吧', 'withdraw'],
    ['已经修好了，不用来了', 'withdraw'],
    ['cancel my ticket', 'withdraw'],
    ['评价', 'rate'],
    ['我要评价：满意', 'rate'],
    ['人工', 'human'],
    ['转人工客服', 'human'],
    ['我要找真人', 'human'],
    ['talk to a human please', 'human'],
  ])('%s → %s', (words, name) => {
    expect(readCommand(words)?.name).toBe(name)
  })

  it.each([
    '你好，光华路井盖坏了',
    '算了，光华路井盖还是坏的',
    '我要投诉',
    '路灯怎么没人修',
    '小区门口的坑怎么还没人来填',
    '补充医疗保险怎么交',
    '人工湖水发臭了',
    '人工智能培训班不退款',
    '评价系统打不开，投诉开发商',
    '取消了三路公交车，老人出行很不方便，请恢复',
    '工单位拖欠工资',
    '谢谢你们上次修好了路灯，不过现在又坏了',
    '好的小区应该有自己的停车场',
    '什么时候能来水',
    '算了三遍账都不对，物业乱收费',
    '查水表的人态度恶劣',
    '收到短信说我中奖了，是不是诈骗',
  ])('%s is none', (words) => {
    expect(readCommand(words)).toBeUndefined()
  })

  it('carries the number and what was said beside it', () => {
    expect(readCommand('催办 20261125-000001')).toEqual({ name: 'urge', number: '20261125-000001' })
    expect(readCommand('补充：晚上更严重')).toEqual({ name: 'supplement', rest: '晚上更严重' })
    expect(readCommand('撤回20261125-000001，已经好了')).toEqual({
      name: 'withdraw',
      number: '20261125-000001',
      rest: '已经好了',
    })
    expect(readCommand('评价：满意')).toEqual({ name: 'rate', rest: '满意' })
  })
})

describe('what is a correction', () => {
  it.each([
    ['不是建国路，是光华路', '建国路', '光华路'],
    ['不是建国路是光华路', '建国路', '光华路'],
    ['不好意思，不是建国路25号，应该是光华路25号。', '建国路25号', '光华路25号'],
    ['不在建国路，在光华路', '建国路', '光华路'],
    ['是光华路，不是建国路', '建国路', '光华路'],
    ['建国路写错了，是光华路', '建国路', '光华路'],
    ['把建国路改成光华路', '建国路', '光华路'],
    ['说错了，是光华路', undefined, '光华路'],
    ['不对，应该是光华路', undefined, '光华路'],
    ['更正一下：光华路25号', undefined, '光华路25号'],
    ['地址打错了，是解放路150号', undefined, '解放路150号'],
    ['地址应该是光华路', undefined, '光华路'],
    ['not 建国路, it is 光华路', '建国路', '光华路'],
    ['Sorry, I meant 光华路', undefined, '光华路'],
  ])('%s', (words, wrong, right) => {
    expect(readCorrection(words)).toEqual({ ...(wrong && { wrong }), right })
  })

  it.each([
    '光华路井盖坏了',
    '不是说今天来修吗，是不是忘了',
    '这是不是你们管的？',
    '物业说不归他们管',
    '我不是业主，是租客，房东不退押金，找了三次都推来推去，现在又说合同丢了，请问我该找哪个部门来处理这件事情，谢谢',
    '错了两次还不改',
    '',
  ])('%s is none', (words) => {
    const found = readCorrection(words)
    // What looks like one must at least not name a wrong place: whoever reads it checks the place first.
    expect(found?.wrong).toBeUndefined()
  })

  const places = (text: string) => {
    const found = [...text.matchAll(/(建国|光华|解放)路/g)].map(({ index }) => ({ start: index, end: index + 3 }))
    return found.length > 0 ? found : undefined
  }

  it('takes the place of what was wrong', () => {
    expect(corrected('建国路路灯坏了', { wrong: '建国路', right: '光华路' }, places)).toBe('光华路路灯坏了')
    expect(corrected('建国路路灯坏了', { right: '光华路' }, places)).toBe('光华路路灯坏了')
    expect(corrected('建国路和解放路口', { right: '光华路' }, places)).toBe('光华路和口')
    expect(corrected('路灯坏了', { right: '光华路' }, places)).toBeUndefined()
    expect(corrected('建国路路灯坏了', { right: '红绿灯' }, places)).toBeUndefined()
  })

  it('within one sentence', () => {
    const isPlace = (text: string) => places(text) !== undefined
    expect(withoutSlips('建国路25号，不对，是光华路25号，路灯不亮', isPlace)).toBe('光华路25号，路灯不亮')
    expect(withoutSlips('账单不对，是多收了', isPlace)).toBe('账单不对，是多收了')
    expect(withoutSlips('光华路路灯不亮', isPlace)).toBe('光华路路灯不亮')
  })
})

describe('what is abuse and nothing else', () => {
  it.each([
    ['你们都是废物', ''],
    ['傻逼', ''],
    ['一群饭桶！', ''],
    ['he is an idiot', 'hean'],
  ])('%s', (words, rest) => {
    expect(withoutAbuse(words)).toBe(rest)
  })

  it.each(['垃圾没人清运', '光华路路灯坏了', '物业不作为', '操场噪音太大', '滚动大屏太亮'])('%s is none', (words) => {
    expect(withoutAbuse(words)).toBeUndefined()
  })
})

describe('typed where a menu was offered', () => {
  it.each([
    ['solved', '1', 'SOLVED'],
    ['solved', '第一个', 'SOLVED'],
    ['solved', '选3', 'UNSOLVED'],
    ['solved', '部分解决', 'PARTLY'],
    ['solved', '还没有解决', 'UNSOLVED'],
    ['solved', 'not solved', 'UNSOLVED'],
    ['solved', 'Partly solved.', 'PARTLY'],
  ] as const)('%s: %s → %s', (question, words, solved) => {
    expect(readVerdict(question, words)).toEqual({ solved })
  })

  it.each([
    ['2', 'BASIC'],
    ['很满意！', 'SATISFIED'],
    ['一般', 'BASIC'],
    ['very satisfied', 'SATISFIED'],
    ['not satisfied', 'UNSATISFIED'],
  ] as const)('satisfaction: %s → %s', (words, satisfaction) => {
    expect(readVerdict('satisfaction', words)).toEqual({ satisfaction })
  })

  it('anything else is no verdict', () => {
    expect(readVerdict('solved', '光华路路灯坏了')).toBeUndefined()
    expect(readVerdict('satisfaction', '4')).toBeUndefined()
  })
})

describe('a flood', () => {
  const at = new Date('2026-11-25T01:00:00Z')
  const earlier = (seconds: number) => ({ at: new Date(at.getTime() - seconds * 1000) })

  it('is eight messages within the minute before', () => {
    expect(
      isFlood(
        Array.from({ length: 8 }, (_, n) => earlier(n)),
        at,
      ),
    ).toBe(true)
    expect(
      isFlood(
        Array.from({ length: 7 }, (_, n) => earlier(n)),
        at,
      ),
    ).toBe(false)
    expect(
      isFlood(
        Array.from({ length: 8 }, (_, n) => earlier(n * 10)),
        at,
      ),
    ).toBe(false)
    expect(isFlood([], at)).toBe(false)
  })
})

describe('hostile words cost no more than others', () => {
  it.each(['我的', '好', '，', ' ', '你好 ', '不是', '1', '催', '。', '已经', '错了，', 'a ', '第一', '三天', '号楼 '])(
    'a message of nothing but “%s”',
    (part) => {
      const words = `${part.repeat(Math.ceil(8000 / part.length))}x`
      const before = process.cpuUsage()
      readCommand(words)
      readCorrection(words)
      withoutSlips(words, () => true)
      withoutAbuse(words)
      readVerdict('solved', words)
      readSaid(words)
      readLanguage(words)
      readRequest(gazetteer, words)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(250)
    },
  )
})
