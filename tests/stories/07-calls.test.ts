import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { followCall } from '../../schema/call/call.service.ts'
import { callRecord } from '../../schema/call/call.model.ts'
import { callCentre, tencentCall } from '../support/call-centre.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

interface SeenCall {
  id: string
  state: string
  number: string | null
  callbackNumber: string | null
  outcome: string | null
  keys: string | null
  surveyAnswer: string | null
  recordings: string[]
  transcript: { speaker: string; text: string; offsetMs: number | null; unsure: boolean }[]
}

const CALL = `id state number callbackNumber outcome keys surveyAnswer recordings
  transcript { speaker text offsetMs unsure }`

let jiesu: TestJiesu
let desk: Desk
let centre: ReturnType<typeof callCentre>
beforeAll(async () => {
  jiesu = await startTestJiesu()
  desk = await openDesk(jiesu)
  centre = callCentre(jiesu)
})
afterAll(() => jiesu.stop())

const callsOf = async (number: string) =>
  (
    await desk.ask<{ calls: SeenCall[]; toVerify: string[] }>(
      `query ($number: ID!) { ticket(number: $number) { toVerify calls { ${CALL} } } }`,
      { number },
      'ticket',
    )
  ).calls

const dropped = () => desk.ask<SeenCall[]>(`{ droppedCalls { ${CALL} } }`, {}, 'droppedCalls')

/** The ticket of this caller's call, once it is dispatched. */
const ticketSaying = (words: RegExp) =>
  until(`a dispatched ticket saying ${String(words)}`, async () =>
    (await desk.newest('ivr')).find((ticket) => words.test(ticket.text) && ticket.state === 'DISPATCHED'),
  )

/** The one call whose words are being waited for. */
const waiting = () =>
  until('a call that waits', async () => {
    const calls = await jiesu.city.db.of(callRecord).find({ state: 'OPEN' }).toArray()
    return calls.length === 1 && calls[0]
  })

describe('a call arrives in three pieces, the words first and the record last', () => {
  const caller = '13800138101'
  const tencent = tencentCall('session-1', caller, new Date())
  let number = ''

  it('the platform is answered in its own form, also when the same comes again', async () => {
    for (const push of [
      () => centre.push('asr', tencent.asr('建国街道光华路，停水两天了，我电话13800138101')),
      () => centre.push('record', tencent.recording()),
      () => centre.push('asr', tencent.asr('建国街道光华路，停水两天了，我电话13800138101')),
      () => centre.push('cdr', tencent.cdr()),
      () => centre.push('cdr', tencent.cdr()),
    ]) {
      expect(await push()).toEqual({ status: 200, body: '{"ErrCode":0,"ErrMsg":""}' })
    }
    expect(await centre.push('cdr', { SessionId: 'x', Direction: 'in' })).toMatchObject({
      status: 400,
      body: expect.stringContaining('"ErrCode":400') as unknown,
    })
  })

  it("becomes one ticket of the caller's own words", async () => {
    const ticket = await ticketSaying(/停水两天/)
    expect(ticket.text).not.toContain('马上登记')
    expect(ticket.place.streetName).toBe('建国街道')
    number = ticket.number
    const [call] = await until('the whole call', async () => {
      const calls = await callsOf(number)
      return calls[0]?.keys ? calls : undefined
    })
    expect(call).toMatchObject({ state: 'REQUEST', number: '138****8101', callbackNumber: caller, outcome: 'answered' })
    expect(call?.recordings).toEqual(['https://recorder.example.com/session-1.mp3'])
    expect(call?.transcript.map((turn) => turn.speaker)).toEqual(['agent', 'citizen', 'agent'])
    // Personal data is masked, also in the transcript.
    expect(JSON.stringify(call?.transcript)).not.toContain('13800138101')
    expect(call?.transcript[1]?.text).toContain('138****8101')
    expect(await desk.newest('ivr')).toHaveLength(1)
  })

  it('an analyst may read, but gets no number to call', async () => {
    const analyst = await openDesk(jiesu, 'analyst')
    const found = await analyst.ask<{ calls: SeenCall[] }>(
      `query ($number: ID!) { ticket(number: $number) { calls { ${CALL} } } }`,
      { number },
      'ticket',
    )
    expect(found.calls[0]).toMatchObject({ number: '138****8101', callbackNumber: null })
  })

  it('is closed, and the keys of the callback count in the rates', async () => {
    await desk.sign(number)
    await desk.reply(number, '管网抢修已完成，恢复供水。')
    const closed = await desk.close(number)
    const before = (await desk.scores(closed.organ?.id ?? ''))?.validSurveys ?? 0
    jiesu.clock.move({ minutes: 5 })
    const callback = tencentCall('session-2', '12345', jiesu.clock.now())
    const keys = {
      PostIVRKeyPressed: [
        { Key: '1', Label: '解决' },
        { Key: '2', Label: '基本满意' },
      ],
    }
    // The words of a callback are no new request, even when they come first.
    await centre.push('asr', {
      ...callback.asr('解决了，谢谢'),
      AsrDataList: [{ User: caller, Message: '光华路的水来了，谢谢', Start: jiesu.clock.now().getTime() + 9000 }],
    })
    await centre.push('cdr', callback.cdr({ Direction: 1, CallType: 1, Callee: caller, ...keys }))
    const answered = await desk.sees(number, (found) => found.survey?.answeredAt != null)
    expect(answered.survey).toMatchObject({ solved: 'SOLVED', satisfaction: 'BASIC' })
    expect((await desk.scores(closed.organ?.id ?? ''))?.validSurveys).toBe(before + 1)
    const calls = await until('both calls', async () => {
      const found = await callsOf(number)
      return found.length === 2 && found[1]?.transcript.length ? found : undefined
    })
    expect(calls[1]).toMatchObject({ state: 'FOLLOW_UP', surveyAnswer: '已解决，基本满意' })
    expect(await desk.newest('ivr')).toHaveLength(1)
  })
})

