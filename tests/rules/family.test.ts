import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saidAgain } from '../../schema/family/again.rules.ts'
import {
  type FamilyState,
  leaversWith,
  mergedInto,
  newFamily,
  revived,
  withMembers,
  withoutMembers,
} from '../../schema/family/family.rules.ts'
import { createFinder, groupsOf } from '../../schema/family/finder.rules.ts'
import { joinedSentence, knownSentence } from '../../schema/family/note.rules.ts'
import { type Told, compare, prepare } from '../../schema/family/same.rules.ts'
import { areElsewhere, sharedSpot, spotsAround, spotsOf } from '../../schema/ticket/spots.rules.ts'

describe('words that say: again', () => {
  it.each([
    ['再次反映光华路路灯问题', 'AGAIN', undefined, '再次反映'],
    ['我已经第三次投诉了', 'AGAIN', 3, '第三次投诉'],
    ['这事反映了两次都没结果', 'AGAIN', 3, '反映了两次'],
    ['三问幸福里的电梯', 'AGAIN', 3, '三问'],
    ['多次向街道反映', 'AGAIN', undefined, '多次向街道反映'],
    ['上个月反映过，没人来', 'AGAIN', undefined, '上个月反映过'],
    ['到现在还没解决', 'UNRESOLVED', undefined, '到现在还没解决'],
    ['水管又漏了', 'UNRESOLVED', undefined, '又漏'],
    ['上個月反映過，沒人來', 'AGAIN', undefined, '上個月反映過'],
  ])('%s', (text, how, times, words) => {
    const again = saidAgain(text)
    expect(again).toMatchObject({ how, evidence: { text: words } })
    expect(again?.times).toBe(times)
    expect(text.slice(again?.evidence.start, again?.evidence.end)).toBe(words)
  })
  it.each(['光华路路灯不亮', '请问第二次申请要什么材料', '学问很大', '每天打两个电话'])('not in: %s', (text) => {
    expect(saidAgain(text)).toBeUndefined()
  })
})

const NOON = new Date('2026-11-20T04:00:00Z')
const days = (count: number) => new Date(NOON.getTime() + count * 86_400_000)
const spot = (placeName: string) => spotsOf({ districtId: 'd', placeName })
const ROAD_SIDE = { l1: '城市管理', l2: '市容环境', l3: '占道经营' }
const STALL =
  '幸福里小区南门口的早餐摊每天五点就开始炒菜，油烟直接排到二楼窗户，排风扇一响就是一上午，家里有老人和孩子，窗户不敢开。'
const told = (change: Partial<Told>): Told => ({ id: 'a', who: ['li'], text: STALL, at: NOON, spots: [], ...change })
const same = (a: Partial<Told>, b: Partial<Told>, written?: number) =>
  compare(prepare(told(a)), prepare(told({ id: 'b', ...b })), written)

describe('one person again', () => {
  it('the same words, whatever was added to be polite', () => {
    expect(same({}, { text: `您好，${STALL}谢谢！`, at: days(30) })).toMatchObject({
      kind: 'RESUBMISSION',
      score: 1,
      clear: true,
    })
  })
  it('the same words, reworked', () => {
    const text = STALL.replace('五点', '四点半').replace('家里有老人和孩子', '老人睡不好')
    expect(same({}, { text })).toMatchObject({ kind: 'RESUBMISSION', clear: true })
  })
  it('told anew under the same subject', () => {
    const subject = '幸福里小区南门早餐摊油烟扰民'
    const text = '南门口的早餐摊还是天天炒菜，油烟直接排到二楼窗户，上回说了也没有用，孩子写作业都受影响，请来看看。'
    expect(same({ subject }, { subject, text, at: days(9) })).toMatchObject({ kind: 'REPEAT', clear: true })
  })
  it('about the same place and matter in other words, saying that it was told before', () => {
    const here = { spots: spot('幸福里'), category: ROAD_SIDE }
    const found = same(here, { ...here, text: '再次反映摊贩的事，一点没变', at: days(5) })
    expect(found).toMatchObject({ kind: 'REPEAT', clear: true })
    expect(found?.why.join()).toContain('原文“再次反映”')
  })
  it('is only suggested where it is not said', () => {
    const here = { spots: spot('幸福里'), category: ROAD_SIDE }
    expect(same(here, { ...here, text: '门口摆摊的太多了', at: days(5) })).toMatchObject({
      kind: 'REPEAT',
      clear: false,
    })
  })
  it('with the same words about another place it is another matter', () => {
    const text = '光华路路灯不亮了，晚上走路看不清'
    const there = {
      text: text.replace('光华', '长安'),
      spots: spotsOf({ districtId: 'd', roadName: '长安路' }),
    }
    expect(same({ text, spots: spotsOf({ districtId: 'd', roadName: '光华路' }) }, there)).toBeUndefined()
  })
  it('with the same words and a pin elsewhere it is another matter', () => {
    const pin = (latitude: number) => ({ spots: spotsOf({ point: { latitude, longitude: 116.4 } }) })
    expect(same(pin(39.9), pin(39.91))).toBeUndefined()
    expect(same(pin(39.9), pin(39.9015))).toMatchObject({ kind: 'RESUBMISSION' })
  })
  it('more than a year later it is a new request', () => {
    expect(same({}, { at: days(420) })).toBeUndefined()
  })
  it('who writes every day has habits, which prove nothing', () => {
    const a = { text: '在全市创建文明城市的大背景下，桥头公园周边停车混乱，希望尽快整治，请问有何具体计划？' }
    const b = { text: '在全市创建文明城市的大背景下，老城区水管陈旧失修，希望尽快更换，请问有何具体计划？' }
    expect(same(a, b, 2)).toMatchObject({ kind: 'REPEAT' })
    expect(same(a, b, 40)).toBeUndefined()
  })
})

