import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { openCutProxy } from '../support/cut-proxy.ts'
import { openDesk } from '../support/desk.ts'
import { type TestJiesu, databaseUri, startTestJiesu, until } from '../support/jiesu.ts'
import { postWechat, textXml } from '../support/wechat-post.ts'

const COMPLAINT = '建国街道光华路路灯不亮，晚上看不清路'

describe('bad input gets a clear answer and loses nothing', () => {
  let jiesu: TestJiesu
  beforeAll(async () => {
    jiesu = await startTestJiesu()
  })
  afterAll(() => jiesu.stop())
  const kept = () => jiesu.city.db.of(inboxRecord).countDocuments({})

  it.each([
    ['unsigned', { signature: null }, 401],
    ['signed with another token', { token: 'not-ours' }, 403],
    ['stale by an hour', { at: new Date(Date.now() - 3_600_000) }, 403],
    ['from the future', { at: new Date(Date.now() + 3_600_000) }, 403],
  ])('a callback that is %s → %o → %i, and nothing is kept', async (_what, how, status) => {
    const answer = await postWechat(jiesu.url, textXml('oForger', COMPLAINT, '90001'), how)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toBe('success')
    expect(await kept()).toBe(0)
  })

  it.each([
    ['cut off', '<xml><ToUserName><![CDATA[gh'],
    ['not XML', 'hello'],
    ['with a document type', '<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>text</MsgType></xml>'],
    ['empty', ''],
    ['without a sender', '<xml><MsgType><![CDATA[text]]></MsgType><Content>x</Content><MsgId>1</MsgId></xml>'],
  ])('a body that is %s → 400', async (_what, body) => {
    expect((await postWechat(jiesu.url, body)).status).toBe(400)
    expect(await kept()).toBe(0)
  })

  it('a signature that was seen is good for its own body only', async () => {
    const seen = { nonce: '415670742', at: new Date() }
    const body = textXml('oSeen', '好', '90010', seen.at)
    const before = await kept()
    expect(await postWechat(jiesu.url, body, seen)).toEqual({ status: 200, text: 'success' })
    expect((await postWechat(jiesu.url, textXml('oSeen', COMPLAINT, '90011', seen.at), seen)).status).toBe(403)
    expect(await postWechat(jiesu.url, body, seen)).toEqual({ status: 200, text: 'success' })
    expect(await kept()).toBe(before + 1)
    await jiesu.city.db.of(inboxRecord).deleteMany({})
  })

  it('an oversized body → 413', async () => {
    const answer = await postWechat(jiesu.url, textXml('oBig', '大'.repeat(100_000), '90002'))
    expect(answer.status).toBe(413)
  })

  it('a message delivered three times at once, and replayed later, is one ticket', async () => {
    const body = textXml('oThrice', COMPLAINT, '90003')
    const answers = await Promise.all([1, 2, 3].map(() => postWechat(jiesu.url, body)))
    for (const answer of answers) expect(answer).toEqual({ status: 200, text: 'success' })
    const tickets = jiesu.city.db.of(ticketRecord)
    await until('the ticket', () => tickets.findOne({ channel: 'wechat' }))
    expect(await postWechat(jiesu.url, body)).toEqual({ status: 200, text: 'success' })
    expect(await tickets.countDocuments({})).toBe(1)
    expect(await kept()).toBe(1)
  })

  it('an unknown kind of message gets a polite reply', async () => {
    const phone = jiesu.phone('wechat', 'oUnknownKind0000000000001')
    await phone.say({ kind: 'follow' })
    await phone.say({ kind: 'video' })
    await phone.hears(/请再用文字说明/)
  })

  it('the wrong method → 405, an unknown channel → 404', async () => {
    expect((await fetch(`${jiesu.url}/channels/wechat`, { method: 'PUT' })).status).toBe(405)
    expect((await fetch(`${jiesu.url}/channels/telegraph`, { method: 'POST' })).status).toBe(404)
  })

  it.each([
    ['malformed JSON', '{', 'application/json', 400],
    ['a form of another site', 'query={me{username}}', 'application/x-www-form-urlencoded', 415],
    ['too large', JSON.stringify({ query: `{ me { username } } #${'x'.repeat(300_000)}` }), 'application/json', 413],
  ])('GraphQL: %s', async (_what, body, type, status) => {
    const response = await fetch(`${jiesu.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body })
    expect(response.status).toBe(status)
  })

  it.each([
    ['too short', { text: '坏了' }, 'BAD_INPUT'],
    ['a phone number that is none', { text: COMPLAINT, phone: '12345' }, 'BAD_INPUT'],
    ['too long', { text: '长'.repeat(4001) }, 'BAD_INPUT'],
  ])('a web form that is %s is told so in words', async (_what, input, code) => {
    const { errors } = await jiesu.ask(`mutation ($input: RequestInput!) { submitRequest(input: $input) { number } }`, {
      input,
    })
    expect(errors?.[0]?.extensions?.code).toBe(code)
    expect(errors?.[0]?.message).toMatch(/[\u4e00-\u9fa5]/)
  })

  it('the same idempotency key gives the same ticket; with other words it is refused', async () => {
    const submit = (text: string) =>
      jiesu.ask<{ submitRequest: { number: string; trackingCode: string } }>(
        `mutation ($input: RequestInput!) { submitRequest(input: $input) { number trackingCode } }`,
        { input: { text, phone: '13800138003', idempotencyKey: 'key-of-a-retry-0001' } },
      )
    const first = await submit(COMPLAINT)
    expect((await submit(COMPLAINT)).data).toEqual(first.data)
    expect((await submit('光华路下水道堵了')).errors?.[0]?.extensions?.code).toBe('CONFLICT')
  })

  it('staff who act on what has moved on meanwhile are told so', async () => {
    const desk = await openDesk(jiesu)
    const [ticket] = await desk.newest('web-form')
    const number = ticket?.number ?? ''
    const { revision } = await desk.sees(number, (found) => found.state === 'DISPATCHED')
    await expect(desk.reply(number, '已经修好了')).rejects.toMatchObject({ code: 'ILLEGAL_MOVE' })
    await expect(desk.sign(number, revision - 1)).rejects.toMatchObject({ code: 'CONFLICT' })
    await desk.sign(number, revision)
    await expect(desk.sign(number)).rejects.toMatchObject({ code: 'ILLEGAL_MOVE' })
  })

  it('guessing at number and phone is stopped', async () => {
    const query = `query ($number: ID!) { trackTicket(number: $number, phone: "13900000000") { number } }`
    const codes = new Set<string | undefined>()
    for (let tries = 0; tries < 12; tries++) {
      const { errors } = await jiesu.ask(query, { number: '20260101-000001' })
      codes.add(errors?.[0]?.extensions?.code)
    }
    expect(codes).toEqual(new Set([undefined, 'TOO_MANY']))
  })
})

describe('when the store cannot be reached', () => {
  let line: Awaited<ReturnType<typeof openCutProxy>>
  let jiesu: TestJiesu
  beforeAll(async () => {
    line = await openCutProxy(process.env['TEST_MONGODB_URI'] ?? '')
    jiesu = await startTestJiesu({ env: { MONGODB_URI: databaseUri(line.uri, 'outage') }, parts: ['api'] })
  })
  afterAll(async () => {
    line.mend()
    await jiesu.stop()
    await line.close()
  })

  it('a callback hears 503 and never a false "received"; readiness says no; a query says why', async () => {
    line.cut()
    const body = textXml('oOutage', COMPLAINT, '90010')
    expect((await postWechat(jiesu.url, body)).status).toBe(503)
    expect((await fetch(`${jiesu.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${jiesu.url}/livez`)).status).toBe(200)
    const { errors } = await jiesu.ask(`mutation { submitRequest(input: { text: "光华路下水道堵了" }) { number } }`)
    expect(errors?.[0]?.extensions?.code).toBe('UNAVAILABLE')
    line.mend()
    await until('the line is mended', async () => (await fetch(`${jiesu.url}/readyz`)).ok)
    expect(await postWechat(jiesu.url, body)).toEqual({ status: 200, text: 'success' })
  })
})
