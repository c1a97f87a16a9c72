import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { guardFormula, unguardFormula } from '../../schema/exchange/cell.rules.ts'
import { rowOf, take, ticketOf } from '../support/exchange-city.ts'
import { PLAIN, type Row, oddRows } from '../support/past-tickets.ts'

vi.setConfig({ testTimeout: 60_000 })

describe('a row that was exported comes back as it went', () => {
  describe.each(oddRows())('$about', ({ row }) => {
    it.each([true, false])('masked: %s', (masked) => {
      const once = rowOf(ticketOf(row), masked)
      expect(rowOf(ticketOf(once), masked)).toEqual(once)
    })
  })

  const anything = fc.string({ unit: 'binary', maxLength: 40 })
  const nasty = fc.oneof(
    anything,
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^['=+\-@\t\r\n＝＋－＠",;、>→\- 张三a1]{0,12}$/),
    fc.stringMatching(/^[\d张*1-3-]{0,24}$/),
  )
  const FREE = [
    ...(['tags', 'title', 'text', 'name', 'contact', 'district', 'street', 'outcome', 'reply', 'way'] as const),
    ...(['company', 'community', 'place', 'unit'] as const),
  ]

  it.each([true, false])('whatever stands in its free cells (masked: %s)', (masked) => {
    let taken = 0
    fc.assert(
      fc.property(fc.record(Object.fromEntries(FREE.map((column) => [column, nasty]))), (cells: Row) => {
        const first = take({ ...PLAIN, ...cells })
        if ('problems' in first) return
        taken++
        const once = rowOf(first.ticket, masked)
        expect(rowOf(ticketOf(once), masked)).toEqual(once)
      }),
      { numRuns: 400, seed: 7 },
    )
    expect(taken).toBeGreaterThan(250)
  })

  it('whatever its number is', () => {
    fc.assert(
      fc.property(nasty, (number) => {
        const first = take({ ...PLAIN, number })
        if ('problems' in first) return
        const once = rowOf(first.ticket, false)
        expect(rowOf(ticketOf(once), false)).toEqual(once)
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  it('whatever its category is called', () => {
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 3 }), (levels) => {
        const [l1 = '', l2 = '', l3 = ''] = levels
        const first = take({ ...PLAIN, category: '', l1, l2, l3 })
        if ('problems' in first) return
        const once = rowOf(first.ticket, false)
        expect(rowOf(ticketOf(once), false)).toEqual(once)
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  it('a guard against formulas takes back exactly what it added', () => {
    const holds = fc.property(nasty, (cell) => unguardFormula(guardFormula(cell)) === cell)
    fc.assert(holds, { numRuns: 5000, seed: 7 })
  })
})
