import { describe, expect, it } from 'vitest'
import { findAnswer, searchKnowledge } from '../../schema/knowledge/knowledge.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { knowledge, organs } = demoRegisters()

describe('a question finds its answer', () => {
  it.each([
    ['请问灵活就业人员怎么交社保？需要带什么材料？', 'shebao-canbao'],
    ['我妈妈的社保卡找不到了，请问怎么补办？', 'shebao-ka'],
    ['请问养老保险怎么从外地转移到澜城', 'shebao-zhuanyi'],
    ['请问异地就医怎么备案？我要去省城住院', 'yidi-jiuyi'],
    ['在澜城租房，请问怎么提取公积金', 'gongjijin-tiqu'],
    ['居住证怎么办理？我租的房子', 'juzhuzheng'],
    ['身份证丢了怎么补办', 'shenfenzheng'],
    ['请问电动自行车怎么上牌', 'diandongche-shangpai'],
    ['结婚登记要预约吗？', 'jiehun-dengji'],
    ['请问八十岁老人高龄津贴怎么领', 'gaoling-jintie'],
    ['请问低保怎么申请，需要什么条件', 'dibao'],
    ['小学报名需要什么材料？', 'xiaoxue-ruxue'],
    ['请问公租房的申请条件', 'gongzufang'],
    ['请问今年什么时候开始供暖', 'gongnuan-shijian'],
    ['暖气报停怎么办理', 'nuanqi-baoting'],
    ['个体户营业执照怎么办', 'yingye-zhizhao'],
    ['市图书馆几点开门？', 'tushuguan'],
    ['请问大件垃圾怎么处理', 'daxing-laji'],
    ['手机丢在出租车上怎么办？请问怎么找', 'wangyueche-yishi'],
    ['请问工单进度怎么查询', 'quanxian-jiedao'],
  ])('%s → %s', (text, id) => {
    const found = findAnswer(knowledge, text)
    expect(found?.entry.id).toBe(id)
    expect(found?.score).toBeGreaterThanOrEqual(0.5)
  })
})

describe('what is no question, or none we know, gets no ready answer', () => {
  it.each([
    '公司不给我交社保，我要投诉',
    '社保局窗口态度恶劣，投诉',
    '老板拖欠工资三个月，怎么办',
    '家里没有暖气，怎么回事？',
    '公租房漏水，请派人来修',
    '举报有人骗取低保',
    '光华路井盖坏了',
    '请问光华路什么时候修好？',
    '请问小区门口的公交站什么时候能建好',
    '建议图书馆周一也开放',
    '闻到燃气味，请问怎么办',
    '你好',
    '',
  ])('%s', (text) => {
    expect(findAnswer(knowledge, text)).toBeUndefined()
  })
})

describe('the knowledge base', () => {
  it('has forty entries and more, each asked for in at least four ways and owned by a unit', () => {
    expect(knowledge.length).toBeGreaterThanOrEqual(40)
    expect(new Set(knowledge.map(({ id }) => id)).size).toBe(knowledge.length)
    for (const { id, questions, answer, organId, updatedOn, reviewBy } of knowledge) {
      expect(questions.length, id).toBeGreaterThanOrEqual(4)
      expect(organs.has(organId), id).toBe(true)
      expect(answer.length, id).toBeGreaterThan(30)
      expect(answer.length, id).toBeLessThan(160)
      expect(updatedOn < reviewBy, id).toBe(true)
    }
  })

  it('finds each entry first by each of its own questions', () => {
    const astray = knowledge.flatMap((entry) =>
      entry.questions.filter((question) => searchKnowledge(knowledge, question)[0]?.entry !== entry),
    )
    expect(astray).toEqual([])
  })

  it('lets staff look up a single word', () => {
    const titles = searchKnowledge(knowledge, '公积金').map(({ entry }) => entry.id)
    expect(titles.slice(0, 2).sort()).toEqual(['gongjijin-daikuan', 'gongjijin-tiqu'])
  })
})
