import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu } from '../support/jiesu.ts'
import type { Phone } from '../support/phone.ts'

const COMPLAINT = '光华路188号门口的井盖坏了，晚上走路差点掉下去，请尽快来修'
const NUMBER = /\d{8}-\d{6}/

describe('a complaint on WeChat becomes a measured answer', () => {
  let jiesu: TestJiesu
  let desk: Desk
  let phone: Phone
  let number = ''
  let organId = ''

  beforeAll(async () => {
    jiesu = await startTestJiesu()
    desk = await openDesk(jiesu)
    phone = jiesu.phone('wechat', 'oWechatJourney0000000000001')
  })
  afterAll(() => jiesu.stop())

  it('the citizen writes, and the platform hears "received" at the first try', async () => {
    expect(await phone.write(COMPLAINT)).toMatchObject({ status: 200, tries: 1 })
  })

  it('the citizen gets a number, and learns who will answer by when', async () => {
    const receipt = await phone.hears(/已受理/)
    number = NUMBER.exec(receipt.text)?.[0] ?? ''
    expect(number).toMatch(NUMBER)
    expect(receipt.text).toMatch(/已转建国街道.*办理.*前答复您/)
  })

  it('the sentence has been taken apart, each part with the words it rests on', async () => {
    const ticket = await desk.sees(number, (found) => found.state === 'DISPATCHED')
    expect(ticket).toMatchObject({
      text: COMPLAINT,
      channel: 'wechat',
      kind: expect.stringMatching(/COMPLAINT|HELP/),
      category: { l1: '城乡建设' },
      place: { districtName: '光华区', streetName: '建国街道' },
      clock: { status: 'ON_TIME' },
    })
    const fields = new Set(ticket.evidence.map((span) => span.field))
    expect(fields).toContain('category')
    expect(fields).toContain('place')
    for (const span of ticket.evidence) expect(COMPLAINT).toContain(span.text)
  })

  it('it was dispatched to the street on whose ground it lies, with reasons', async () => {
    const ticket = await desk.ticket(number)
    organId = ticket?.organ?.id ?? ''
    expect(ticket?.organ?.name).toContain('建国街道')
    expect(ticket?.dispatchReasons.length).toBeGreaterThan(0)
  })

  it('staff sign it in, and the citizen is told', async () => {
    expect(await desk.sign(number)).toMatchObject({ state: 'SIGNED' })
    await phone.hears(/已签收您的工单/)
  })

  it('a reply with a number that names somebody is held back until a reason is given', async () => {
    const text = '已更换井盖。对方手机13800138000，您可以联系他。'
    const checked = await desk.ask(
      'query ($number: ID!, $text: String!) { checkReply(number: $number, text: $text) { verdict mayInsist findings { aspect good } } }',
      { number, text },
      'checkReply',
    )
    expect(checked).toMatchObject({ verdict: 'STOP', mayInsist: true })
    expect(checked).toHaveProperty('findings', expect.arrayContaining([{ aspect: 'leaks', good: false }]))
    await expect(desk.reply(number, text)).rejects.toMatchObject({ code: 'BAD_INPUT' })
    expect(await desk.ticket(number)).toMatchObject({ state: 'SIGNED', reply: null })
  })

  it('staff reply, and the citizen reads the reply', async () => {
    await desk.reply(number, '已更换井盖并设置警示牌，今晚起可安全通行。')
    await phone.hears(/已更换井盖并设置警示牌/)
    const kept = await desk.ask(
      'query ($number: ID!) { ticket(number: $number) { replyCheck { method verdict } } }',
      { number },
      'ticket',
    )
    expect(kept).toEqual({ replyCheck: { method: 'reply-1', verdict: 'GOOD' } })
  })

  it('staff close it, and the citizen is asked whether it is solved', async () => {
    await desk.close(number)
    const question = await phone.hears(/问题解决了吗/)
    expect(question.menu?.options.map((option) => option.label)).toEqual(['已解决', '部分解决', '未解决'])
  })

  it('a tap answers, a typed word answers as well', async () => {
    expect(await phone.tap('已解决')).toMatchObject({ status: 200 })
    await phone.hears(/对本次办理是否满意/)
    await phone.write('基本满意')
    await phone.hears(/谢谢您的评价/)
    const ticket = await desk.sees(number, (found) => found.survey?.answeredAt != null)
    expect(ticket.survey).toMatchObject({ contacted: true, solved: 'SOLVED', satisfaction: 'BASIC' })
  })

  it("the answer counts in the unit's three rates", async () => {
    expect(await desk.scores(organId)).toEqual({
      organ: { id: organId },
      accepted: 1,
      validSurveys: 1,
      responseRate: 1,
      resolutionRate: 1,
      satisfactionRate: 0.9,
      score: 96,
    })
  })

  it('every step stands in the timeline, every message in the ledger with its means', async () => {
    const ticket = await desk.sees(number, (found) => found.notices.every((notice) => notice.state === 'SENT'))
    expect(ticket.timeline.map((entry) => entry.event)).toEqual([
      'opened',
      'dispatched',
      'signed',
      'replied',
      'closed',
      'survey-answered',
      'survey-answered',
    ])
    expect(ticket.notices.map((notice) => notice.kind)).toEqual([
      'receipt',
      'progress',
      'progress',
      'survey',
      'survey',
      'answer',
    ])
    for (const notice of ticket.notices) expect(notice.means).toBeTruthy()
  })

  it('the citizen asks for it by its number and by "我的工单"', async () => {
    await phone.write('我的工单')
    await phone.hears(new RegExp(`${number} 已办结`))
  })
})
