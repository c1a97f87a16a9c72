import { describe, expect, it } from 'vitest'
import {
  type Move,
  TICKET_STATES,
  type TicketState,
  decideMove,
  ticketEvent,
  wantsRedo,
} from '../../schema/ticket/ticket.rules.ts'
import { ticketNumber } from '../../schema/ticket/ticket-number.rules.ts'

describe('a ticket moves 受理 → 派单 → 签收 → 回复 → 办结, back for a redo, and nowhere else', () => {
  const allowed: Record<string, TicketState> = {
    'ACCEPTED dispatch': 'DISPATCHED',
    'DISPATCHED sign': 'SIGNED',
    'SIGNED reply': 'REPLIED',
    'REPLIED reply': 'REPLIED',
    'REPLIED close': 'CLOSED',
    'CLOSED reopen': 'DISPATCHED',
    'ACCEPTED withdraw': 'WITHDRAWN',
    'DISPATCHED withdraw': 'WITHDRAWN',
    'SIGNED withdraw': 'WITHDRAWN',
  }
  const moves: Move[] = ['dispatch', 'sign', 'reply', 'close', 'reopen', 'withdraw']
  const cases = TICKET_STATES.flatMap((state) =>
    moves.map((move) => ({ state, move, to: allowed[`${state} ${move}`] })),
  )

  it.each(cases)('$state + $move → $to', ({ state, move, to }) => {
    if (to) expect(decideMove(state, move)).toBe(to)
    else expect(() => decideMove(state, move)).toThrow(expect.objectContaining({ code: 'ILLEGAL_MOVE' }))
  })
})

describe('a dissatisfied citizen gets one redo', () => {
  const answeredAt = new Date('2026-11-24T00:00:00Z')
  it.each([
    ['unsolved', { round: 0, solved: 'UNSOLVED', satisfaction: 'BASIC', answeredAt }, 0, true],
    ['dissatisfied', { round: 0, solved: 'SOLVED', satisfaction: 'UNSATISFIED', answeredAt }, 0, true],
    ['half solved but content', { round: 0, solved: 'PARTLY', satisfaction: 'BASIC', answeredAt }, 0, false],
    ['not yet fully answered', { round: 0, solved: 'UNSOLVED' }, 0, false],
    ['after the redo', { round: 1, solved: 'UNSOLVED', satisfaction: 'UNSATISFIED', answeredAt }, 1, false],
  ] as const)('%s', (_case, survey, reopened, redo) => {
    expect(wantsRedo({ state: 'CLOSED', survey, reopened })).toBe(redo)
  })
})

it('numbers a ticket by the day in Shanghai', () => {
  expect(ticketNumber(new Date('2026-11-23T15:59:59Z'), 7)).toBe('20261123-000007')
  expect(ticketNumber(new Date('2026-11-23T16:00:00Z'), 123456)).toBe('20261124-123456')
})

it('gives the same event the same id, and another revision another id', () => {
  const at = new Date('2026-11-24T00:00:00Z')
  expect(ticketEvent('n', 'ticket.signed', 2, at)).toEqual(ticketEvent('n', 'ticket.signed', 2, at))
  expect(ticketEvent('n', 'ticket.signed', 2, at).id).not.toBe(ticketEvent('n', 'ticket.signed', 3, at).id)
})
