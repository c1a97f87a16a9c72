import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { domainCounts, domainShares, trainDomains } from '../../schema/classify/sentiment/domains.rules.ts'
import { readPolarity, writePolarity } from '../../schema/classify/sentiment/model-file.ts'
import { eachFeature } from '../../schema/classify/sentiment/polarity-features.rules.ts'
import { polarityOf, seenBy } from '../../schema/classify/sentiment/polarity.rules.ts'
import { type PolarityRow, trainPolarity, trainSides } from '../../schema/classify/sentiment/train-polarity.rules.ts'
import { learnVocabulary, placeOf } from '../../schema/classify/sentiment/vocabulary.rules.ts'

/** 薄 is praise of a telephone and blame of a quilt; 好 and 差 are the same everywhere. */
const PHONE = ['手机', '屏幕', '充电', '电池', '信号', '拍照']
const QUILT = ['被子', '床单', '枕头', '棉花', '毯子', '被套']
const ROWS: PolarityRow[] = [...PHONE, ...QUILT].flatMap((thing) =>
  ['今天', '昨天', '刚刚', '早上', '晚上', '上周', '月初', '年底', '春天'].flatMap((when) => {
    const domain = PHONE.includes(thing) ? '手机' : '床品'
    return [
      { text: `${when}收到${thing}，很薄`, good: domain === '手机', set: 'a', domain },
      { text: `${when}收到${thing}，很好`, good: true, set: 'a', domain },
      { text: `${when}收到${thing}，很差`, good: false, set: 'a', domain },
    ]
  }),
)
const { model, heldOut } = trainPolarity(ROWS)
const polarity = (text: string) => polarityOf(model, seenBy(model, text))

describe('a model of how something is meant', () => {
  it.each([
    ['周末收到手机，很薄', true],
    ['周末收到被子，很薄', false],
    ['周末收到被子，很好', true],
    ['周末收到手机，很差', false],
  ])('hears the same word by what is spoken of: %s', (text, good) => {
    expect(polarity(text) > 0.5).toBe(good)
  })

  it('is the same from the same rows, and tried on rows that it had not seen', () => {
    const again = trainSides(ROWS)
    expect(Buffer.from(again.weights).equals(Buffer.from(model.weights))).toBe(true)
    expect([again.bias, again.domains.biases]).toEqual([model.bias, model.domains.biases])
    expect(heldOut.filter(({ good, polarity: said }) => said >= 0.5 === good).length / ROWS.length).toBeGreaterThan(
      0.95,
    )
  })

  it('says nothing of an empty text, and reads a long one as far as 2,000 letters', () => {
    expect([polarity(''), polarity('  ')]).toEqual([0.5, 0.5])
    expect(polarity('很好'.repeat(5000))).toBe(polarity('很好'.repeat(1000)))
  })

  it('comes back from its files as it was, and a damaged one is refused in a sentence', () => {
    const folder = mkdtempSync(join(tmpdir(), 'polarity-'))
    const path = join(folder, 'own.json')
    const scores = { accuracy: { a: 1 }, calibrationError: 0 }
    writePolarity(path, model, { version: 'v', trainedAt: 't', command: 'c', rows: ROWS.length, data: [], scores })
    const back = readPolarity(path).model
    for (const { text } of ROWS.slice(0, 9)) expect(polarityOf(back, seenBy(back, text))).toBe(polarity(text))
    const bytes = readFileSync(join(folder, 'own.bin'))
    writeFileSync(join(folder, 'own.bin'), bytes.subarray(1))
    expect(() => readPolarity(path)).toThrow('可能不完整')
    rmSync(folder, { recursive: true })
  })
})

describe('what is spoken of', () => {
  const rows = ROWS.map(({ text, domain }) => ({ domain, counts: domainCounts(text, 2 ** 14) }))
  const domains = trainDomains(rows, ['床品', '手机'])

  it.each([
    ['手机的屏幕和电池', 1],
    ['被子和枕头', 0],
  ])('is told from the text: %s', (text, place) => {
    const shares = domainShares(domains, domainCounts(text, domains.columns))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    expect(shares[place]).toBeGreaterThan(0.5)
  })
})

describe('the features a model knows', () => {
  const featuresOf = (text: string) => {
    const counts = new Map<number, number>()
    eachFeature(text, (hash) => counts.set(hash, 1))
    return counts
  }
  const [one, two] = [featuresOf('路灯亮了'), featuresOf('路灯坏了')]
  const vocabulary = learnVocabulary([one, two], 2)

  it('are those of enough texts, each with a place of its own', () => {
    const shared = [...one.keys()].filter((key) => two.has(key)).sort((a, b) => a - b)
    expect([...vocabulary.keys]).toEqual(shared)
    expect(shared.map((key) => placeOf(vocabulary, key))).toEqual(shared.map((_, place) => place))
  })

  it('leave others out, and a model may know none', () => {
    const rare = [...one.keys()].find((key) => !two.has(key)) ?? 0
    expect(placeOf(vocabulary, rare)).toBe(-1)
    expect(placeOf(learnVocabulary([], 1), rare)).toBe(-1)
  })
})