describe('a call whose words do not come', () => {
  const caller = '13800138102'

  it('asks for a call back after half an hour, and takes the words in when they come after all', async () => {
    const tencent = tencentCall('session-3', caller, jiesu.clock.now())
    await centre.push('cdr', tencent.cdr())
    await waiting()
    jiesu.clock.move({ minutes: 31 })
    const ticket = await ticketSaying(/^来电未转写，请回拨/)
    expect(ticket.organ?.id).toBe('hotline')
    expect((await callsOf(ticket.number))[0]).toMatchObject({ state: 'UNHEARD', callbackNumber: caller })

    await centre.push('asr', tencent.asr('青岭街道人民路井盖坏了', 0.4))
    const reworded = await desk.sees(ticket.number, (found) => found.state === 'DISPATCHED' && /井盖/.test(found.text))
    expect(reworded.organ?.id).not.toBe('hotline')
    expect(reworded.timeline.map((entry) => entry.event)).toEqual(['opened', 'dispatched', 'reworded', 'dispatched'])
    const seen = await desk.ask<{ toVerify: string[]; calls: SeenCall[] }>(
      `query ($number: ID!) { ticket(number: $number) { toVerify calls { ${CALL} } } }`,
      { number: ticket.number },
      'ticket',
    )
    expect(seen.toVerify).toEqual(['place'])
    expect(seen.calls).toHaveLength(1)
    expect(seen.calls[0]?.transcript[1]).toMatchObject({ speaker: 'citizen', unsure: true })
    const verified = await desk.ask(
      'mutation ($number: ID!) { noteVerified(number: $number) { toVerify timeline { text actor } } }',
      { number: ticket.number },
      'noteVerified',
    )
    expect(verified).toMatchObject({ toVerify: [] })
    expect(JSON.stringify(verified)).toContain('已向市民核实')
  })

  it('a message left on the answering machine asks for a call back too', async () => {
    const tencent = tencentCall('session-4', '13800138103', jiesu.clock.now())
    await centre.push('cdr', tencent.cdr({ EndStatusString: 'notWorkTime', AcceptTimestamp: 0 }))
    const { RecordId: _id, ...voicemail } = tencent.recording()
    await centre.push('voicemail', voicemail)
    await waiting()
    jiesu.clock.move({ minutes: 31 })
    await ticketSaying(/语音留言/)
  })
})

describe('a dropped call', () => {
  it('opens no ticket, but its number can be called back', async () => {
    const tencent = tencentCall('session-5', '13800138104', jiesu.clock.now())
    const before = (await desk.newest('ivr')).length
    await centre.push('cdr', tencent.cdr({ EndStatusString: 'waitingGiveUp', AcceptTimestamp: 0 }))
    await centre.send({
      call: { id: 'plain-1', caller: '010-12345678', startedAt: jiesu.clock.now().toISOString() },
      turns: [
        { speaker: 'agent', text: '您好，请讲' },
        { speaker: 'citizen', text: '喂？' },
      ],
    })
    const calls = await until('two dropped calls', async () => {
      const found = await dropped()
      return found.length === 2 && found
    })
    expect(new Set(calls.map((call) => call.callbackNumber))).toEqual(new Set(['01012345678', '13800138104']))
    expect((await desk.newest('ivr')).length).toBe(before)

    const note = 'mutation ($id: ID!) { noteCalledBack(id: $id) { state } }'
    const id = calls[0]?.id ?? ''
    expect(await desk.ask(note, { id }, 'noteCalledBack')).toEqual({ state: 'CALLED_BACK' })
    await expect(desk.ask(note, { id }, 'noteCalledBack')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await dropped()).toHaveLength(1)
    const handler = await openDesk(jiesu, 'gh-jianguo')
    await expect(handler.ask('{ droppedCalls { id } }', {}, 'droppedCalls')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('what a call can and cannot do', () => {
  it('keys pressed before the work was closed judge nothing', async () => {
    const caller = '13800138105'
    const at = jiesu.clock.now()
    await centre.send({
      call: { id: 'plain-2', caller, startedAt: at.toISOString(), surveyKeys: '11' },
      turns: [{ speaker: 'citizen', text: '王湖街道路灯坏了，晚上很黑' }],
    })
    const { number } = await ticketSaying(/路灯坏了/)
    await desk.sign(number)
    await desk.reply(number, '路灯已经修好了。')
    await desk.close(number)
    const call = await jiesu.city.db.of(callRecord).findOne({ ticket: number })
    await followCall(jiesu.city, call?._id ?? '')
    expect((await desk.ticket(number))?.survey).toBeNull()
  })

  it('nobody judges the ticket of somebody else, even when the centre names it', async () => {
    const [mine] = (await desk.newest('ivr')).filter((ticket) => ticket.state === 'CLOSED')
    jiesu.clock.move({ minutes: 5 })
    await centre.send({
      call: {
        id: 'plain-3',
        caller: '12345',
        called: '13800138199',
        direction: 'outbound',
        outcome: 'answered',
        ticket: mine?.number,
        startedAt: jiesu.clock.now().toISOString(),
        surveyKeys: '33',
      },
    })
    await followCall(jiesu.city, (await waiting())._id)
    expect((await desk.ticket(mine?.number ?? ''))?.survey ?? null).toEqual(mine?.survey ?? null)
  })

  it('what somebody said lies sealed in the store', async () => {
    const stored = JSON.stringify(await jiesu.city.db.of(callRecord).find().toArray())
    expect(stored).not.toMatch(/停水|138001381|session-\d|plain-\d/)
  })
})
