import { describe, expect, it } from 'vitest'
import type { Correction, Derived } from '../../schema/ticket/derived.rules.ts'
import { type Judged, driftOf, judgementsOf, monthOf, monthsBefore } from '../../schema/ticket/drift.rules.ts'

const at = new Date('2026-11-10T02:00:00Z')
const said = (field: Correction['field'], to: string, from = '?'): Correction => ({ field, from, to, by: '派单员', at })

function judged(derived: Derived, corrections: Correction[], createdAt = at): Judged {
  return { _id: 'n', text: '', createdAt, derived, corrections }
}
const model = (value: string, confidence: number): Derived => ({ category: { by: 'linear-1', value, confidence } })

describe('what people said, held against what a method said', () => {
  it.each([
    ['a correction', model('城乡建设/供水', 0.5), [said('category', '民政')], [['城乡建设', '民政']]],
    [
      'a confirmation, down to the level named',
      model('民政/养老服务/高龄津贴', 0.5),
      [said('category', '民政/养老服务')],
      [
        ['民政', '民政'],
        ['民政/养老服务', '民政/养老服务'],
      ],
    ],
    [
      'nothing below a level that is wrong',
      model('民政/养老服务/高龄津贴', 0.5),
      [said('category', '民政/社会救助/流浪乞讨')],
      [
        ['民政', '民政'],
        ['民政/养老服务', '民政/社会救助'],
      ],
    ],
    [
      'a level that the method left open',
      model('民政', 0.5),
      [said('category', '民政/养老服务/养老机构')],
      [
        ['民政', '民政'],
        ['', '民政/养老服务'],
      ],
    ],
    [
      'the last word counts',
      model('民政', 0.5),
      [said('category', '政法'), said('category', '民政')],
      [['民政', '民政']],
    ],
    ['a place by its street', { place: { by: 'g-1', value: 's1' } }, [said('place', 's1/光华小区')], [['s1', 's1']]],
    ['what the sender picked', { category: { by: 'citizen', value: '民政' } }, [said('category', '政法')], []],
    ['what a table said', { category: { by: 'table' } }, [said('category', '政法')], []],
    ['a ticket from before', undefined, [said('category', '政法')], []],
    ['another field', model('民政', 0.5), [said('kind', 'HELP')], []],
  ] as const)('%s', (_case, derived, corrections, wanted) => {
    const { derived: _, ...rest } = judged({}, [...corrections])
    const found = judgementsOf(derived ? { ...rest, derived } : rest)
    expect(found.map((one) => [one.said, one.is])).toEqual(wanted)
  })
})

it('is told by month, field and method, with what was taken for what and how sure it was', () => {
  const rows = [
    judged(model('城乡建设', 0.35), [said('category', '民政')]),
    judged(model('城乡建设', 0.31), [said('category', '民政')]),
    judged(model('民政', 0.9), [said('category', '民政')]),
    judged({ category: { by: 'rules-1', value: '政法' } }, [said('category', '民政')]),
    judged(model('民政', 0.9), [said('category', '民政')], new Date('2026-10-31T15:00:00Z')),
  ]
  const drift = driftOf(rows.flatMap(judgementsOf), new Map([['2026-11', 200]]))
  expect(drift.map(({ month, by }) => [month, by])).toEqual([
    ['2026-11', 'linear-1'],
    ['2026-11', 'rules-1'],
    ['2026-10', 'linear-1'],
  ])
  expect(drift[0]).toMatchObject({
    opened: 200,
    judged: 3,
    corrected: 2,
    confusion: [{ said: '城乡建设', is: '民政', count: 2 }],
    bins: [
      { count: 2, agreement: 0 },
      { count: 1, agreement: 1 },
    ],
  })
  expect(drift[0]?.agreement).toBeCloseTo(1 / 3)
  expect(drift[0]?.calibrationError).toBeCloseTo((0.66 + 0.1) / 3)
  expect(drift[1]?.calibrationError).toBeUndefined()
})

it('of a category is told level by level', () => {
  const rows = [
    judged(model('民政/养老服务', 0.9), [said('category', '民政/社会救助')]),
    judged(model('民政/养老服务', 0.8), [said('category', '民政/养老服务')]),
  ]
  const drift = driftOf(rows.flatMap(judgementsOf), new Map())
  expect(drift.map(({ level, judged: seen, corrected }) => [level, seen, corrected])).toEqual([
    [1, 2, 0],
    [2, 2, 1],
  ])
  expect(drift[1]).toMatchObject({ confusion: [{ said: '民政/养老服务', is: '民政/社会救助', count: 1 }], bins: [] })
  const sure: Derived = { category: { by: 'linear-1', value: '民政/养老服务', confidence: 0.9, deeper: [0.7] } }
  expect(judgementsOf(judged(sure, [said('category', '民政/社会救助')]))[1]?.confidence).toBe(0.7)
})

it('months begin at midnight in Shanghai', () => {
  expect(monthOf(new Date('2026-10-31T16:00:00Z'))).toBe('2026-11')
  expect(monthOf(new Date('2026-10-31T15:59:59Z'))).toBe('2026-10')
  expect(monthsBefore(new Date('2026-01-15T00:00:00Z'), 0)).toEqual(new Date('2025-12-31T16:00:00Z'))
  expect(monthsBefore(new Date('2026-01-15T00:00:00Z'), 2)).toEqual(new Date('2025-10-31T16:00:00Z'))
})
