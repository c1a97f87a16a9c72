import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Case, type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

let jiesu: TestJiesu
let desk: Desk
beforeAll(async () => {
  jiesu = await startTestJiesu()
  desk = await openDesk(jiesu)
})
afterAll(() => jiesu.stop())

/** Waits for the newest ticket of a channel to be dispatched, then lets staff work it to its end. */
async function workTheNewest(channel: string, reply: string): Promise<Case> {
  const { number } = await until(`a dispatched ticket from ${channel}`, async () =>
    (await desk.newest(channel)).find((ticket) => ticket.state === 'DISPATCHED'),
  )
  await desk.sign(number)
  await desk.reply(number, reply)
  return desk.close(number)
}

describe('the same journey begins with a Weibo message', () => {
  it('from the message to the survey in words, because Weibo has no menus', async () => {
    const phone = jiesu.phone('weibo', '2489518277')
    expect(await phone.write('建国街道光华路夜里施工噪音太大，吵得睡不着')).toMatchObject({ status: 200 })
    await phone.hears(/已受理/)
    const ticket = await workTheNewest('weibo', '已约谈施工单位，夜间停止作业。')
    expect(ticket.place.streetName).toBe('建国街道')
    await phone.hears(/1\. 已解决/)
    await phone.write('1')
    await phone.hears(/是否满意/)
    await phone.write('满意')
    await phone.hears(/谢谢您的评价/)
    const answered = await desk.sees(ticket.number, (found) => found.survey?.answeredAt != null)
    expect(answered.survey).toMatchObject({ solved: 'SOLVED', satisfaction: 'SATISFIED' })
  })
})

describe('the same journey begins with a web form', () => {
  const phone = '13800138001'
  let submitted: { number: string; trackingCode: string }

  it('the citizen leaves with a number and a tracking code', async () => {
    const { data } = await jiesu.ask<{ submitRequest: typeof submitted }>(
      `mutation ($input: RequestInput!) { submitRequest(input: $input) { number trackingCode message } }`,
      { input: { text: '小区门口路灯坏了一个星期，晚上很黑', address: '光华区建国街道光华路', phone } },
    )
    submitted = data.submitRequest
    expect(submitted.number).toMatch(/^\d{8}-\d{6}$/)
    expect(submitted.trackingCode).toMatch(/^[\w-]{16}$/)
  })

  it('number and phone show the ticket, number and code as well, anything else shows nothing', async () => {
    const query = `query ($number: ID!, $phone: String!) { trackTicket(number: $number, phone: $phone) { number surveyQuestion } }`
    const track = async (secret: string) =>
      (await jiesu.ask<{ trackTicket: unknown }>(query, { number: submitted.number, phone: secret })).data.trackTicket
    expect(await track(phone)).toMatchObject({ number: submitted.number })
    expect(await track(submitted.trackingCode)).toMatchObject({ number: submitted.number })
    expect(await track('13800138002')).toBeNull()
    expect(await track('')).toBeNull()
  })

  it('what cannot be pushed is held for when the citizen looks', async () => {
    const closed = await workTheNewest('web-form', '路灯线路已修复，请放心通行。')
    const ticket = await desk.sees(closed.number, (found) => found.notices.some((one) => one.kind === 'survey'))
    await desk.sees(ticket.number, (found) => found.notices.every((notice) => notice.state === 'HELD'))
  })

  it('the citizen answers the survey on the page, and it counts', async () => {
    const answer = `mutation ($input: SurveyAnswerInput!) { answerSurvey(input: $input) { solved satisfaction } }`
    const input = { number: submitted.number, phone, solved: 'SOLVED', satisfaction: 'SATISFIED' }
    expect((await jiesu.ask<{ answerSurvey: unknown }>(answer, { input })).data.answerSurvey).toEqual({
      solved: 'SOLVED',
      satisfaction: 'SATISFIED',
    })
    const ticket = await desk.ticket(submitted.number)
    expect((await desk.scores(ticket?.organ?.id ?? ''))?.validSurveys).toBeGreaterThan(0)
  })
})

describe('the same journey begins with the transcript of a call', () => {
  it("the caller's own words become the request, the agent's do not", async () => {
    const caller = jiesu.phone('ivr', '13900139001')
    const call = {
      kind: 'call',
      transcript: [
        { speaker: 'agent', text: '您好，12345热线，请讲。', offsetMs: 0 },
        { speaker: 'citizen', text: '我家在建国街道光华路，停水两天了。', offsetMs: 2500, confidence: 0.93 },
        { speaker: 'agent', text: '好的，马上为您登记。', offsetMs: 7000 },
      ],
    }
    expect(await caller.say(call)).toMatchObject({ status: 200 })
    const ticket = await workTheNewest('ivr', '管网抢修已完成，恢复供水。')
    expect(ticket.text).toContain('停水两天了')
    expect(ticket.text).not.toContain('马上为您登记')
    const { data } = await jiesu.ask<{ trackTicket: { surveyQuestion: string } }>(
      `query ($number: ID!, $phone: String!) { trackTicket(number: $number, phone: $phone) { surveyQuestion } }`,
      { number: ticket.number, phone: '13900139001' },
    )
    expect(data.trackTicket.surveyQuestion).toBe('solved')
  })
})