describe('several people', () => {
  const here = { spots: spot('幸福里'), category: ROAD_SIDE }
  it('one place, one matter, a few days', () => {
    const other = { ...here, who: ['wang'], text: '南门口摊贩油烟太大', at: days(2) }
    expect(same(here, other)).toMatchObject({ kind: 'SAME_INCIDENT', clear: false })
  })
  it('nearly the same words as well: clear', () => {
    const other = { ...here, who: ['wang'], text: STALL.replace('一上午', '半天'), at: days(1), spots: here.spots }
    const found = same(here, other)
    expect(found).toMatchObject({ kind: 'SAME_INCIDENT', clear: true })
    expect(found?.score).toBeGreaterThan(0.9)
  })
  it.each([
    ['three weeks later', { at: days(21) }],
    ['another leaf of the tree', { category: { ...ROAD_SIDE, l3: '违法建设' } }],
    ['another estate', { spots: spot('和平里') }],
  ])('%s: nothing', (_, change) => {
    expect(same(here, { ...here, who: ['wang'], text: '南门口摊贩油烟太大', ...change })).toBeUndefined()
  })
  it('asking the same question is no incident', () => {
    const asks = { ...here, asksOnly: true }
    expect(same(asks, { ...asks, who: ['wang'] })).toBeUndefined()
    expect(same(here, { ...asks, who: ['wang'] })).toMatchObject({ kind: 'SAME_INCIDENT', clear: false })
  })
  it('a petition that goes round is one incident', () => {
    expect(same({}, { who: ['wang'], at: days(40) })).toMatchObject({ kind: 'SAME_INCIDENT', clear: false })
  })
  it('the order of two does not matter', () => {
    const other = { ...here, who: ['wang'], text: '南门口摊贩油烟太大', at: days(2) }
    const back = compare(prepare(told({ id: 'b', ...other })), prepare(told(here)))
    expect(same(here, other)).toEqual(back)
  })
})

describe('spots', () => {
  const point = { latitude: 39.9089, longitude: 116.4581 }
  it('from the narrowest', () => {
    const spots = spotsOf({ districtId: 'd', placeName: '幸福里', communityName: '光华社区', point })
    expect(spots).toEqual(['place|d|幸福里', 'cell|19954|58229', 'community|d|光华社区'])
    expect(sharedSpot(spots, ['community|d|光华社区', 'place|d|幸福里'])).toEqual({ kind: 'place', name: '幸福里' })
  })
  it('a street alone is none', () => {
    expect(spotsOf({ districtId: 'd', streetId: 's', streetName: '建国街道' })).toEqual([])
  })
  it('looks into the cells that a point lies next to', () => {
    const cells = spotsAround([], point)
    expect(cells).toHaveLength(4)
    const neighbour = spotsOf({ point: { latitude: 39.9081, longitude: 116.4579 } })
    expect(cells).toEqual(expect.arrayContaining(neighbour))
  })
  it('two named places are apart, one named and one not may be one', () => {
    expect(areElsewhere(spot('幸福里'), spot('和平里'))).toBe(true)
    expect(areElsewhere(spot('幸福里'), [])).toBe(false)
  })
})

