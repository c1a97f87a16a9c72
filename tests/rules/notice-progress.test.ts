import { describe, expect, it } from 'vitest'
import { isOvertaken } from '../../schema/notice/notice.rules.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'

const at = new Date('2026-11-24T02:00:00Z')
const dispatched = (revision: number) => ({ id: `n:${revision}`, at, event: 'dispatched', text: '已派建国街道办理' })
const event = (name: 'ticket.dispatched' | 'ticket.signed', revision: number) => ({
  id: `n:${revision}:${name}`,
  name,
  at,
})

describe('a step that comes late is not told any more', () => {
  it.each([
    ['the first dispatch', 'DISPATCHED', [dispatched(1)], event('ticket.dispatched', 1), false],
    [
      'a dispatch after which the place was corrected',
      'DISPATCHED',
      [dispatched(1), dispatched(2)],
      event('ticket.dispatched', 1),
      true,
    ],
    [
      'the dispatch to the right unit',
      'DISPATCHED',
      [dispatched(1), dispatched(2)],
      event('ticket.dispatched', 2),
      false,
    ],
    ['signing', 'SIGNED', [dispatched(1)], event('ticket.signed', 2), false],
    ['a dispatch that the citizen withdrew from', 'WITHDRAWN', [dispatched(1)], event('ticket.dispatched', 1), true],
    ['signing that the citizen withdrew from', 'WITHDRAWN', [dispatched(1)], event('ticket.signed', 2), true],
  ] as const)('%s', (_case, state, timeline, step, overtaken) => {
    const ticket: Pick<Ticket, 'state' | 'timeline'> = { state, timeline: [...timeline] }
    expect(isOvertaken(ticket, step)).toBe(overtaken)
  })
})
