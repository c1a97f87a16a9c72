import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findBranch } from '../../schema/classify/branch.rules.ts'
import { CATEGORIES, readWords } from '../../schema/classify/categories.ts'
import { NEAR_WORDS } from '../../schema/classify/categories/near.ts'
import { classify } from '../../schema/classify/classify.rules.ts'
import { RECIPES } from '../../schema/classify/recipes.ts'
import { shippedModels, useOwnModels } from '../../schema/classify/shipped-models.ts'
import { tighten } from '../../schema/classify/segmented.rules.ts'
import { readLabelled, toTrainingRow, withSubject } from '../../schema/classify/training-row.rules.ts'
import { understand } from '../../schema/classify/understand.rules.ts'

describe('the first level', () => {
  it('of a letter comes from the model, with the three likeliest', () => {
    const letter =
      '我是一名在本市工作多年的职工，单位从去年起没有给我们按时发放工资，养老保险也断缴了四个月，多次找人事部门都说再等等，恳请有关部门督促单位补发工资补缴保险。'
    const { category } = classify(letter)
    expect(category).toMatchObject({ l1: '劳动和社会保障', method: shippedModels().category?.name, sure: true })
    expect(category.top).toHaveLength(3)
    expect(category.top[0]?.label).toBe('劳动和社会保障')
    expect(category.top[0]?.probability).toBeCloseTo(category.confidence, 2)
    expect(category.evidence.length).toBeGreaterThan(0)
  })

  it('that the sender picked stands', () => {
    expect(classify('路灯坏了', '环境保护/噪声污染').category).toMatchObject({
      l1: '环境保护',
      l2: '噪声污染',
      confidence: 1,
      sure: true,
      method: 'picked',
    })
  })

  it('that no model was taught comes from its own clear words', () => {
    expect(classify('请问居住证怎么办理？').category).toMatchObject({ l1: '政法', method: 'words-1' })
    expect(classify('举报村支书贪污公款').category).toMatchObject({ l1: '纪检监察', sure: true })
  })

  it.each(['你好', '谢谢', '在吗', ''])('of %j is nobody’s', (text) => {
    expect(classify(text).category).toMatchObject({ l1: '待分类', confidence: 0, sure: false })
  })

  it('with no model rests on the words alone', () => {
    expect(classify('光华路的井盖坏了', undefined, {}).category).toMatchObject({ l1: '城乡建设', method: 'words-1' })
  })

  it('is not sure where two answers are near, and says which two', () => {
    const asked = ['小区门口的饭店晚上很吵', '楼下饭店油烟大又占道', '商场旁边的学校收费高', '厂里的味道太大影响上班']
      .map((text) => classify(text).category)
      .filter(({ between }) => between)
    for (const { between, sure, top } of asked) {
      expect(sure).toBe(false)
      expect(top.slice(0, 2).map(({ label }) => label)).toEqual([...(between ?? [])])
    }
  })

  it('keeps a branch of the first level that was chosen', () => {
    for (const text of [
      '早高峰这条路天天堵车，建议优化',
      '对面工地半夜还在施工，吵得睡不着',
      '水渠堵了，庄稼没法灌溉',
    ]) {
      const { l1, l2, l2Confidence } = classify(text).category
      expect(l2, `${text} ${l1}`).toBeDefined()
      expect(l2Confidence).toBeGreaterThan(0)
    }
  })
})

describe('second and third level', () => {
  it.each([
    ['小区门口的路灯坏了半个月没人修', '城乡建设/市政设施/路灯照明'],
    ['公司拖欠我们三个月工资，一直不给', '劳动和社会保障/工资报酬/拖欠工资'],
    ['孩子想转学需要什么手续', '教育文体/招生入学/转学休学'],
    ['快递不送上门，让我自己去驿站拿', '交通运输/快递邮政/投递服务'],
    ['楼下烧烤店的油烟熏得开不了窗', '环境保护/大气污染/餐饮油烟'],
  ])('%s → %s', (text, path) => {
    const { l1, l2, l3, l2Confidence = 0, l3Confidence = 0 } = classify(text).category
    expect([l1, l2, l3].join('/')).toBe(path)
    expect(l2Confidence).toBeGreaterThanOrEqual(l3Confidence)
    expect(l3Confidence).toBeGreaterThan(0.3)
  })

  it('stop where nothing points further', () => {
    const { l2, l3, evidence } = findBranch('学校的事情想反映一下', '教育文体')
    expect([l2, l3]).toEqual([undefined, undefined])
    expect(evidence).toMatchObject([{ start: 0, end: 2, why: '“学校”指向教育文体' }])
  })

  it('have words that stand for their tree only', () => {
    const paths = new Set(
      CATEGORIES.flatMap(({ children }) => children.flatMap((l2) => [l2, ...l2.children])).map(({ path }) => path),
    )
    expect(Object.keys(NEAR_WORDS).filter((path) => !paths.has(path))).toEqual([])
    for (const { word, weight } of Object.values(NEAR_WORDS).flatMap(readWords)) {
      expect(word.length, word).toBeGreaterThan(0)
      expect(weight, word).toBeGreaterThan(0)
    }
  })
})

