import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { say } from '../../schema/demo/phrase.rules.ts'
import { shareOut } from '../../schema/demo/rhythm.rules.ts'

const row = (seed: string) => Array.from({ length: 5 }, chanceFrom(seed).next)

describe('repeatable chance', () => {
  it('gives the same row for the same seed', () => {
    expect(row('a')).toEqual(row('a'))
    expect(row('a')).not.toEqual(row('b'))
  })

  it('is even enough', () => {
    const chance = chanceFrom('even')
    const counts = [0, 0, 0, 0]
    for (let times = 0; times < 4000; times++) counts[chance.whole(0, 3)]! += 1
    expect(Math.min(...counts)).toBeGreaterThan(850)
    expect(Math.max(...counts)).toBeLessThan(1150)
  })

  it('weighs its choices', () => {
    const chance = chanceFrom('weighed')
    const picked = Array.from({ length: 1000 }, () => chance.pickWeighted(['a', 'b'], (one) => (one === 'a' ? 9 : 1)))
    expect(picked.filter((one) => one === 'a').length).toBeGreaterThan(850)
    expect(() => chance.pick([])).toThrow(RangeError)
  })
})

describe('a template', () => {
  it('takes one of its alternatives, and fills its slots', () => {
    const chance = chanceFrom('words')
    const said = new Set(Array.from({ length: 30 }, () => say('[好|坏]了{days}', chance, () => '三天')))
    expect(said).toEqual(new Set(['好了三天', '坏了三天']))
  })

  it('with a slot inside an alternative only asks for it when chosen', () => {
    expect(say('[{known}|{known}]', chanceFrom('x'), (name) => (name === 'known' ? '光华路' : undefined))).toBe(
      '光华路',
    )
  })

  it('fails loudly for a slot nobody knows', () => {
    expect(() => say('{nobody}', chanceFrom('x'), () => undefined)).toThrow('{nobody}')
  })
})

it.each([
  [10, [1, 1, 1]],
  [7, [0, 5, 0, 5]],
  [100, [0.3, 0.3, 0.4]],
  [0, [1, 2]],
])('shares %i out by %o without losing any', (total, weights) => {
  const counts = shareOut(total, weights)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total)
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(0)
  weights.forEach((weight, index) => weight === 0 && expect(counts[index]).toBe(0))
})
