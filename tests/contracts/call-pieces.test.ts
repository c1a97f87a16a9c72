import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createIvrChannel } from '../../bot/channels/ivr/channel.ts'
import { callRecord } from '../../schema/call/call.model.ts'
import { addPiece, followCall, openCall } from '../../schema/call/call.service.ts'
import type { CallPiece, InboundMessage } from '../../schema/kernel/ports.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { tencentCall } from '../support/call-centre.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'

/** No workers: the test itself says when a call is followed. */
let jiesu: TestJiesu
beforeAll(async () => {
  jiesu = await startTestJiesu({ parts: ['api'] })
})
afterAll(() => jiesu.stop())

const channel = createIvrChannel({ centres: {} })
const CALLER = '13800138200'

/** What a body means, as the channel reads it on its `index`-th delivery. */
function piece(body: object | string, index = 0): InboundMessage & { call: CallPiece } {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const receivedAt = new Date(jiesu.clock.now().getTime() + index)
  const raw = { method: 'POST', query: {}, headers: {}, body: bytes, receivedAt } as const
  const [message] = channel.parse(bytes, raw, 'hmac:centre')
  if (!message?.call) throw new Error('no piece of a call')
  return { ...message, call: message.call }
}

/** The bodies of one call, with everything that may come twice or better. */
function bodiesOf(session: string): object[] {
  const tencent = tencentCall(session, CALLER, new Date('2026-11-20T01:00:00Z'))
  return [
    tencent.cdr({ RecordURL: 'https://recorder.example.com/whole.mp3' }),
    tencent.recording(),
    { ...tencent.recording(), RecordId: 'other', EndpointUser: 'seat@example.com' },
    tencent.asr('建国街道光华路井盖坏了', 0.5),
  ]
}

/** A city without calls, so that what is found is of this test. */
beforeEach(async () => {
  await forgetCalls()
})

async function forgetCalls(): Promise<void> {
  await jiesu.city.db.of(callRecord).deleteMany({})
  await jiesu.city.db.of(ticketRecord).deleteMany({})
}

const calls = () => jiesu.city.db.of(callRecord).find().toArray()
const tickets = () => jiesu.city.db.of(ticketRecord).find().toArray()
const texts = async () => (await tickets()).map((ticket) => ticket.text)

/** What became of everything, without what names it. */
async function ends() {
  return {
    calls: (await calls()).map((call) => ({
      state: call.state,
      waits: call.dueAt !== undefined,
      assembled: { ...openCall(jiesu.city, call), wordsDue: undefined },
    })),
    tickets: (await tickets()).map(({ text, state, place, toVerify, citizenKey, phoneKey, category }) => {
      return { text, state, place, toVerify, citizenKey, phoneKey, category }
    }),
  }
}

describe('one call, whatever order its pieces come in', () => {
  const bodies = bodiesOf('session')
  let expected: Awaited<ReturnType<typeof ends>>

  it('in the order they were made', async () => {
    for (const body of bodies) {
      await addPiece(jiesu.city, piece(body))
      await followAll()
    }
    expected = await ends()
    expect(expected.calls).toMatchObject([{ state: 'REQUEST', waits: false }])
    expect(expected.tickets).toMatchObject([{ text: '建国街道光华路井盖坏了', toVerify: ['place'] }])
  })

  it('in any order, doubled and tripled, followed at any time: the same end', async () => {
    const deliveries = fc
      .shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3, 3], { minLength: 9 })
      .chain((order) => fc.tuple(fc.constant(order), fc.array(fc.boolean(), { minLength: 9, maxLength: 9 })))
    await fc.assert(
      fc.asyncProperty(deliveries, async ([order, follow]) => {
        await forgetCalls()
        for (const [index, which] of order.entries()) {
          await addPiece(jiesu.city, piece(bodies[which] ?? {}, index))
          if (follow[index]) await followAll()
        }
        await followAll()
        expect(await ends()).toEqual(expected)
      }),
      { seed: 12345, numRuns: 12 },
    )
  }, 60_000)

  it('all in the same instant, on several processes', async () => {
    for (let round = 0; round < 3; round++) {
      await forgetCalls()
      const messages = [...bodies, ...bodies].map((body, index) => piece(body, index))
      await Promise.all(
        messages.map(async (message) => {
          await addPiece(jiesu.city, message)
          await followAll()
        }),
      )
      expect(await ends()).toEqual(expected)
    }
  })

  it('a later version of a piece replaces the earlier one, also when it comes first', async () => {
    const at = '2026-11-20T01:00:00Z'
    const call = { id: 'versions', caller: CALLER, startedAt: at }
    const better = piece({ call: { ...call, version: 2 }, turns: [{ speaker: 'citizen', text: '光华路井盖坏了' }] })
    const worse = piece({ call: { ...call, version: 1 }, turns: [{ speaker: 'citizen', text: '光华路经过坏了' }] })
    for (const message of [better, worse]) {
      await addPiece(jiesu.city, message)
      await followAll()
    }
    expect(await texts()).toEqual(['光华路井盖坏了'])
  })

  it('two centres may use the same id for different calls', async () => {
    const body = { call: { id: 'same', startedAt: '2026-11-20T01:00:00Z' }, turns: [] }
    const one = piece(body)
    await addPiece(jiesu.city, one)
    await addPiece(jiesu.city, { ...one, call: { ...one.call, centre: 'other' } })
    expect(new Set((await calls()).map((call) => call.centre))).toEqual(new Set(['centre', 'other']))
  })
})

