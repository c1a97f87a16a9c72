import { describe, expect, it } from 'vitest'
import { classify } from '../../schema/classify/classify.rules.ts'
import { decideDispatch } from '../../schema/dispatch/dispatch.rules.ts'
import { locate } from '../../schema/territory/territory.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const { gazetteer, organs, duties } = demoRegisters()
const dispatch = (text: string) =>
  decideDispatch({ category: classify(text).category, ...locate(gazetteer, { text }) }, organs, duties)

describe('territory first, unless the catalogue knows better', () => {
  it.each([
    ['光华路井盖坏了', 'gh-jianguo'],
    ['莲塘新城二期工地半夜施工太吵', 'wh-liantang'],
    ['滨江公园门口占道摆摊', 'lj-binjiang'],
    ['桂苑小区物业不作为', 'lj-jiangnan'],
    ['友谊小区停水了', 'shui-jituan'],
    ['金桂苑暖气不热', 'reli'],
    ['请问社保怎么补缴', 'renshe'],
    ['请问异地就医怎么备案', 'yibao'],
    ['光华路违章停车太多', 'jiaojing'],
    ['黄泥岗化工厂偷排废水', 'shengtai'],
    ['在江南天街办的健身卡，健身房跑路不退款', 'shichang'],
    ['请问居住证怎么办理', 'gongan'],
    ['友谊路公交站到站不停', 'gongjiao'],
    ['举报村干部贪污', 'jiwei'],
    ['光华区一处井盖坏了', 'guanghua'],
    ['解放路井盖坏了', 'guanghua'],
    ['井盖坏了', 'hotline'],
    ['我要反映一个情况', 'hotline'],
  ])('%s → %s', (text, organId) => {
    expect(dispatch(text).organId).toBe(organId)
  })
})

it('tells its reasons one after the other', () => {
  expect(dispatch('光华路井盖坏了').reasons).toEqual([
    '事项为“城乡建设／市政设施／井盖雨箅”',
    '派单目录：背街小巷和社区设施由属地维护',
    '地点在光华区建国街道辖区，派建国街道',
  ])
  expect(dispatch('解放路井盖坏了').reasons.at(-1)).toBe('只能确定在光华区，由光华区政府兜底协调')
  expect(dispatch('井盖坏了').reasons.at(-1)).toBe('地点不明，由热线中心联系诉求人核实后再派')
})

it('goes by territory where the catalogue has no line', () => {
  const decision = decideDispatch({ category: { l1: '自设类别' }, streetId: 'gh-jianguo' }, organs, [])
  expect(decision).toMatchObject({
    organId: 'gh-jianguo',
    reasons: expect.arrayContaining(['派单目录没有这一类，按属地办理']),
  })
})

it('fails loudly when there is nobody at all', () => {
  expect(() => decideDispatch({ category: { l1: '民政' } }, new Map(), [])).toThrow('neither')
})

it('gives whoever wants to speak with a person to the hotline, whatever it is about', () => {
  const decision = decideDispatch(
    { category: { l1: '城乡建设' }, streetId: 'gh-jianguo', needsHuman: true },
    organs,
    duties,
  )
  expect(decision).toMatchObject({ organId: 'hotline', reasons: [expect.any(String), expect.stringContaining('回电')] })
})
