import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../schema/classify/categories.ts'
import { classify } from '../../schema/classify/classify.rules.ts'
import { KINDS } from '../../schema/classify/kinds.ts'
import { PLEDGES, PLEDGES_OF, type Pledge } from '../../schema/classify/pledges.ts'
import { type TierFacts, decideTier } from '../../schema/classify/tier.rules.ts'
import { TIERS } from '../../schema/ticket/ticket.rules.ts'

const BRANCHES = CATEGORIES.flatMap((l1) => l1.children.map((l2) => ({ l1: l1.name, l2: l2.name })))
const CHILD = { start: 0, end: 2, values: ['孩子'] }
/** 0 is the floor. */
const rank = (facts: TierFacts, dependent: boolean) =>
  TIERS.indexOf(decideTier('孩子没人管', facts, dependent ? [CHILD] : []).code)
const calm = { level: 'NORMAL' as const, evidence: [] }
const haste = { level: 'URGENT' as const, evidence: [{ start: 0, end: 1, why: '' }] }
const danger = { level: 'EMERGENCY' as const, evidence: [] }

describe('the four livelihood tiers', () => {
  it.each([
    ['路灯不亮', 'ESSENTIAL', '“市政设施”属基本民生'],
    ['路口井盖没了', 'BASIC', '“市政设施”属基本民生，需尽快处理，升为基础民生'],
    ['小区停水了', 'BASIC', '“供水”属基础民生'],
    ['房东把我家断电了', 'BASIC', '停电影响基本生活，属基础民生'],
    ['村里的路烂了，我坐轮椅出不了门', 'ESSENTIAL', '“村镇建设”属发展民生，涉及“轮椅”，升为基本民生'],
    ['请问孩子上学怎么报名', 'ESSENTIAL', '“招生入学”属基本民生'],
    ['建议景区分时预约', 'QUALITY', '“旅游服务”属优质民生'],
    ['请问异地就医医保怎么报销', 'ESSENTIAL', '“医疗保险”属基础民生，只是询问、建议或表扬，按基本民生'],
  ])('%s → %s', (text, code, why) => {
    expect(classify(text).tier).toMatchObject({ code, why })
  })

  it('are not of the floor where only a public lavatory is without power', () => {
    expect(classify('公厕停电好多天了，又脏又臭没人打扫').tier.code).not.toBe('BASIC')
    expect(classify('我们楼停电好多天了').tier.code).toBe('BASIC')
  })

  it('are raised by need, haste and danger', () => {
    for (const category of [...BRANCHES, { l1: '待分类' }]) {
      for (const kind of KINDS) {
        const facts = (urgency: TierFacts['urgency']): TierFacts => ({ kind, category, urgency, sensitive: [] })
        for (const urgency of [calm, haste, danger]) {
          expect(rank(facts(urgency), true)).toBeLessThanOrEqual(rank(facts(urgency), false))
        }
        for (const dependent of [true, false]) {
          expect(rank(facts(haste), dependent)).toBeLessThanOrEqual(rank(facts(calm), dependent))
          expect(rank(facts(danger), dependent)).toBe(0)
        }
      }
    }
  })
})

describe('七有五性', () => {
  it.each<[string, Pledge[]]>([
    ['老板拖欠工资三个月', ['PAID']],
    ['请问养老院怎么申请', ['CARED_FOR']],
    ['公租房漏雨，物业不管', ['HOUSED']],
    ['请问低保怎么申请', ['SUPPORTED']],
    ['幼儿园乱收费', ['TAUGHT', 'FAIR']],
    ['异地就医怎么报销，在医院住院', ['HEALED']],
    ['小区没有托育机构，婴幼儿没人带', ['RAISED']],
    ['公交站等不到车', ['CONVENIENT']],
    ['楼下噪音扰民', ['LIVABLE']],
    ['建议图书馆多办活动', ['DIVERSE']],
    ['楼道里着火了', ['SAFE']],
  ])('%s → %s', (text, codes) => {
    const found = classify(text).pledges
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
    for (const { evidence, code } of found) {
      expect(evidence.length).toBeGreaterThan(0)
      for (const { start, end, why } of evidence) expect(why).toBe(`“${text.slice(start, end)}”属于${PLEDGES[code]}`)
    }
  })

  it('every branch of the tree is about at least one of them, and no other branch is named', () => {
    const branches = BRANCHES.map(({ l1, l2 }) => `${l1}/${l2}`)
    expect(branches.filter((path) => !PLEDGES_OF[path]?.length)).toEqual([])
    const leaves = CATEGORIES.flatMap((l1) => l1.children.flatMap((l2) => l2.children.map(({ path }) => path)))
    const known = new Set([...branches, ...leaves])
    expect(Object.keys(PLEDGES_OF).filter((path) => !known.has(path))).toEqual([])
  })

  it('are none where nothing is said', () => {
    expect(classify('我有个事情想说一下').pledges).toEqual([])
  })
})
