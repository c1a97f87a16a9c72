import { describe, expect, it } from 'vitest'
import {
  MOST_SUPPLEMENTS,
  actSentence,
  correctedWords,
  hasDone,
  mayRelocate,
  refusalOf,
} from '../../schema/ticket/citizen-acts.rules.ts'
import { CITIZEN_ACTS, type CitizenActEntry, TICKET_STATES } from '../../schema/ticket/ticket.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const urged = (hours: number): CitizenActEntry => ({ act: 'urge', cause: `urge-${hours}`, at: ago(hours) })

describe('what a citizen may do with a ticket, by its state', () => {
  const allowed = {
    ACCEPTED: { urge: true, supplement: true, 'correct-place': true, withdraw: true },
    DISPATCHED: { urge: true, supplement: true, 'correct-place': true, withdraw: true },
    SIGNED: { urge: true, supplement: true, 'correct-place': true, withdraw: true },
    REPLIED: { urge: 'NOT_OPEN', supplement: true, 'correct-place': true, withdraw: 'TOO_LATE' },
    CLOSED: { urge: 'NOT_OPEN', supplement: 'NOT_OPEN', 'correct-place': 'NOT_OPEN', withdraw: 'TOO_LATE' },
    WITHDRAWN: { urge: 'NOT_OPEN', supplement: 'NOT_OPEN', 'correct-place': 'NOT_OPEN', withdraw: 'NOT_OPEN' },
  } as const
  const cases = TICKET_STATES.flatMap((state) =>
    CITIZEN_ACTS.map((act) => ({ state, act, outcome: allowed[state][act] })),
  )

  it.each(cases)('$state: $act → $outcome', ({ state, act, outcome }) => {
    expect(refusalOf({ state }, act, now) ?? true).toBe(outcome)
  })

  it.each([
    ['never before', [], undefined],
    ['a moment ago', [urged(0)], 'TOO_SOON'],
    ['23 hours ago', [urged(23)], 'TOO_SOON'],
    ['a day ago', [urged(24)], undefined],
    ['twice, last 5 hours ago', [urged(48), urged(5)], 'TOO_SOON'],
    ['after this message, which came late', [urged(-1)], 'TOO_SOON'],
  ] as const)('urges counted so far: %s', (_case, citizenActs, outcome) => {
    expect(refusalOf({ state: 'DISPATCHED', citizenActs: [...citizenActs] }, 'urge', now)).toBe(outcome)
  })

  it('a redo does not open the way back: the unit has replied, and the citizen has judged it', () => {
    expect(refusalOf({ state: 'DISPATCHED', repliedAt: ago(50) }, 'withdraw', now)).toBe('TOO_LATE')
  })

  it('keeps a full pile of supplements from growing without end', () => {
    const pile = Array.from({ length: MOST_SUPPLEMENTS }, (_, index): CitizenActEntry => ({
      act: 'supplement',
      cause: String(index),
      at: now,
    }))
    expect(refusalOf({ state: 'SIGNED', citizenActs: pile }, 'supplement', now)).toBe('TOO_SOON')
    expect(refusalOf({ state: 'SIGNED', citizenActs: pile.slice(1) }, 'correct-place', now)).toBeUndefined()
    expect(refusalOf({ state: 'SIGNED', citizenActs: pile }, 'urge', now)).toBeUndefined()
  })
})

it('one message may both urge and supplement, and each once', () => {
  const citizenActs: CitizenActEntry[] = [{ act: 'urge', cause: 'message-1', at: now }]
  expect(hasDone({ citizenActs }, 'urge', 'message-1')).toBe(true)
  expect(hasDone({ citizenActs }, 'supplement', 'message-1')).toBe(false)
  expect(hasDone({ citizenActs }, 'urge', 'message-2')).toBe(false)
  expect(hasDone({}, 'urge', 'message-1')).toBe(false)
})

describe('a corrected place', () => {
  it.each([
    ['ACCEPTED', undefined, true],
    ['DISPATCHED', undefined, true],
    ['SIGNED', ago(1), false],
    ['REPLIED', ago(1), false],
    // Sent back for a redo: the unit knows the place by now.
    ['DISPATCHED', ago(90), false],
  ] as const)('%s, signed %s: moves the ticket %s', (state, signedAt, moves) => {
    expect(mayRelocate({ state, ...(signedAt && { signedAt }) })).toBe(moves)
  })

  it.each([
    ['不是建国路，是光华路', '，是光华路'],
    ['不是建国路是光华路', '是光华路'],
    ['是光华路，不是建国路', '是光华路，'],
    ['不在友谊小区，在桂苑小区', '，在桂苑小区'],
    ['光华路25号', '光华路25号'],
  ])('%s is about %s', (text, about) => {
    expect(correctedWords(text)).toBe(about)
  })
})

describe('the timeline says in a sentence', () => {
  it.each([
    ['urge', {}, '市民催办'],
    ['withdraw', {}, '市民撤回了诉求'],
    ['withdraw', { text: '已经自己修好了' }, '市民撤回了诉求：已经自己修好了'],
    ['supplement', { text: '还漏水' }, '市民补充：还漏水'],
    ['supplement', { media: [{}, {}] }, '市民补充：附件 2 个'],
    ['supplement', { text: '见图', point: {}, media: [{}] }, '市民补充：见图，发来了位置，附件 1 个'],
    ['correct-place', { text: '是光华路' }, '市民更正地点：是光华路'],
    ['supplement', { text: '长'.repeat(80) }, `市民补充：${'长'.repeat(60)}…`],
  ] as const)('%s %o', (act, said, sentence) => {
    expect(actSentence(act, said)).toBe(sentence)
  })
})
