import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { shippedBackground } from '../../schema/topic/background.ts'
import { distinctiveness, heatOf, intensityOf } from '../../schema/topic/heat.rules.ts'
import { packCore, unpackCore } from '../../schema/topic/pack.rules.ts'
import { type TopicRow, dayOf, rankTopics } from '../../schema/topic/rank.rules.ts'
import { learnRegions, regionsOf, withoutRegions } from '../../schema/topic/regions.rules.ts'
import { readSaying } from '../../schema/topic/saying.rules.ts'
import { sampleOf, titleOf } from '../../schema/topic/title.rules.ts'
import { coreOf, joined } from '../../schema/topic/topic.rules.ts'

const background = shippedBackground()
const regions = regionsOf([])
const DAY = 86_400_000
const START = Date.parse('2026-10-01T08:00:00+08:00')

const row = (id: string, user: string, day: number, subject: string, detail = ''): TopicRow => ({
  id,
  user,
  subject,
  detail,
  at: new Date(START + day * DAY),
})

const NIGHT = [
  row('n1', 'u1', 0, '翠澜家园旁边工地夜间施工噪音扰民', '每天晚上打桩到两点，我们翠澜家园的住户都睡不着。'),
  row('n2', 'u2', 1, '投诉翠澜家园附近工地夜里施工', '工地夜里打桩，噪音很大，翠澜家园老人孩子没法休息。'),
  row('n3', 'u3', 2, '翠澜家园对面工地深夜打桩，噪音扰民', '已经一个星期了，夜间施工的噪音让人没法睡。'),
  row('n4', 'u4', 4, '翠澜家园工地通宵施工什么时候有人管', '夜间施工打桩噪音扰民，请管一管。'),
]
const LIFT = [
  row('l1', 'u5', 1, '翠澜家园三栋电梯经常困人', '三栋的电梯这个月坏了五次，困住过老人，维保单位不来修。'),
  row('l2', 'u6', 3, '翠澜家园电梯故障维保不到位', '电梯坏了好几天，困人两次，维保一直不来。'),
]
const ELSEWHERE = [
  row('e1', 'u7', 2, '柏桦苑旁工地夜间施工噪音扰民', '晚上还在打桩，睡不着。'),
  row('e2', 'u8', 5, '咨询退休人员医保卡怎么补办', '卡丢了，要带什么材料，到哪里办。'),
]

const topicOf = (rows: readonly TopicRow[], id: string) =>
  rankTopics(rows, background).find(({ ids }) => ids.includes(id))

describe('requests become topics', () => {
  const topics = rankTopics([...LIFT, ...ELSEWHERE, ...NIGHT], background)

  it('the same matter at the same place is one topic, hottest first', () => {
    expect(topics[0]).toMatchObject({ rank: 1, size: 4, people: 4, ids: ['n1', 'n2', 'n3', 'n4'] })
  })

  it('another matter at that place, and the same matter at another place, are not in it', () => {
    expect(topics.find(({ ids }) => ids.includes('l1'))?.ids).toEqual(['l1', 'l2'])
    expect(topics.some(({ ids }) => ids.includes('e1') || ids.includes('e2'))).toBe(false)
  })

  it('the title names place and matter', () => {
    const [first] = topics
    expect(first?.place).toBe('翠澜家园')
    expect(first?.title).toMatch(/^翠澜家园.*(?:施工|打桩)/)
    expect(first?.title.length).toBeLessThanOrEqual(30)
  })

  it('the span goes from the first to the last', () => {
    expect(topics[0]?.span).toEqual({ from: NIGHT[0]?.at, to: NIGHT[3]?.at })
  })

  it('the order in the file makes no difference', () => {
    const chance = chanceFrom('order')
    const all = [...NIGHT, ...LIFT, ...ELSEWHERE]
    for (let time = 0; time < 5; time++) {
      const shuffled = all.map((one) => ({ one, key: chance.next() })).sort((a, b) => a.key - b.key)
      expect(
        rankTopics(
          shuffled.map(({ one }) => one),
          background,
        ),
      ).toEqual(topics)
    }
  })

  it('nor does the order of requests made at the same time', () => {
    const together = NIGHT.map((one) => ({ ...one, at: new Date(START) }))
    expect(topicOf(together.toReversed(), 'n1')?.ids.length).toBe(topicOf(together, 'n1')?.ids.length)
  })

  it('one person who writes again and again makes nothing hotter', () => {
    const again = Array.from({ length: 20 }, (_, at) => ({ ...NIGHT[0], id: `again${at}`, user: 'u1' }) as TopicRow)
    const flooded = topicOf([...NIGHT, ...again], 'n1')
    expect(flooded).toMatchObject({ size: 24, people: 4 })
    expect(flooded?.heat).toBeLessThanOrEqual(topics[0]?.heat ?? 0)
    expect(rankTopics(again, background)).toEqual([])
  })

  it('a matter of the whole city has no place', () => {
    const policy = [
      row('p1', 'u1', 0, '咨询高龄补贴发放时间', '父亲八十岁，高龄补贴三个月没有发。'),
      row('p2', 'u2', 9, '高龄补贴为什么没有发放', '高龄补贴一直没有发放到账，不知道问谁。'),
    ]
    const found = topicOf(policy, 'p1')
    expect(found?.ids).toEqual(['p1', 'p2'])
    expect(found?.title).toContain('高龄补贴')
  })

  it('what is missing does no harm: times, users, subjects', () => {
    const bare = NIGHT.map(({ id, subject, detail }) => ({ id, subject: '', detail: `${subject}。${detail}` }))
    expect(topicOf(bare, 'n1')).toMatchObject({ size: 4, people: 4, peak30: 4 })
    expect(topicOf(bare, 'n1')?.span).toBeUndefined()
    expect(rankTopics([], background)).toEqual([])
    expect(rankTopics([{ id: 1, subject: '', detail: '' }], background)).toEqual([])
  })
})

