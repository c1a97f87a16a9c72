import { describe, expect, it } from 'vitest'
import { type UnitCounts, periodBounds, periodOf, rankUnits, rates } from '../../schema/assessment/assessment.rules.ts'

const unit = (organId: string, counts: Partial<UnitCounts> = {}) => ({
  organId,
  peerGroup: '街道',
  accepted: 10,
  valid: 10,
  contacted: 10,
  solved: 10,
  satisfied: 10,
  basic: 0,
  ...counts,
})

describe('三率', () => {
  it('weighs response 10, resolution 50, satisfaction 40; 基本满意 counts 0.9', () => {
    const score = rates(unit('a', { contacted: 9, solved: 8, satisfied: 5, basic: 2 }))
    expect(score.responseRate).toBeCloseTo(0.9)
    expect(score.resolutionRate).toBeCloseTo(0.8)
    expect(score.satisfactionRate).toBeCloseTo(0.68)
    expect(score.score).toBe(76.2)
  })

  it('shows nothing rather than zero where nobody was called back', () => {
    expect(rates(unit('a', { valid: 0 }))).toEqual({
      responseRate: null,
      resolutionRate: null,
      satisfactionRate: null,
      score: null,
    })
  })
})

describe('ranks', () => {
  it('ranks within the peer group, leaves small samples unranked and lets equals share a rank', () => {
    const ranked = rankUnits([
      unit('small', { valid: 4, contacted: 4, solved: 4, satisfied: 4 }),
      unit('worse', { solved: 5 }),
      unit('best'),
      unit('equal'),
      { ...unit('other'), peerGroup: '部门' },
    ])
    expect(Object.fromEntries(ranked.map(({ organId, rank }) => [organId, rank]))).toEqual({
      best: 1,
      equal: 1,
      worse: 3,
      small: null,
      other: 1,
    })
  })
})

describe('考核期 runs from the 19th to the 18th, Shanghai time', () => {
  it.each([
    ['2026-11-18T15:59:59Z', '2026-11'],
    ['2026-11-18T16:00:00Z', '2026-12'],
    ['2026-12-31T00:00:00Z', '2027-01'],
  ])('%s falls in %s', (instant, period) => {
    expect(periodOf(new Date(instant))).toBe(period)
    const { from, to } = periodBounds(period)
    expect(new Date(instant).getTime()).toBeGreaterThanOrEqual(from.getTime())
    expect(new Date(instant).getTime()).toBeLessThan(to.getTime())
  })
})