describe('a first level that no model was taught', () => {
  it.each([
    ['单位领导开公车接送孩子上学，天天这样。', '纪检监察'],
    ['村里修路的钱到账了，路没修，钱不知道进了谁的口袋。', '纪检监察'],
  ])('is offered to a person where the model would be sure of another: %s', (text, l1) => {
    const { sure, top } = classify(text).category
    expect(sure).toBe(false)
    expect(top.map(({ label }) => label)).toContain(l1)
  })
})

describe('models of the city’s own', () => {
  it('stand in for those that ship, and a missing one is said at once', () => {
    expect(() => useOwnModels({ category: 'no/such.bin' })).toThrow('读不到模型文件')
    useOwnModels({ category: fileURLToPath(new URL('../../schema/classify/weights/kind.bin', import.meta.url)) })
    expect(shippedModels().category?.labels).toContain('NEED')
    useOwnModels({})
    expect(shippedModels().category?.labels).toContain('城乡建设')
  })
})

describe('a segmented text', () => {
  const cut = '小区 门口 的 路灯 坏了 半个 月 没有 人 修'

  it('is read as the whole one', () => {
    const whole = understand(cut.replaceAll(' ', ''))
    const { category, kind } = understand(cut)
    expect(category).toMatchObject({ l1: whole.category.l1, l2: whole.category.l2, l3: whole.category.l3 })
    expect(kind.code).toBe(whole.kind.code)
  })

  it('keeps its evidence where it stands', () => {
    for (const { start, end, why } of understand(cut).category.evidence) expect(why).toContain(cut.slice(start, end))
  })

  it.each(['光华路 25号', '路灯坏了', 'the street light is out'])('%s is none', (text) => {
    expect(tighten(text)).toBeUndefined()
  })
})

describe('rows to train on', () => {
  it.each([
    [{ label: '城乡建设' }, '没有 text'],
    [{ text: '路灯坏了' }, '要有文字的 label'],
    [{ label: '', text: '路灯坏了' }, '要有文字的 label'],
    ['路灯坏了', '要有文字的 label'],
  ])('%j is refused', (row, sentence) => {
    expect(() => readLabelled(row)).toThrow(sentence)
  })

  it('are read in each form in which they come, the subject not twice', () => {
    const reading = { hintsOf: () => [], titles: true }
    const row = { label: 'x', subject: '路灯坏了', text: '路灯坏了\n三天没人修', tokens: '路灯 坏 三天 没人 修' }
    expect(toTrainingRow(row, reading).views.map(({ form, text }) => [form, text])).toEqual([
      ['text', '路灯坏了\n三天没人修'],
      ['tokens', '路灯坏三天没人修'],
      ['subject', '路灯坏了'],
    ])
    expect(withSubject('路灯坏了', '三天没人修')).toBe('路灯坏了\n三天没人修')
  })

  it('fit what the shipped weights read', () => {
    expect(shippedModels().category?.options).toEqual(RECIPES.category.features)
    expect(shippedModels().kind?.options).toEqual(RECIPES.kind.features)
  })
})

describe('the kind', () => {
  it('of a sentence comes from its words, of a letter from the model', () => {
    expect(classify('请问社保卡丢了怎么补办？').kind).toMatchObject({ code: 'CONSULTATION', method: 'words-1' })
    const letter =
      '您好，我们小区北门外的非机动车道很窄，早晚人多车多，家长接送孩子都要绕到机动车道上。建议在北门增设一条隔离带，再把公交站往东移二十米，这样大家出行会安全得多。'
    expect(classify(letter).kind).toMatchObject({ code: 'SUGGESTION', method: shippedModels().kind?.name })
  })

  it('that no model was taught comes from its words in letters too', () => {
    const praise = `表扬光华社区的工作人员，${'她上门帮我们办好了手续，又耐心又细致，'.repeat(3)}特别感谢`
    expect(classify(praise).kind).toMatchObject({ code: 'PRAISE', method: 'words-1' })
  })
})