describe('heat', () => {
  const said = (days: readonly number[]) => intensityOf(days.map((day, at) => ({ who: `u${at}`, day })))

  it.each([
    { days: [], people: 0, peak30: 0, together: 0 },
    { days: [1, 1, 1], people: 3, peak30: 3, together: 3 },
    { days: [0, 30], people: 2, peak30: 1, together: 1 + Math.exp(-1) },
    { days: [4000, 0, 2000], people: 3, peak30: 1, together: 1 },
  ])(
    '$days: $people people, $peak30 within 30 days, $together around the same time',
    ({ days, together, ...wanted }) => {
      expect(said(days)).toMatchObject(wanted)
      expect(said(days).together).toBeCloseTo(together)
    },
  )

  it('lies between the root of their number and their number, and never falls by one who joins', () => {
    const chance = chanceFrom('heat')
    for (let time = 0; time < 200; time++) {
      const days = Array.from({ length: chance.whole(2, 20) }, () => chance.whole(0, 300))
      const heat = heatOf(said(days), 1)
      expect(heat).toBeGreaterThanOrEqual(Math.sqrt(days.length) - 1e-9)
      expect(heat).toBeLessThanOrEqual(days.length + 1e-9)
      expect(heatOf(said([...days, chance.whole(0, 300)]), 1)).toBeGreaterThan(heat)
    }
  })

  it('somebody who says it again at any time changes nothing', () => {
    const voices = [0, 9, 50].map((day, at) => ({ who: `u${at}`, day }))
    const again = [...voices, { who: 'u0', day: 40 }, { who: 'u0', day: 49 }]
    expect(heatOf(intensityOf(again), 1)).toBe(heatOf(intensityOf(voices), 1))
  })

  it('the same people within a month are hotter than over a year', () => {
    expect(heatOf(said([0, 5, 10, 15]), 1)).toBeGreaterThan(heatOf(said([0, 100, 200, 300]), 1))
  })

  it('one person is no topic', () => {
    const alone = { who: 'u1', day: 1 }
    expect(heatOf(intensityOf([alone, { ...alone, day: 2 }]), 1)).toBe(0)
  })

  it('what nobody else speaks of weighs more than what is asked every month', () => {
    const core = (texts: readonly string[]) =>
      texts
        .map((subject) => readSaying({ background, regions }, { subject, detail: '' }))
        .reduce<ReturnType<typeof coreOf> | undefined>((so, one) => (so ? joined(so, one) : coreOf(one)), undefined)
    const named = core(['橘桉蓝湾房屋漏水', '橘桉蓝湾墙面开裂'])
    const usual = core(['咨询住房公积金贷款', '住房公积金贷款问题'])
    expect(named && usual).toBeTruthy()
    if (named && usual) expect(distinctiveness(named, background)).toBeGreaterThan(distinctiveness(usual, background))
  })

  it('days are the city’s: 16:00 UTC is the next one', () => {
    expect(dayOf(new Date('2026-11-24T16:00:00Z')) - dayOf(new Date('2026-11-24T15:59:59Z'))).toBe(1)
  })
})

describe('regions', () => {
  it('what many requests name and ends like one is a region; an estate is not', () => {
    const texts = Array.from({ length: 300 }, (_, at) => (at % 10 === 0 ? '岚州市柳湖区青荷小区停水' : '路灯坏了'))
    const { names } = learnRegions(texts)
    expect(names).toContain('岚州市')
    expect(names.some((name) => name.includes('小区'))).toBe(false)
  })

  it('a few texts tell nothing', () => {
    expect(learnRegions(['岚州市停水', '岚州市停电']).names).toEqual([])
  })

  it('names and towns are blanked, positions stay', () => {
    expect(withoutRegions('岚州市青荷街道荷塘路积水', regionsOf(['岚州市']))).toBe('       荷塘路积水')
  })
})

describe('titles', () => {
  const core = coreOf(readSaying({ background, regions }, { subject: '翠澜家园停水', detail: '' }))

  it.each([
    ['投诉翠澜家园小区停水三天的问题', '翠澜家园停水三天'],
    ['翠澜家园b3栋漏水，电话13800138000', '翠澜家园B3栋漏水'],
    ['！！！', '未命名'],
  ])('%s → %s', (subject, title) => {
    expect(titleOf([sampleOf({ subject, detail: '' }, regions)], core, background).title).toBe(title)
  })

  it('no number of a person gets into one', () => {
    const sample = sampleOf({ subject: '联系电话13800138000的停水问题', detail: '' }, regions)
    expect(titleOf([sample], core, background).title).not.toContain('13800138000')
  })
})

it('a core survives being packed', () => {
  const core = coreOf(readSaying({ background, regions }, NIGHT[0] as TopicRow))
  const back = unpackCore(packCore(core), core.size)
  expect(back.named).toEqual(core.named)
  expect(back.grams.map(([column]) => column)).toEqual(core.grams.map(([column]) => column))
  expect(back.grams[0]?.[1]).toBeCloseTo(core.grams[0]?.[1] ?? 0, 5)
})
