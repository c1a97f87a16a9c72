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

describe('the same journey begins in the mini-program', () => {
  const openid = 'oMiniProgram000000000001'
  let token = ''

  it('the citizen signs in with the code that the platform gave', async () => {
    const issued = await fetch(`${jiesu.simulator}/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'login', value: openid }),
    })
    const { code } = (await issued.json()) as { code: string }
    const login = `mutation ($code: String!) { loginMiniProgram(code: $code) { token } }`
    token = (await jiesu.ask<{ loginMiniProgram: { token: string } }>(login, { code })).data.loginMiniProgram.token
    // A code is good for one time.
    expect((await jiesu.ask(login, { code })).errors?.[0]?.message).toMatch(/[\u4e00-\u9fa5]/)
  })

  it('binds the number that the platform verified, which then finds their tickets', async () => {
    const issued = await fetch(`${jiesu.simulator}/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'phone', value: '13800138777' }),
    })
    const { code } = (await issued.json()) as { code: string }
    const bind = `mutation ($code: String!) { bindPhone(code: $code) }`
    expect((await jiesu.ask(bind, { code })).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
    expect((await jiesu.ask(bind, { code }, token)).data).toEqual({ bindPhone: '138****8777' })
    expect((await jiesu.ask(bind, { code }, token)).errors?.[0]?.extensions?.code).toBe('BAD_INPUT')
    expect((await jiesu.ask(`{ myPhone }`, {}, token)).data).toEqual({ myPhone: '138****8777' })
    const kept = await jiesu.city.db.connection.collection('citizens').find({}).toArray()
    expect(JSON.stringify(kept)).not.toContain('13800138777')
    const submit = `mutation { submitRequest(input: { text: "光华路路灯不亮，请来修" }) { number } }`
    const { number } = (await jiesu.ask<{ submitRequest: { number: string } }>(submit, {}, token)).data.submitRequest
    const track = `{ trackTicket(number: "${number}", phone: "13800138777") { number } }`
    expect((await jiesu.ask(track)).data).toEqual({ trackTicket: { number } })
  })

  it('submits, and follows it in their own list, where nobody else can see it', async () => {
    const submit = `mutation ($input: RequestInput!) { submitRequest(input: $input) { number } }`
    const input = { text: '光华路公交站台的座椅坏了' }
    const { number } = (await jiesu.ask<{ submitRequest: { number: string } }>(submit, { input }, token)).data
      .submitRequest
    const mine = `{ myTickets { number state text } }`
    const own = await jiesu.ask<{ myTickets: { number: string }[] }>(mine, {}, token)
    expect(own.data.myTickets[0]).toMatchObject({ number, text: input.text })
    expect((await jiesu.ask(mine)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
    expect((await jiesu.ask(mine, {}, desk.token)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  })

  it('answers the survey signed in, without a phone number', async () => {
    const { number } = await workTheNewest('mini-program', '站台座椅已更换。')
    const answer = `mutation ($input: SurveyAnswerInput!) { answerSurvey(input: $input) { solved satisfaction } }`
    const input = { number, solved: 'SOLVED', satisfaction: 'SATISFIED' }
    expect((await jiesu.ask(answer, { input })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
    expect((await jiesu.ask<{ answerSurvey: unknown }>(answer, { input }, token)).data.answerSurvey).toEqual({
      solved: 'SOLVED',
      satisfaction: 'SATISFIED',
    })
  })
})

describe('what staff may see and do', () => {
  it('a handler sees their own unit and no other, an analyst looks and does not act', async () => {
    const own = await openDesk(jiesu, 'gh-jianguo')
    const all = await desk.newest('weibo')
    const { number, organ } = all[0] ?? { number: '', organ: null }
    expect(organ?.id).toBe('gh-jianguo')
    expect(await own.ticket(number)).toMatchObject({ number })
    const stranger = await openDesk(jiesu, 'gh-xinhua')
    expect(await stranger.ticket(number)).toBeNull()
    await expect(stranger.sign(number)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await stranger.newest('weibo')).toEqual([])
    const analyst = await openDesk(jiesu, 'analyst')
    expect(await analyst.ticket(number)).toMatchObject({ number })
    await expect(analyst.close(number)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('nobody without a session sees anything', async () => {
    for (const query of ['{ tickets { count } }', '{ ticket(number: "1") { number } }', '{ assessment { period } }']) {
      expect((await jiesu.ask(query)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
    }
    expect((await jiesu.ask<{ me: unknown }>('{ me { username } }')).data.me).toBeNull()
  })
})
