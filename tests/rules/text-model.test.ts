import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { fitCalibration, sureFrom } from '../../schema/learning/calibrate.rules.ts'
import { groupCopies } from '../../schema/learning/copies.rules.ts'
import { readFeatures, scanFeatures } from '../../schema/learning/features.rules.ts'
import { loadModel } from '../../schema/learning/load-model.ts'
import { decodeModel, encodeModel } from '../../schema/learning/model-file.rules.ts'
import { confusionLines, scoreForms } from '../../schema/learning/report.rules.ts'
import { rankLabels } from '../../schema/learning/text-model.rules.ts'
import { type Recipe, type TrainingRow, trainModel } from '../../schema/learning/train-model.rules.ts'

const RECIPE: Recipe = {
  features: { shortest: 1, longest: 2, reach: 200, opening: 0, columns: 1 << 10, hintColumns: 1 << 4 },
  cost: 1,
  evenness: 0,
  hintGain: 1,
  folds: 4,
  sureShare: 0.95,
  seed: 'test',
}

/** Our own words for three matters, put together by chance. */
function rows(count: number, seed = 'rows'): TrainingRow[] {
  const chance = chanceFrom(seed)
  const matters = {
    水: ['自来水停了', '水管爆裂', '水压很小', '水表坏了', '水质发黄'],
    路: ['路面坑洼', '路灯不亮', '人行道塌陷', '井盖翘起', '道路积水'],
    校: ['学校补课', '老师收费', '学区划分', '招生报名', '食堂涨价'],
  }
  const places = ['光华小区', '友谊路口', '白沙新村', '湖滨花园', '建国街', '望江里']
  return Array.from({ length: count }, () => {
    const label = chance.pick(['水', '路', '校'] as const)
    const text = `${chance.pick(places)}${chance.pick(matters[label])}，${chance.pick(matters[label])}，请处理`
    return { label, views: [{ form: 'text', text, hints: [] }] }
  })
}

const trained = trainModel('test-1', rows(90), RECIPE)

