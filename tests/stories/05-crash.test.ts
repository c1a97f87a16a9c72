import { afterEach, describe, expect, it } from 'vitest'
import { noticeRecord } from '../../schema/notice/notice.model.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { openDesk } from '../support/desk.ts'
import { type TestJiesu, type TestOptions, startTestJiesu, until } from '../support/jiesu.ts'

const COMPLAINT = '建国街道光华路井盖坏了，请来修'

const running: TestJiesu[] = []
async function start(options: TestOptions = {}): Promise<TestJiesu> {
  const jiesu = await startTestJiesu(options)
  running.push(jiesu)
  return jiesu
}
afterEach(async () => {
  for (const jiesu of running.splice(0).toReversed()) await jiesu.stop()
})

describe('what a process leaves behind, others take up', () => {
  it('a message that only the api heard becomes a ticket once bot and jobs are there', async () => {
    const door = await start({ parts: ['api'] })
    await door.phone('wechat', 'oLater00000000000000001').write(COMPLAINT)
    expect(await door.city.db.of(inboxRecord).countDocuments({ 'outbox.0': { $exists: true } })).toBe(1)
    const workers = await start({ parts: ['bot', 'jobs'], with: door })
    await until('a dispatched ticket', () => workers.city.db.of(ticketRecord).findOne({ state: 'DISPATCHED' }))
    await until('an empty outbox', async () => {
      const left = await door.city.db.of(inboxRecord).countDocuments({ 'outbox.0': { $exists: true } })
      return left === 0
    })
  })

  it('two processes of each part do the work of one, once', async () => {
    const one = await start()
    await start({ parts: ['bot', 'jobs'], with: one })
    const phones = Array.from({ length: 12 }, (_, index) => one.phone('wechat', `oTwin${index}0000000000000001`))
    await Promise.all(phones.map((phone) => phone.write(COMPLAINT)))
    for (const phone of phones) await phone.hears(/已受理/)
    expect(await one.city.db.of(ticketRecord).countDocuments({})).toBe(phones.length)
    for (const phone of phones) expect(await phone.heard()).toHaveLength(1)
  })

  it('an event that the queue lost is handed out again', async () => {
    const jiesu = await start()
    const phone = jiesu.phone('wechat', 'oLost000000000000000001')
    await phone.write(COMPLAINT)
    await phone.hears(/已受理/)
    const tickets = jiesu.city.db.of(ticketRecord)
    const ticket = await until('the ticket', () => tickets.findOne({}))
    // As it stands when Redis forgets the job: the change is in the ticket, and so is its event, handed out long ago.
    const event = { id: `${ticket._id}:1:ticket.dispatched`, name: 'ticket.dispatched' as const, at: new Date() }
    const entry = { ...event, relayAfter: new Date(Date.now() - 1000), relays: 1, done: [] }
    await jiesu.city.db.of(noticeRecord).deleteOne({ _id: event.id })
    await tickets.updateOne({ _id: ticket._id }, { $set: { outbox: [entry] } })
    await until('the notice again', () => jiesu.city.db.of(noticeRecord).findOne({ _id: event.id, state: 'SENT' }))
    await until('an empty outbox', async () => (await tickets.findOne({ _id: ticket._id }))?.outbox.length === 0)
  })
})

describe('a notice on its way when its worker dies', () => {
  it('is never sent a second time: nobody knows whether the platform got it', async () => {
    const jiesu = await start()
    const phone = jiesu.phone('wechat', 'oClaimed0000000000000001')
    await phone.write(COMPLAINT)
    await phone.hears(/已受理/)
    const notices = jiesu.city.db.of(noticeRecord)
    const sent = await until('the receipt', () => notices.findOne({ kind: 'receipt', state: 'SENT' }))
    await notices.updateOne(
      { _id: sent._id },
      { $set: { state: 'SENDING', claimedAt: new Date(Date.now() - 120_000) }, $unset: { sentAt: '' } },
    )
    const given = await until('the claim is given up', () => notices.findOne({ _id: sent._id, state: 'UNKNOWN' }))
    expect(given.reason).toContain('不再自动重发')
    expect(await phone.heard()).toHaveLength(1)
    const desk = await openDesk(jiesu)
    const ticket = await desk.ticket(sent.number ?? '')
    expect(ticket?.notices).toMatchObject([{ state: 'FAILED', reason: given.reason }])
  })
})

describe('a platform in trouble', () => {
  it('a busy platform gets the notice later, and only once', async () => {
    const jiesu = await start()
    const phone = jiesu.phone('wechat', 'oBusy000000000000000001')
    await lay(jiesu, { path: '/cgi-bin/message/custom/send', kind: 'errcode', errcode: -1, times: 1 })
    await phone.write(COMPLAINT)
    await phone.hears(/已受理/)
    expect(await phone.heard()).toHaveLength(1)
  })

  it('one that hangs leaves the outcome unknown, and staff can see it', async () => {
    const jiesu = await start()
    const phone = jiesu.phone('wechat', 'oHang000000000000000001')
    await lay(jiesu, { path: '/cgi-bin/message/custom/send', kind: 'hang', times: 1 })
    await phone.write(COMPLAINT)
    const notice = await until('the outcome', () => jiesu.city.db.of(noticeRecord).findOne({ state: 'UNKNOWN' }))
    expect(notice.attempts).toBe(1)
  })
})

async function lay(jiesu: TestJiesu, fault: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${jiesu.simulator}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })
  expect(response.status).toBe(201)
}