describe('a dialogue with a voice robot', () => {
  it('is one request of all its answers, whenever they come', async () => {
    const answers = ['建国街道', '光华路路灯坏了', '三天了'].map((words, index) =>
      piece(
        `CallSid=CA1&From=%2B8613800138201&To=12345&SpeechResult=${encodeURIComponent(words)}&Confidence=0.9`,
        index,
      ),
    )
    const ended = piece('CallSid=CA1&From=%2B8613800138201&To=12345&CallStatus=completed', 9)
    for (const message of [answers[1], ended, answers[2], answers[0]]) {
      if (message) await addPiece(jiesu.city, message)
      await followAll()
    }
    expect(await texts()).toEqual(['建国街道\n光华路路灯坏了\n三天了'])
  })
})

describe('a process that dies', () => {
  it('after it opened the ticket and before it said so: the call finds its ticket again', async () => {
    const { db } = jiesu.city
    const call = {
      id: 'crash',
      caller: '12345',
      called: '13800138203',
      direction: 'outbound',
      startedAt: '2026-11-20T01:00:00Z',
    }
    await addPiece(jiesu.city, piece({ call, turns: [{ speaker: 'citizen', text: '王湖街道树倒了' }] }))
    await followAll()
    const [settled] = await calls()
    const died = { $set: { state: 'OPEN' as const, dueAt: new Date() }, $unset: { ticket: '' as const } }
    await db.of(callRecord).updateOne({ _id: settled?._id ?? '' }, died)
    await followCall(jiesu.city, settled?._id ?? '')
    expect(await calls()).toEqual([settled])
    expect(await texts()).toEqual(['王湖街道树倒了'])
  })
})

describe('a call of our own', () => {
  it.each([
    ['that nobody took', { Direction: 1, EndStatusString: 'notAnswer', AcceptTimestamp: 0 }],
    ['among staff', { CallType: 6 }],
  ])('%s leaves nobody to ring back', async (_, more) => {
    await addPiece(jiesu.city, piece(tencentCall('ours', '13800138204', new Date()).cdr(more)))
    await followAll()
    const [call] = await calls()
    expect(call?.state).toBe('FOLLOW_UP')
    expect(call?.dueAt).toBeUndefined()
    expect(await texts()).toEqual([])
  })
})

describe('danger', () => {
  it('waits for nothing, not even for the end of the call', async () => {
    const answer = `CallSid=CA2&From=%2B8613800138202&SpeechResult=${encodeURIComponent('光华路着火了，有人受伤')}`
    await addPiece(jiesu.city, piece(answer))
    await followAll()
    expect(await texts()).toEqual(['光华路着火了，有人受伤'])
  })
})

/** What the workers would do: every call whose change nobody has followed yet, twice. */
async function followAll(): Promise<void> {
  for (const call of await calls()) {
    if (call.outbox.length === 0) continue
    await followCall(jiesu.city, call._id)
    await followCall(jiesu.city, call._id)
    for (const { id } of call.outbox)
      await jiesu.city.spine.done(callRecord, call._id, id, 'call.follow-call', ['call.follow-call'])
  }
}
