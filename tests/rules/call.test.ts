import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type KeptPiece,
  assemble,
  closedBefore,
  endOf,
  maskNumber,
  ownWords,
  supersedes,
  ticketCalledAbout,
  toVerify,
} from '../../schema/call/call.rules.ts'
import type { Utterance } from '../../schema/kernel/ports.ts'

const START = Date.parse('2026-11-30T01:00:00Z')
const DUE = START + 1_800_000
const before = new Date(DUE - 1)
const after = new Date(DUE)

const piece = (more: Partial<KeptPiece> & Pick<KeptPiece, 'piece'>): KeptPiece => ({
  version: 1,
  account: '13800138000',
  number: '13800138000',
  at: START,
  turns: [],
  wordsDue: DUE,
  ...more,
})

const said = (text: string, more: Partial<Utterance> = {}): Utterance => ({ speaker: 'citizen', text, ...more })

const record = piece({ piece: 'record', direction: 'inbound', outcome: 'answered', keys: '1', surveyKeys: '2' })
const recording = piece({ piece: 'recording:1', at: START + 90_000, recordings: ['https://example.com/1.mp3'] })
const transcript = piece({
  piece: 'transcript',
  at: START + 4000,
  words: 'whole',
  turns: [said('您好', { speaker: 'agent', offsetMs: 0 }), said('光华路停水了', { offsetMs: 2000, confidence: 0.9 })],
})

describe('a call is the same in whatever order its pieces come', () => {
  const answers = ['光华路', '停水了', '三天了'].map((text, index) =>
    piece({ piece: `answer:${index}`, words: 'part', at: START + (index + 1) * 10_000, turns: [said(text)] }),
  )
  const pieces = [record, recording, transcript, ...answers]

  it('every permutation assembles to the same call', () => {
    const whole = assemble(pieces)
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: pieces.length }), (shuffled) => {
        expect(assemble(shuffled)).toEqual(whole)
      }),
      { seed: 12345 },
    )
    expect(whole).toMatchObject({ startedAt: new Date(START), number: '13800138000', outcome: 'answered', keys: '1' })
    expect(ownWords(whole.turns)).toBe('光华路停水了')
  })

  it('single answers are stitched together in the order they were given', () => {
    expect(ownWords(assemble(answers.toReversed()).turns)).toBe('光华路\n停水了\n三天了')
  })

  it('offsets count from the start of the call, not of its recording', () => {
    expect(assemble([record, transcript]).turns.map((turn) => turn.offsetMs)).toEqual([4000, 6000])
  })

  it('a stand-in gives way to the number as soon as one is known', () => {
    const { number: _number, ...withheld } = piece({ piece: 'transcript', account: 'call:c:1' })
    expect(assemble([withheld, recording])).toMatchObject({ account: '13800138000', number: '13800138000' })
  })

  it('a recogniser that told the voices apart is believed before one that did not', () => {
    const mixed = piece({ piece: 'vcon', words: 'whole', turns: [said('您好 光华路停水了', { speaker: 'unknown' })] })
    expect(ownWords(assemble([mixed, transcript]).turns)).toBe('光华路停水了')
  })
})

describe('which version of a piece stays', () => {
  it.each([
    [{ version: 2, mark: 'a' }, { version: 1, mark: 'b' }, true],
    [{ version: 1, mark: 'b' }, { version: 2, mark: 'a' }, false],
    [{ version: 1, mark: 'b' }, { version: 1, mark: 'a' }, true],
    [{ version: 1, mark: 'a' }, { version: 1, mark: 'b' }, false],
    [{ version: 1, mark: 'a' }, { version: 1, mark: 'a' }, false],
  ])('%j over %j: %s', (a, b, wins) => {
    expect(supersedes(a, b)).toBe(wins)
  })
})

