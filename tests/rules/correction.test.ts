import { describe, expect, it } from 'vitest'
import {
  decideCorrection,
  mayCorrect,
  readValue,
  usedValue,
  withCorrections,
} from '../../schema/ticket/correction.rules.ts'
import { CORRECTABLE, type CorrectableField, derivationOf } from '../../schema/ticket/derived.rules.ts'
import { normalise } from '../../schema/ticket/normalise.rules.ts'
import { closeTwo, isUnsure } from '../../schema/ticket/review.rules.ts'
import type { Ticket, TicketState } from '../../schema/ticket/ticket.rules.ts'
import { STAFF_ROLES } from '../../schema/staff/staff.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'

const registers = demoRegisters()
const at = new Date('2026-11-25T01:00:00Z')
const hour = (count: number) => new Date(at.getTime() + count * 3_600_000)

function ticketOf(text: string, more: Partial<Ticket> = {}): Ticket {
  const request = { sourceKey: 's', channel: 'wechat', citizenKey: 'c', text, at }
  return { ...normalise(registers, request, '20261125-000001'), outbox: [], ...more }
}

const dispatched = (text: string, organId: string, state: TicketState = 'DISPATCHED') =>
  ticketOf(text, { state, organId, ...(state === 'SIGNED' && { signedAt: at }) })

function correct(ticket: Ticket, field: CorrectableField, value: string, now = hour(1)): Partial<Ticket> {
  return decideCorrection(registers, ticket, readValue(registers, field, value), now)
}

