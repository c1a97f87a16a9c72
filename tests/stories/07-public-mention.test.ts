import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeRecord } from '../../schema/notice/notice.model.ts'
import { type Case, type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import type { Phone } from '../support/phone.ts'

let jiesu: TestJiesu
let desk: Desk
let phone: Phone
beforeAll(async () => {
  jiesu = await startTestJiesu()
  desk = await openDesk(jiesu)
  phone = jiesu.phone('weibo', '9007199254740993')
})
afterAll(() => jiesu.stop())

const publicSaid = async () => (await phone.heard()).filter(({ means }) => means === 'public')
const privateSaid = async () => (await phone.heard()).filter(({ means }) => means !== 'public')

describe('a citizen names the city on Weibo, for all to read', () => {
  let ticket: Case

  it('nobody pushes it; the city finds it and makes a ticket of it', async () => {
    const words = '@澜城12345 建国街道光华路井盖坏了，我的电话13800138000'
    await phone.say({ kind: 'mention', text: words, pushed: false })
    ticket = await until('a ticket', async () => (await desk.newest('weibo')).find((one) => one.state === 'DISPATCHED'))
    expect(ticket.text).toContain('光华路井盖坏了')
    expect(ticket.text).not.toMatch(/@|13800138000/)
    expect(ticket.place.streetName).toBe('建国街道')
  })

  it('it is answered in public, with nothing in the answer about anybody', async () => {
    const [answer] = await until('a public answer', async () => {
      const said = await publicSaid()
      return said.length > 0 && said
    })
    expect(answer?.text).toMatch(/已收到.*私信/)
    expect(answer?.text).not.toMatch(/\d|井盖|光华/)
  })

  it('staff see where it was said; nobody else does', async () => {
    const see = (token?: string) =>
      jiesu.ask<{ ticket: { publicUrl: string | null } | null }>(
        `{ ticket(number: "${ticket.number}") { publicUrl } }`,
        {},
        token,
      )
    expect((await see(desk.token)).data.ticket?.publicUrl).toMatch(/^https:\/\/m\.weibo\.cn\/status\/\d+$/)
    expect((await see()).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
    const tracked = await jiesu.ask(`{ __type(name: "TrackedTicket") { fields { name } } }`)
    expect(JSON.stringify(tracked.data)).not.toContain('publicUrl')
  })

  it('exactly one public answer, however the story goes on', async () => {
    await desk.sign(ticket.number)
    await desk.reply(ticket.number, '井盖已更换，请放心。')
    await desk.sees(ticket.number, (found) => found.notices.filter((one) => one.state === 'HELD').length >= 3)
    expect(await publicSaid()).toHaveLength(1)
    expect(await privateSaid()).toEqual([])
    const sent = (await (await fetch(`${jiesu.simulator}/calls`)).json()) as { path: string }[]
    expect(sent.filter(({ path }) => /comments\/(create|reply)|messages/.test(path))).toHaveLength(1)
  })

  it('once the citizen writes privately, what was held for them goes out, in order', async () => {
    await phone.write('我的工单')
    await phone.hears(/有了答复/)
    const texts = (await privateSaid()).map(({ text }) => text)
    const [taken, replied] = [/已受理，工单号/, /有了答复/].map((words) => texts.findIndex((text) => words.test(text)))
    expect(taken).toBeGreaterThanOrEqual(0)
    expect(replied).toBeGreaterThan(taken ?? 0)
    expect(texts.join()).toContain(ticket.number)
  })

  it('after unfollowing nothing more is sent, and staff see why', async () => {
    await phone.say({ kind: 'unfollow' })
    const before = (await phone.heard()).length
    await desk.close(ticket.number)
    const closed = await desk.sees(ticket.number, (found) =>
      found.notices.some((one) => one.kind === 'survey' && one.state === 'HELD'),
    )
    expect(closed.state).toBe('CLOSED')
    expect(await phone.heard()).toHaveLength(before)
  })
})

describe('what is said in public and is no request', () => {
  it('is asked into private, and makes no ticket', async () => {
    const somebody = jiesu.phone('weibo', '2489518299')
    const before = (await desk.newest('weibo')).length
    await somebody.say({ kind: 'mention', text: '@澜城12345 今天的云真好看' })
    await somebody.hears(/请私信告诉我们/)
    expect(await desk.newest('weibo')).toHaveLength(before)
  })

  it('danger is told at once what to do', async () => {
    const somebody = jiesu.phone('weibo', '2489518298')
    await somebody.say({ kind: 'mention', where: 'comment', pushed: false, text: '@澜城12345 光华路着火了，有人被困' })
    await somebody.hears(/请立即拨打 119/)
  })

  it('no public answer has ever been anything but one of the fixed texts', async () => {
    const said = await jiesu.city.db
      .of(noticeRecord)
      .find({ inReplyTo: { $exists: true } })
      .toArray()
    expect(said).toHaveLength(3)
    for (const { text } of said) expect(text.replace(/拨打 1(19|20|10)/, '')).not.toMatch(/\d/)
  })
})