describe('what becomes of a call', () => {
  const silent = piece({ piece: 'transcript', words: 'whole', turns: [said('您好，请讲', { speaker: 'agent' })] })
  const abandoned = piece({ piece: 'record', outcome: 'abandoned' })
  const voicemail = piece({ piece: 'voicemail', outcome: 'voicemail', recordings: ['https://example.com/v.mp3'] })
  const answer = piece({ piece: 'answer:1', words: 'part', turns: [said('路灯坏了')] })

  it.each<[string, KeptPiece[], string, string]>([
    ['words of the whole call', [transcript], 'request', 'request'],
    ['words and all the rest', [record, recording, transcript], 'request', 'request'],
    ['one answer of a dialogue that goes on', [answer], 'wait', 'request'],
    ['one answer, and the call is over', [answer, piece({ piece: 'record' })], 'request', 'request'],
    ['answered, words to come', [record], 'wait', 'unheard'],
    ['recorded, words to come', [recording], 'wait', 'unheard'],
    ['a message was left', [voicemail], 'wait', 'unheard'],
    ['given up in the queue, but a message was left', [abandoned, voicemail], 'wait', 'unheard'],
    ['given up in the queue', [abandoned], 'dropped', 'dropped'],
    ['given up, but asked to be called back', [{ ...abandoned, wantsCallback: true }], 'wait', 'unheard'],
    ['given up, but something was said', [abandoned, transcript], 'request', 'request'],
    ['the agent spoke, the caller did not', [record, silent], 'dropped', 'dropped'],
    ['a silent message', [voicemail, { ...silent, turns: [] }], 'dropped', 'dropped'],
    ['only keys, and nobody knows more', [piece({ piece: 'answer:1', keys: '1' })], 'wait', 'dropped'],
  ])('%s: %s → %s', (_, pieces, early, late) => {
    const call = assemble(pieces)
    expect([endOf(call, before), endOf(call, after)]).toEqual([early, late])
  })

  it.each(['', '喂', '喂？喂，听得到吗？', '您好', '嗯，啊……', 'Hello?'])('%j says nothing', (text) => {
    expect(ownWords([said(text)])).toBe('')
  })

  it.each(['喂，没水了', '停电', '你好我要投诉'])('%j says something, greeting and all', (text) => {
    expect(ownWords([said(text)])).toBe(text)
  })
})

describe('what was heard badly is verified, not guessed', () => {
  it.each<[string, number | undefined, string[]]>([
    ['在光华路十二号', 0.41, ['place']],
    ['在光华路十二号', 0.6, []],
    ['在光华路十二号', undefined, []],
    ['我的电话是幺三八零零幺三八零零零', 0.3, ['phone']],
    ['打13800138000找我', 0.2, ['phone']],
    ['东门小区，电话13800138000', 0.2, ['place', 'phone']],
    ['吵得睡不着', 0.1, []],
  ])('%s, sure by %s: %j', (text, confidence, wanted) => {
    const turn = said(text, confidence === undefined ? {} : { confidence })
    expect(toVerify([turn, said('您是说光华路？', { speaker: 'agent', confidence: 0.1 })])).toEqual(wanted)
  })
})

describe('which ticket a call to the citizen is about', () => {
  const day = (count: number) => new Date(START - count * 86_400_000)
  const open = { name: 'open', state: 'DISPATCHED', createdAt: day(5) }
  const closed = { name: 'closed', state: 'CLOSED', createdAt: day(9), closedAt: day(1) }
  const old = { name: 'old', state: 'CLOSED', createdAt: day(60), closedAt: day(40) }
  const later = { name: 'later', state: 'DISPATCHED', createdAt: new Date(START + 1) }

  it.each<[{ name: string; state: string; createdAt: Date; closedAt?: Date }[], string | undefined]>([
    [[open, closed, old], 'closed'],
    [[open, old], 'open'],
    [[old, later], undefined],
    [[], undefined],
  ])('%#: %s', (tickets, wanted) => {
    expect(ticketCalledAbout(tickets, new Date(START))?.name).toBe(wanted)
  })

  it('keys judge only what was closed before they were pressed', () => {
    expect(closedBefore(closed, new Date(START))).toBe(true)
    expect(closedBefore(closed, day(2))).toBe(false)
    expect(closedBefore({ ...closed, state: 'DISPATCHED' }, new Date(START))).toBe(false)
  })
})

it.each([
  ['13800138000', '138****8000'],
  ['01012345678', '010****5678'],
  ['12345', '12345'],
])('%s is shown as %s', (number, shown) => {
  expect(maskNumber(number)).toBe(shown)
})