describe('what a value may be', () => {
  it.each([
    ['kind', 'COMPLAINT', 'COMPLAINT'],
    ['urgency', 'URGENT', 'URGENT'],
    ['tier', 'BASIC', 'BASIC'],
    ['category', '城乡建设/市政设施/井盖雨箅', '城乡建设/市政设施/井盖雨箅'],
    ['category', '城乡建设', '城乡建设'],
    ['place', 'gh-jianguo', 'gh-jianguo'],
    ['place', 'guanghua', 'guanghua'],
    ['place', 'gh-jianguo/光华小区', 'gh-jianguo/光华小区'],
  ] as const)('%s: %s', (field, value, used) => {
    const ticket = { ...ticketOf('您好'), ...readValue(registers, field, value) }
    expect(usedValue(ticket, field)).toBe(used)
  })

  it.each([
    ['kind', 'ANGRY'],
    ['urgency', ''],
    ['tier', 'kind'],
    ['category', '城乡建设/没有这一项'],
    ['category', '__proto__'],
    ['place', 'nowhere'],
    ['place', 'guanghua/光华小区'],
    ['place', 'gh-jianguo/别处小区'],
  ] as const)('%s: not %s', (field, value) => {
    expect(() => readValue(registers, field, value)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })
})

describe('until the unit has signed, unit and clock follow', () => {
  it('another category is another unit’s', () => {
    const after = correct(dispatched('光华路井盖坏了', 'gh-jianguo'), 'category', '城乡建设/供水/停水断水')
    expect(after).toMatchObject({ state: 'ACCEPTED', category: { l2: '供水', confidence: 1 } })
  })

  it('another street is another unit’s', () => {
    const after = correct(dispatched('光华路井盖坏了', 'gh-jianguo'), 'place', 'wh-liantang')
    expect(after).toMatchObject({ state: 'ACCEPTED', place: { streetId: 'wh-liantang', districtName: '望湖区' } })
    expect(after.dueAt).toBeUndefined()
  })

  it('the same unit reads why it still has it', () => {
    const after = correct(dispatched('光华路井盖坏了', 'gh-jianguo'), 'category', '城乡建设/市政设施')
    expect(after.state).toBeUndefined()
    expect(after.dispatchReasons?.[0]).toBe('工作人员更正后')
  })

  it('danger gets two hours, from the correction where the limit would be over', () => {
    const ticket = dispatched('光华路井盖坏了', 'gh-jianguo')
    expect(correct(ticket, 'urgency', 'EMERGENCY', hour(1)).dueAt).toEqual(hour(2))
    expect(correct(ticket, 'urgency', 'EMERGENCY', hour(30)).dueAt).toEqual(hour(32))
  })

  it('nothing moves once the unit has signed', () => {
    const after = correct(dispatched('光华路井盖坏了', 'gh-jianguo', 'SIGNED'), 'place', 'wh-liantang')
    expect(Object.keys(after).toSorted()).toEqual(['place', 'title'])
  })

  it('a change of kind leaves clock and place alone', () => {
    const after = correct(dispatched('光华路井盖坏了', 'gh-jianguo'), 'kind', 'COMPLAINT')
    expect(after).toMatchObject({ kind: 'COMPLAINT' })
    expect(after.dueAt ?? after.place ?? after.state).toBeUndefined()
  })
})

it('the title follows, unless another method made it', () => {
  const ticket = dispatched('光华路井盖坏了', 'gh-jianguo', 'SIGNED')
  expect(ticket.title).toBe('光华路井盖坏了')
  expect(correct(ticket, 'place', 'wh-liantang').title).toMatch(/^莲塘街道/)
  const refined = { ...ticket, derived: { ...ticket.derived, title: { by: 'llm:some-model' } } }
  expect(correct(refined, 'place', 'wh-liantang').title).toBeUndefined()
})

describe('the tier', () => {
  const ticket = dispatched('光华路井盖坏了', 'gh-jianguo')
  it('follows from a corrected urgency', () => {
    expect(correct(ticket, 'urgency', 'EMERGENCY')).toMatchObject({ tier: 'BASIC' })
  })
  it('stays what a person said it is', () => {
    const corrections = [{ field: 'tier' as const, from: 'ESSENTIAL', to: 'QUALITY', by: '派单员', at }]
    expect(correct({ ...ticket, tier: 'QUALITY', corrections }, 'urgency', 'EMERGENCY').tier).toBeUndefined()
  })
})

it('a better hearing of the words does not undo what a person decided', () => {
  const corrections = [{ field: 'category' as const, from: '待分类', to: '民政', by: '派单员', at }]
  const ticket = ticketOf('喂', { category: { l1: '民政', confidence: 1 }, corrections })
  const anew = withCorrections(ticketOf('光华路井盖坏了'), ticket)
  expect(anew.category).toEqual({ l1: '民政', confidence: 1 })
  expect(anew.place.streetId).toBe('gh-jianguo')
  expect(anew.derived?.category?.value).toBe('城乡建设/市政设施/井盖雨箅')
})

it('the hotline’s desks correct; units and analysts do not', () => {
  const allowed = STAFF_ROLES.filter((role) => mayCorrect({ role }))
  expect(allowed).toEqual(['admin', 'clerk', 'dispatcher', 'supervisor'])
})

describe('how a field was derived', () => {
  const ticket = ticketOf('光华路井盖坏了，请来修')
  it.each(CORRECTABLE)('%s keeps method and value', (field) => {
    const how = derivationOf(ticket, field)
    expect(how?.by).toMatch(/^[a-z]+-\d+$/)
    expect(usedValue(ticket, field).startsWith(how?.value ?? '?')).toBe(true)
  })

  it('a ticket from before has one method for all', () => {
    const { derived: _, ...rest } = ticket
    const old = { ...rest, understoodBy: 'rules-1' }
    expect(derivationOf(old, 'kind')).toEqual({ by: 'rules-1' })
    expect(derivationOf(old, 'category')).toEqual({ by: 'rules-1', confidence: ticket.category.confidence })
  })

  it('what the sender picked is no method’s', () => {
    const request = {
      sourceKey: 's',
      channel: 'web-form',
      citizenKey: 'c',
      text: '请看看',
      at,
      category: '民政/养老服务',
    }
    const picked = normalise(registers, request, 'n')
    expect(picked.derived?.category).toMatchObject({ by: 'citizen', confidence: 1 })
    expect(picked.needsReview).toBeUndefined()
  })
})

describe('who is asked when the method is not sure', () => {
  const between = ['民政', '政法'] as const
  it.each([
    ['sure', { sure: true }, false, undefined],
    ['sure, though another is near', { sure: true, between }, false, undefined],
    ['unsure between two', { sure: false, between }, true, between],
    ['unsure among many', { sure: false }, true, undefined],
  ])('%s', (_case, category, person, two) => {
    expect(isUnsure(category)).toBe(person)
    expect(closeTwo(category)).toEqual(two)
  })
})