describe('a model learned from labelled texts', () => {
  it('tells matters apart in texts it was not taught', () => {
    const [whole] = scoreForms(trained)
    expect(whole?.accuracy).toBeGreaterThan(0.95)
    expect(whole?.rows).toBe(90)
    for (const { label, views } of rows(30, 'others')) {
      expect(rankLabels(trained.model, views[0]?.text ?? '')[0]?.label).toBe(label)
    }
  })

  it('gives every label a probability, likeliest first, adding up to one', () => {
    const ranked = rankLabels(trained.model, '水管爆裂')
    expect(ranked.map(({ label }) => label).toSorted()).toEqual(['校', '水', '路'].toSorted())
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
    expect(ranked[0]?.probability).toBeGreaterThanOrEqual(ranked[1]?.probability ?? 1)
  })

  it('is the same to the byte from the same rows', () => {
    expect(encodeModel(trainModel('test-1', rows(90), RECIPE).model)).toEqual(encodeModel(trained.model))
  })

  it('prints what was taken for what', () => {
    const lines = confusionLines(trained)
    expect(lines).toHaveLength(4)
    expect(lines.join('\n')).toMatch(/路/)
  })

  it('tells of its progress', () => {
    const shares: number[] = []
    trainModel('test-1', rows(30), { ...RECIPE, folds: 2 }, { onStep: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
  })

  it('goes on from another model: what that knows stays, what is new is learned', () => {
    const own: TrainingRow[] = Array.from({ length: 12 }, (_, at) => ({
      label: at % 2 === 0 ? '水' : '船',
      views: [{ form: 'text', text: at % 2 === 0 ? `水管爆裂${at}` : `渡口的船不开了${at}`, hints: [] }],
    }))
    const { model } = trainModel('city', own, { ...RECIPE, folds: 2 }, { prior: trained.model })
    expect(model.labels).toEqual([...trained.model.labels, '船'])
    expect(rankLabels(model, '渡口没有船')[0]?.label).toBe('船')
    expect(rankLabels(model, '学校补课，老师收费')[0]?.label).toBe('校')
  })
})

describe('what a model reads of a text', () => {
  const { features } = RECIPE
  it.each([
    ['full-width letters and capitals', 'ＫＴＶ太吵', 'ktv太吵'],
    ['spaces between words', '路灯 不 亮', '路灯不亮'],
    ['shouting', '太吵吵吵吵吵了', '太吵吵了'],
  ])('%s read alike', (_, one, other) => {
    expect(readFeatures(one, features)).toEqual(readFeatures(other, features))
  })

  it('hints stand in columns of their own, as strong as they are', () => {
    const { columns, values } = readFeatures('路灯', features, [['城乡建设', 0.5]])
    expect(columns.at(-1)).toBeGreaterThanOrEqual(features.columns)
    expect(values.at(-1)).toBe(0.5)
  })

  it('hints of one column are added up', () => {
    const { columns, values } = readFeatures('', features, [
      ['城乡建设', 0.5],
      ['教育文体', 1],
      ['城乡建设', 0.25],
    ])
    expect([...values]).toEqual([0.75, 1])
    expect(new Set(columns).size).toBe(2)
  })

  it('a vector that is only looked at gives way to the next, one that was read stays', () => {
    const kept = readFeatures('路灯不亮', features)
    const seen = scanFeatures('路灯不亮', features)
    expect(seen).toEqual(kept)
    scanFeatures('学校补课', features)
    expect(seen).not.toEqual(kept)
    expect(readFeatures('路灯不亮', features)).toEqual(kept)
  })

  it('an empty text is no text and no error', () => {
    expect(readFeatures('', features).columns).toHaveLength(0)
    expect(rankLabels(trained.model, '')).toHaveLength(3)
  })
})

describe('a model in its file', () => {
  const bytes = encodeModel(trained.model)

  it('comes back as it was', () => {
    const back = decodeModel(bytes, 'x.bin')
    expect(back).toEqual(trained.model)
    expect(rankLabels(back, '路灯不亮')).toEqual(rankLabels(trained.model, '路灯不亮'))
  })

  it.each([
    ['another kind of file', new TextEncoder().encode('{"labels":[]} and more'), '不是接诉的模型文件'],
    ['nothing', new Uint8Array(), '不是接诉的模型文件'],
    ['a header cut off', bytes.slice(0, 40), '文件头被截断'],
    ['weights cut off', bytes.slice(0, -1), '不完整'],
    ['more than weights', Uint8Array.from([...bytes, 0]), '不完整'],
    ['a later version', Uint8Array.from(bytes, (byte, at) => (at === 7 ? 9 : byte)), '第 9 版'],
    ['a header that is no JSON', Uint8Array.from(bytes, (byte, at) => (at === 12 ? 0 : byte)), '文件头读不懂'],
  ])('%s is refused by name', (_, damaged, sentence) => {
    expect(() => decodeModel(damaged, 'x.bin')).toThrow(new RegExp(`^x\\.bin .*${sentence}`))
  })

  it('that is not there is said in a sentence', () => {
    expect(() => loadModel('no/such.bin')).toThrow('读不到模型文件 no/such.bin')
  })
})

describe('how sure to be', () => {
  /** Two labels; the first is right in `right` of ten rows in which it scores higher. */
  const rowsRight = (right: number) =>
    Array.from({ length: 200 }, (_, at) => ({ scores: [1, -1], length: 0, is: at % 10 < right ? 0 : 1 }))

  it.each([6, 8, 9])('%i right of ten become that probability', (right) => {
    const { sharpness, shifts } = fitCalibration(rowsRight(right), 2)
    const gap = 2 * Math.exp(sharpness) + (shifts[0] ?? 0) - (shifts[1] ?? 0)
    expect(1 / (1 + Math.exp(-gap))).toBeCloseTo(right / 10, 1)
  })

  it('a model is sure from where 95 of 100 were right', () => {
    const judged = Array.from({ length: 100 }, (_, at) => ({ confidence: at / 100, right: at >= 50 || at % 2 === 0 }))
    const from = sureFrom(judged, 0.95)
    const sure = judged.filter(({ confidence }) => confidence >= from)
    expect(sure.filter(({ right }) => right).length / sure.length).toBeGreaterThanOrEqual(0.95)
    expect(from).toBeLessThan(0.5)
  })

  it('and never where nothing is right', () => {
    expect(sureFrom([{ confidence: 0.9, right: false }], 0.95)).toBe(1)
  })
})

it('copies of a text are one group, however they are spaced', () => {
  const groups = groupCopies([
    '光华小区的路灯已经坏了三个月没有人修',
    '光华小区 的 路灯 已经 坏了 三个月 没有 人 修 请处理',
    '友谊路口的井盖翘起来了很危险',
  ])
  expect(groups[0]).toBe(groups[1])
  expect(groups[2]).not.toBe(groups[0])
})
