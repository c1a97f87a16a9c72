import { describe, expect, it } from 'vitest'
import { mayWrite, type Standing, standingAfter } from '../../schema/citizen/window.rules.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'

const HOUR_MS = 3_600_000
const T0 = new Date('2026-11-30T01:00:00Z')
const later = (hours: number) => new Date(T0.getTime() + hours * HOUR_MS)

type Said = Pick<InboundMessage, 'kind' | 'at' | 'reply'>
const spoke = (at: Date): Said => ({
  kind: 'text',
  at,
  reply: { mode: 'messages', remaining: 'unlimited', until: new Date(at.getTime() + 48 * HOUR_MS) },
})
const left = (at: Date): Said => ({ kind: 'unfollow', at, reply: { mode: 'none' } })
const mentioned = (at: Date): Said => ({
  kind: 'text',
  at,
  reply: { mode: 'messages', remaining: 1, until: new Date(at.getTime() + 48 * HOUR_MS) },
})

/** As the store keeps it: the latest of each date. */
function standing(said: readonly Said[]): Standing {
  const kept: Standing = {}
  for (const change of said.map(standingAfter)) {
    for (const name of ['spokeAt', 'openUntil', 'leftAt'] as const) {
      const value = change?.[name]
      if (value && (!kept[name] || value > kept[name])) kept[name] = value
    }
  }
  return kept
}

describe('whether an account may be written to', () => {
  it.each([
    ['a stranger', [], 0, false, true],
    ['right after speaking', [spoke(T0)], 0, true, true],
    ['within 48 hours', [spoke(T0)], 47.9, true, true],
    ['after 48 hours', [spoke(T0)], 48, false, true],
    ['speaking again opens again', [spoke(T0), spoke(later(50))], 90, true, true],
    ['after leaving', [spoke(T0), left(later(1))], 2, false, false],
    ['having come back', [spoke(T0), left(later(1)), spoke(later(2))], 3, true, true],
    ['a mention opens nothing', [mentioned(T0)], 1, false, true],
    ['a mention after leaving', [spoke(T0), left(later(1)), mentioned(later(2))], 3, false, false],
  ] as [string, Said[], number, boolean, boolean][])('%s', (_, said, hours, window, untilLeft) => {
    // Callbacks overtake each other; what is kept does not depend on it.
    for (const order of [said, said.toReversed()]) {
      expect(mayWrite('within-window', standing(order), later(hours))).toBe(window)
      expect(mayWrite('until-left', standing(order), later(hours))).toBe(untilLeft)
      expect(mayWrite(undefined, standing(order), later(hours))).toBe(true)
    }
  })
})
