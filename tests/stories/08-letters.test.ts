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

const dispatched = (channel: string) =>
  until(`a dispatched ticket from ${channel}`, async () =>
    (await desk.newest(channel)).find((one) => one.state === 'DISPATCHED'),
  )

describe('a citizen without a smartphone writes a text message', () => {
  const number = '13900139007'
  let ticket: Case

  it('is asked for the place, tells it, and gets the number', async () => {
    const phone = jiesu.phone('sms', number)
    await phone.write('小区门口的路灯坏了三天了')
    await phone.hears(/请问在哪里/)
    await phone.write('建国街道光华路25号')
    await phone.hears(/已受理，工单号/)
    ticket = await dispatched('sms')
    expect(ticket.text).toContain('路灯坏了三天')
    expect(ticket.place.streetName).toBe('建国街道')
  })

  it('finds the ticket with number and phone, as after a call', async () => {
    const query = `query ($number: ID!, $phone: String!) { trackTicket(number: $number, phone: $phone) { number } }`
    const { data } = await jiesu.ask<{ trackTicket: unknown }>(query, { number: ticket.number, phone: number })
    expect(data.trackTicket).toEqual({ number: ticket.number })
  })

  it('answers the survey by typing', async () => {
    const phone = jiesu.phone('sms', number)
    await desk.sign(ticket.number)
    await desk.reply(ticket.number, '路灯已修复。')
    await desk.close(ticket.number)
    await phone.hears(/1\. 已解决/)
    await phone.write('1')
    await phone.hears(/是否满意/)
    await phone.write('满意')
    await phone.hears(/谢谢您的评价/)
    const answered = await desk.sees(ticket.number, (found) => found.survey?.answeredAt != null)
    expect(answered.survey).toMatchObject({ solved: 'SOLVED', satisfaction: 'SATISFIED' })
  })

  it('says TD and is left alone; writing again, they hear what was held', async () => {
    const phone = jiesu.phone('sms', '13900139008')
    await phone.write('建国街道光华路井盖坏了')
    await phone.hears(/已受理，工单号/)
    const { number: open } = await dispatched('sms')
    await phone.write('TD')
    await desk.sign(open)
    await desk.sees(open, (found) => found.notices.some((one) => one.state === 'HELD' && /退订/.test(one.reason ?? '')))
    expect((await phone.heard()).at(-1)?.text).not.toMatch(/已签收/)
    await phone.write('我的工单')
    await phone.hears(/已签收/)
  })
})

describe('a citizen writes a mail', () => {
  it('and the conversation goes on in the answers', async () => {
    const mail = jiesu.phone('email', 'citizen@example.com')
    await mail.write('楼下的垃圾堆了一个星期没人清运')
    await mail.hears(/请问在哪里/)
    await mail.write('建国街道光华路')
    await mail.hears(/工单 \d{8}-\d{6}[\s\S]*已受理/)
    const ticket = await dispatched('email')
    expect(ticket.text).toBe('楼下的垃圾堆了一个星期没人清运\n建国街道光华路')
    await desk.sign(ticket.number)
    await mail.hears(/已签收/)
  })
})
