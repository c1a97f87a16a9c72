import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentRecord } from '../../schema/attachment/attachment.model.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import type { Phone } from '../support/phone.ts'

const MATTER = '建国街道光华路25号门口井盖坏了，请来修'

interface Attached {
  text: string
  attachments: { id: string; type: string }[]
  timeline: { event: string; text: string }[]
}

let jiesu: TestJiesu
let token: string
beforeAll(async () => {
  jiesu = await startTestJiesu()
  token = await jiesu.signIn()
})
afterAll(() => jiesu.stop())

async function numberHeardBy(phone: Phone): Promise<string> {
  return /\d{8}-\d{6}/.exec((await phone.hears(/已受理/)).text)?.[0] ?? ''
}

/** The ticket as staff see it, once it has so many attachments. */
const withAttachments = (number: string, count: number) =>
  until(`${count} attachments`, async () => {
    const { data } = await jiesu.ask<{ ticket: Attached }>(
      `{ ticket(number: "${number}") { text attachments { id type } timeline { event text } } }`,
      {},
      token,
    )
    return data.ticket.attachments.length === count && data.ticket
  })

const fetchFile = (id: string, headers: HeadersInit) => fetch(`${jiesu.url}/attachments/${id}`, { headers })

describe('what a citizen sends along reaches the unit', () => {
  it('a photo before the words, another one after them, and a voice: all in one ticket', async () => {
    const phone = jiesu.phone('wechat', 'oSentAlong00000000000001')
    await phone.say({ kind: 'image' })
    await until('the photo', () => jiesu.city.db.of(attachmentRecord).findOne({}))
    await phone.write(MATTER)
    const number = await numberHeardBy(phone)
    await withAttachments(number, 1)
    await phone.say({ kind: 'image' })
    await withAttachments(number, 2)
    await phone.say({ kind: 'voice' })
    const { attachments, timeline } = await withAttachments(number, 3)
    expect(attachments.map(({ type }) => type)).toEqual(['image', 'image', 'voice'])
    const steps = timeline.filter(({ event }) => event === 'attached' || event === 'supplemented')
    expect(steps.map(({ text }) => text)).toEqual(['市民补充：附件 1 个', '市民补充：附件 1 个', '市民提供了一段语音'])
  })

  it('a photo that is announced for an older ticket is that ticket’s', async () => {
    const phone = jiesu.phone('wechat', 'oSentAlong00000000000005')
    await phone.write(MATTER)
    const older = await numberHeardBy(phone)
    await phone.write('文庙街道府前街垃圾没人清运')
    const newer = await until('a second ticket', async () => {
      const { text } = await phone.hears(/已受理.*文庙街道/)
      return /\d{8}-\d{6}/.exec(text)?.[0]
    })
    expect(newer).not.toBe(older)
    await phone.write(`补充材料 ${older}`)
    await phone.hears(/请发/)
    await phone.say({ kind: 'image' })
    await withAttachments(older, 1)
    await withAttachments(newer, 0)
  })

  it('is shown to staff, to the citizen with the tracking code, and to nobody else', async () => {
    const phone = jiesu.phone('mini-program', 'oSentAlong00000000000002')
    await phone.write(`${MATTER}，电话13800138000`)
    const number = await until('a ticket', async () => {
      const found = await jiesu.city.db.connection.collection('tickets').findOne({ channel: 'mini-program' })
      return found && String(found._id)
    })
    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#336699' } })
      .png()
      .toBuffer()
    await phone.say({ kind: 'image', data: photo.toString('base64') })
    const { attachments } = await withAttachments(number, 1)
    const id = attachments[0]?.id ?? ''

    const shown = await fetchFile(id, { authorization: `Bearer ${token}` })
    expect(shown.status).toBe(200)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="${id}.jpeg"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    const size = async (answer: Response) => sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    expect(await size(shown)).toMatchObject({ width: 800, height: 600 })
    const thumbnail = await fetchFile(`${id}/thumbnail`, { authorization: `Bearer ${token}` })
    expect(await size(thumbnail)).toMatchObject({ width: 240 })
    const own = await jiesu.signIn('gh-jianguo')
    expect((await fetchFile(id, { authorization: `Bearer ${own}` })).status).toBe(200)
    expect((await fetchFile(id, { 'x-tracking-code': '13800138000' })).status).toBe(200)

    const other = await jiesu.signIn('wh-hubin')
    expect((await fetchFile(id, { authorization: `Bearer ${other}` })).status).toBe(404)
    const wrong: HeadersInit[] = [{}, { authorization: 'Bearer x' }, { 'x-tracking-code': '13800138001' }]
    for (const headers of wrong) {
      expect((await fetchFile(id, headers)).status).toBe(404)
    }
    expect((await fetchFile('no-such-id', { authorization: `Bearer ${token}` })).status).toBe(404)

    const page = await fetch(`${jiesu.url}/track`, {
      method: 'POST',
      body: new URLSearchParams({ number, phone: '13800138000' }),
    })
    expect(await page.text()).toMatch(/<img src="data:image\/jpeg;base64,[^"]+" alt="您提供的图片 1"/)
  })

  it('what the platform has no more, and what is no photo, is noted and given up', async () => {
    const phone = jiesu.phone('wechat', 'oSentAlong00000000000003')
    await fetch(`${jiesu.simulator}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '/cgi-bin/media/get', kind: 'errcode', errcode: 40007, times: 1 }),
    })
    await phone.say({ kind: 'image' })
    const lost = (reason: RegExp) =>
      until(String(reason), () => jiesu.city.db.of(inboxRecord).findOne({ mediaLost: reason }))
    await lost(/40007/)
    await phone.say({ kind: 'image', data: Buffer.from('<html></html>').toString('base64') })
    const row = await lost(/只能收/)
    expect(row.outbox.filter(({ name }) => name === 'media.due').length).toBeLessThanOrEqual(1)
    await until('the event to be done', async () => {
      const now = await jiesu.city.db.of(inboxRecord).findOne({ _id: row._id })
      return now?.outbox.every(({ name }) => name !== 'media.due')
    })
  })

  it('a platform that does not answer is asked again, and the photo comes once', async () => {
    const phone = jiesu.phone('wechat', 'oSentAlong00000000000004')
    await fetch(`${jiesu.simulator}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '/cgi-bin/media/get', kind: 'status', status: 503, times: 1 }),
    })
    await phone.write(MATTER)
    const number = await numberHeardBy(phone)
    await phone.say({ kind: 'image' })
    await withAttachments(number, 1)
  })
})

describe('a QR code of a street', () => {
  it.each(['follow', 'scan'])('%s: the street is known before the first word, for one request', async (kind) => {
    const phone = jiesu.phone('wechat', `oScanned000000000000${kind}`)
    await phone.say({ kind, scene: 'street:gh-jianguo' })
    await phone.hears(/建国街道的二维码/)
    await phone.write('路灯坏了好几天了，没人修')
    const number = await numberHeardBy(phone)
    const { data } = await jiesu.ask<{ ticket: { place: { streetName: string }; organ: { id: string } } }>(
      `{ ticket(number: "${number}") { place { streetName } organ { id } } }`,
      {},
      token,
    )
    expect(data.ticket).toMatchObject({ place: { streetName: '建国街道' } })
    await phone.write('没水')
    await phone.hears(/请问在哪里/)
  })
})