describe('a family', () => {
  const opened = (ticket: string, day: number) => ({ ticket, openedAt: days(day) })
  const by = { how: 'REPEAT', why: [] } as const
  const start = () => newFamily('f', [opened('b', 1), opened('a', 0)], { ...by, why: [] }, days(2))
  const of = (family: FamilyState) => [family.lead, family.active]

  it('is led by the earliest', () => {
    expect(of(start())).toEqual(['a', ['a', 'b']])
    expect(of(withMembers(start(), [opened('0', -3)], { ...by, why: [] }, days(3)))).toEqual(['0', ['0', 'a', 'b']])
  })
  it('is over when one is left', () => {
    const over = withoutMembers(start(), ['b'], { leftBy: '李敏' }, days(3))
    expect(over.active).toBeUndefined()
    expect(over.members.map(({ leftAt }) => leftAt)).toEqual([days(3), days(3)])
  })
  it('goes on without its lead', () => {
    const three = withMembers(start(), [opened('c', 2)], { ...by, why: [] }, days(3))
    expect(of(withoutMembers(three, ['a'], {}, days(4)))).toEqual(['b', ['b', 'c']])
  })
  it('keeps every stay', () => {
    const three = withMembers(start(), [opened('c', 2)], { ...by, why: [] }, days(3))
    const again = withMembers(withoutMembers(three, ['c'], {}, days(4)), [opened('c', 2)], { ...by, why: [] }, days(5))
    expect(again.members.filter(({ ticket }) => ticket === 'c')).toHaveLength(2)
    expect(again.active).toEqual(['a', 'b', 'c'])
  })
  it('joined with another and undone, both are what they were', () => {
    const younger = newFamily('g', [opened('x', 5), opened('y', 6)], { ...by, why: [] }, days(7))
    const gone = mergedInto(younger, 'f', '李敏', days(8))
    expect(gone.active).toBeUndefined()
    const whole = withMembers(start(), [opened('x', 5), opened('y', 6)], { ...by, why: [] }, days(8), 'g')
    expect(leaversWith(whole, 'y')).toEqual(['x', 'y'])
    expect(leaversWith(whole, 'a')).toEqual(['a'])
    const apart = withoutMembers(whole, leaversWith(whole, 'y'), {}, days(9))
    expect(of(apart)).toEqual(['a', ['a', 'b']])
    expect(of(revived(gone, ['x', 'y'], days(9)))).toEqual(['x', ['x', 'y']])
  })
  it('is no bigger than a case', () => {
    const many = Array.from({ length: 499 }, (_, n) => opened(`n${n}`, n))
    expect(() => withMembers(start(), many, { ...by, why: [] }, days(9))).toThrow('最多并 500 件')
  })
})

describe('what is said of it', () => {
  const known = { _id: '20261120-000001', citizenKey: 'li', state: 'DISPATCHED' } as const
  it('names one’s own ticket, not that of somebody else', () => {
    expect(joinedSentence({ ...known, _id: '2' }, known)).toContain('20261120-000001')
    expect(joinedSentence({ ...known, _id: '2', citizenKey: 'wang' }, known)).not.toContain('20261120')
  })
  it('tells who sends it again where it stands', () => {
    expect(knownSentence(known)).toBe(
      '这件事您此前反映过（工单号 20261120-000001，已派单），已合并跟踪，不必重复提交。',
    )
    expect(knownSentence({ ...known, state: 'CLOSED' })).toContain('已办结')
    expect(knownSentence(known, 'en')).toContain('ticket 20261120-000001')
  })
})

describe('a file of requests', () => {
  const texts = [STALL, '光华路路灯不亮了，晚上走路看不清，请来修', '请问公积金异地转移要带什么材料，窗口周末上班吗']
  it('the order of arrival does not change families of the same words', () => {
    const requests = [0, 1, 2, 0, 1, 0, 2, 0].map((text, n) =>
      told({ id: `${n}`, who: [`u${text}`], text: texts[text] ?? '' }),
    )
    const families = (order: readonly Told[]) => {
      const finder = createFinder()
      const pairs = order.flatMap((one) => finder.add(one))
      return groupsOf(
        requests.map(({ id }) => id),
        pairs,
      ).map(({ ids }) => ids)
    }
    fc.assert(
      fc.property(fc.shuffledSubarray(requests, { minLength: requests.length }), (order) => {
        expect(families(order)).toEqual([
          ['0', '3', '5', '7'],
          ['1', '4'],
          ['2', '6'],
        ])
      }),
      { numRuns: 60, seed: 5 },
    )
  })
  it('a group is as sure as the weakest pair that holds it', () => {
    const pair = (id: string, other: string, score: number) => ({
      id,
      other,
      same: { kind: 'REPEAT' as const, score, why: [], clear: true },
    })
    const pairs = [pair('a', 'b', 0.9), pair('b', 'c', 0.7), pair('a', 'c', 0.72), pair('d', 'e', 1)]
    expect(groupsOf(['a', 'b', 'c', 'd', 'e', 'f'], pairs)).toEqual([
      { ids: ['a', 'b', 'c'], score: 0.72 },
      { ids: ['d', 'e'], score: 1 },
    ])
  })
})
