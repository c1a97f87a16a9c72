import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { converse } from '../../bot/dialog/converse.ts'
import { loadCitizen, rememberCitizen } from '../../schema/citizen/citizen.store.ts'
import { type DeliveryEffect, DeliveryError } from '../../schema/kernel/errors.ts'
import type { Channel, InboundMessage, OutboundMessage } from '../../schema/kernel/ports.ts'
import { recordNotice, sendNotice } from '../../schema/notice/notice.service.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'

let city: BareCity
beforeAll(async () => {
  city = await openBareCity()
})
afterAll(() => city.close())

let people = 0

/** A citizen, and a platform that answers each message with what it is told to. */
async function citizen() {
  const sender = `oCitizen${++people}`
  const asked: OutboundMessage[] = []
  let during = async () => {}
  const answers: (DeliveryError | DeliveryEffect[])[] = []
  const channel: Channel = {
    name: 'wechat',
    capabilities: { menus: true, publicSpeech: false, maxText: 680, maxBody: 1000 },
    verify: ({ body }) => ({ ok: true, method: 'test', body }),
    parse: () => [],
    acknowledge: () => ({ status: 200, contentType: 'text/plain', body: '' }),
    async send(message) {
      asked.push(message)
      await during()
      const answer = answers.shift() ?? []
      if (answer instanceof DeliveryError) throw answer
      return { means: 'customer-message', effects: answer }
    },
  }
  const { _id } = await rememberCitizen(city.db, city.sealer, 'wechat', sender, city.clock.now())
  let notices = 0
  return {
    asked,
    /** Tells them something; gives how the ledger has it. */
    async tell(
      answer: DeliveryError | DeliveryEffect[] = [],
      template: 'progress' | 'survey' = 'progress',
      meanwhile = async () => {},
    ) {
      during = meanwhile
      answers.splice(0, 1, answer)
      const id = `${_id}:${++notices}`
      await recordNotice(city, {
        _id: id,
        kind: 'answer',
        citizenKey: _id,
        channel: 'wechat',
        text: '您好',
        notice: { template, fields: {} },
      })
      await sendNotice(city, id, new Map([['wechat', channel]]))
      return city.db.connection.collection<{ _id: string }>('notices').findOne({ _id: id })
    },
    hear: (message: Partial<InboundMessage>) =>
      converse(city, `${_id}:heard:${++notices}`, {
        channel: 'wechat',
        dedupeKey: String(notices),
        sender,
        kind: 'text',
        at: city.clock.now(),
        reply: { mode: 'none' },
        platformType: 'text',
        ...message,
      }),
    reach: async () => (await loadCitizen(city.db, _id))?.reach,
  }
}

const refusal = (effect: DeliveryEffect, action: 'stop' | 'fall-back' = 'fall-back') =>
  new DeliveryError('wechat', action, 1, 'no', undefined, [effect])

describe('what the platform refuses is not asked of it again', () => {
  it('a broken account is not written to until it speaks', async () => {
    const someone = await citizen()
    expect(await someone.tell(refusal('identity-broken', 'stop'))).toMatchObject({ state: 'FAILED' })
    expect(await someone.tell()).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('拒绝了这个账号') })
    expect(someone.asked).toHaveLength(1)
    await someone.hear({ text: '你好' })
    expect(await someone.tell()).toMatchObject({ state: 'SENT' })
  })

  it('a closed conversation is passed over until they speak', async () => {
    const someone = await citizen()
    await someone.tell(['window-closed'])
    await someone.tell()
    expect(someone.asked.map(({ closed }) => closed)).toEqual([undefined, { conversation: true }])
    await someone.hear({ text: '你好' })
    await someone.tell()
    expect(someone.asked.at(-1)?.closed).toBeUndefined()
  })

  it('nor is it noted when they spoke while it was refused', async () => {
    const someone = await citizen()
    await someone.tell(['window-closed'], 'progress', async () => {
      city.pass(1000)
      await someone.hear({ text: '你好' })
    })
    await someone.tell()
    expect(someone.asked.at(-1)?.closed).toBeUndefined()
  })

  it('notices without a consent are passed over until they allow one', async () => {
    const someone = await citizen()
    expect(await someone.tell(refusal('consent-empty'))).toMatchObject({ state: 'FAILED', attempts: 1 })
    await someone.hear({ kind: 'consent', consents: [{ templateId: 't', granted: false }] })
    await someone.tell()
    expect(someone.asked.at(-1)?.closed).toEqual({ notices: true })
    await someone.tell([], 'survey')
    expect(someone.asked.at(-1)?.closed).toBeUndefined()
    await someone.hear({ kind: 'consent', consents: [{ templateId: 't', granted: true }] })
    expect(await someone.reach()).toEqual({})
    await someone.tell()
    expect(someone.asked.at(-1)?.closed).toBeUndefined()
  })
})
