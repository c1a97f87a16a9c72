import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../../schema/kernel/chance.ts'
import { TIERS, URGENCIES } from '../../schema/ticket/ticket.rules.ts'
import { type Queued, standingIn, workAtOf, workOrder } from '../../schema/ticket/work-order.rules.ts'

const DAY = 24 * 3_600_000
const START = new Date('2026-11-25T02:00:00Z')
const days = (count: number) => new Date(START.getTime() + count * DAY)

/** An ordinary ticket, due in nine days. */
const ordinary: Queued = { urgency: 'NORMAL', tier: 'QUALITY', dueAt: days(9), reopened: 0 }
const urge = (at: number) => ({ act: 'urge' as const, cause: `${at}`, at: days(at) })

/** The limits that deadlines are made of: danger 2 hours, utilities 24 hours, 7 and 15 working days over holidays. */
const LIMITS = [2 / 24, 1, 9, 13, 21, 31]

function anyTicket(seed: string): Queued {
  const chance = chanceFrom(seed)
  const urgency = chance.pick(URGENCIES)
  return {
    urgency,
    tier: chance.pick(TIERS),
    dueAt: days(urgency === 'EMERGENCY' ? 2 / 24 : chance.pick(LIMITS)),
    reopened: chance.whole(0, 1),
    citizenActs: Array.from({ length: chance.whole(0, 5) }, (_, at) => urge(at)),
    ...(chance.happens(0.3) && { callbackFor: 'somebody' }),
    ...(chance.happens(0.5) && { standing: standingIn(chance.whole(1, 9), chance.whole(1, 60)) }),
  }
}

describe('the order in which tickets are worked', () => {
  it.each<[string, Queued, Queued]>([
    ['an older one among equals', ordinary, { ...ordinary, dueAt: days(9.1) }],
    ['the nearer deadline', { ...ordinary, dueAt: days(1) }, ordinary],
    ['an emergency', { ...ordinary, urgency: 'EMERGENCY' }, { ...ordinary, dueAt: days(-20), tier: 'BASIC' }],
    ['an urgent one', { ...ordinary, urgency: 'URGENT' }, ordinary],
    ['a matter of the floor', { ...ordinary, tier: 'BASIC' }, { ...ordinary, tier: 'ESSENTIAL' }],
    ['a second try', { ...ordinary, reopened: 1 }, ordinary],
    ['one the citizen urged', { ...ordinary, citizenActs: [urge(0)] }, ordinary],
    ['one the citizen told twice', { ...ordinary, standing: standingIn(2, 1) }, ordinary],
    ['one that many tell', { ...ordinary, standing: standingIn(1, 6) }, { ...ordinary, standing: standingIn(1, 2) }],
    [
      'a matter of the floor told by one',
      { ...ordinary, tier: 'BASIC' },
      { ...ordinary, standing: standingIn(1, 900) },
    ],
    ['one whose citizen waits for a call', { ...ordinary, callbackFor: 'somebody' }, ordinary],
    ['an overdue one', { ...ordinary, dueAt: days(-1) }, { ...ordinary, tier: 'BASIC' }],
  ])('%s goes first', (_, first, second) => {
    expect(workAtOf(first).getTime()).toBeLessThan(workAtOf(second).getTime())
  })

  it('puts an emergency before whatever else was opened within the last month', () => {
    for (let seed = 0; seed < 300; seed++) {
      const other = anyTicket(`other ${seed}`)
      if (other.urgency === 'EMERGENCY') continue
      const emergency: Queued = { ...ordinary, urgency: 'EMERGENCY', dueAt: days(30 + 2 / 24) }
      expect(workAtOf(emergency).getTime()).toBeLessThan(workAtOf(other).getTime())
    }
  })

  it('lets nobody starve: each ticket stands before any that is opened long enough after it', () => {
    const most: Queued = {
      ...ordinary,
      urgency: 'EMERGENCY',
      tier: 'BASIC',
      reopened: 1,
      standing: standingIn(99, 999),
    }
    const atOnce: Queued = { ...most, callbackFor: 'somebody' }
    for (let seed = 0; seed < 300; seed++) {
      const waiting = anyTicket(`waiting ${seed}`)
      const later = { ...atOnce, citizenActs: [urge(0), urge(1), urge(2)], dueAt: days(150) }
      expect(workAtOf(waiting).getTime()).toBeLessThan(workAtOf(later).getTime())
    }
  })

  it('is raised by nothing a citizen does without end', () => {
    const urged = (times: number) => ({ ...ordinary, citizenActs: Array.from({ length: times }, (_, at) => urge(at)) })
    expect(workAtOf(urged(3))).toEqual(workAtOf(urged(30)))
  })

  it('nor by telling it again beside urging, nor by any crowd beyond three days', () => {
    const both = { ...ordinary, citizenActs: [urge(0), urge(1)], standing: standingIn(50, 1) }
    expect(workAtOf(both)).toEqual(workAtOf({ ...ordinary, citizenActs: [urge(0), urge(1), urge(2)] }))
    const crowd = workAtOf({ ...ordinary, standing: standingIn(1, 5000) })
    expect(ordinary.dueAt.getTime() - crowd.getTime()).toBe(3 * DAY)
  })

  it('never puts the more urgent, the nearer or the more often told later, all else equal', () => {
    for (let seed = 0; seed < 300; seed++) {
      const one = anyTicket(`same ${seed}`)
      const { times = 1, people = 1 } = one.standing ?? {}
      const worse: Queued[] = [
        { ...one, urgency: URGENCIES[Math.max(0, URGENCIES.indexOf(one.urgency) + 1)] ?? one.urgency },
        { ...one, tier: TIERS[TIERS.indexOf(one.tier) - 1] ?? one.tier },
        { ...one, dueAt: new Date(one.dueAt.getTime() - DAY) },
        { ...one, standing: standingIn(times + 1, people) },
        { ...one, standing: standingIn(times, people * 4) },
      ]
      for (const other of worse) expect(workAtOf(other).getTime()).toBeLessThanOrEqual(workAtOf(one).getTime())
    }
  })

  it('does not hear how loudly it is said', () => {
    const loud = { ...ordinary, sentiment: { polarity: 0, intensity: 1, level: 'STRONG', escalation: true } }
    expect(workAtOf(loud)).toEqual(workAtOf(ordinary))
  })

  it('says why, the weightiest first, and how much time is left', () => {
    const told = { citizenActs: [urge(0)], standing: standingIn(2, 7) }
    const ticket: Queued = { ...ordinary, urgency: 'URGENT', tier: 'BASIC', ...told }
    expect(workOrder(ticket, START).why).toEqual([
      '距办理时限还有 9 天',
      '紧急诉求，提前 5 天',
      '基础民生，提前 4 天',
      '5 人以上反映同一事项，提前 2 天',
      '市民催办 1 次，提前 1 天',
      '市民再次反映 1 次，提前 1 天',
    ])
    expect(workOrder(ordinary, days(9.5)).why).toEqual(['已超过办理时限 12 小时'])
  })

  it('does not depend on when it is asked for', () => {
    const ticket = anyTicket('some')
    expect(workOrder(ticket, START).workAt).toEqual(workOrder(ticket, days(40)).workAt)
  })
})
