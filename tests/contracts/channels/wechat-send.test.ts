import { describe, expect, it } from 'vitest'
import { createWechatChannel } from '../../../bot/channels/wechat/channel.ts'
import { ERRCODES } from '../../../bot/channels/wechat-platform/errcodes.ts'
import { DEMO_NOTICES } from '../../../bot/channels/simulator/credentials.ts'
import type { OutboundMessage } from '../../../schema/kernel/ports.ts'
import { type PretendCity, refusalOf, startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = 'oDemoCitizen000000000000001'
const SEND = '/cgi-bin/message/custom/send'
const TOKEN = '/cgi-bin/stable_token'
const HOUR_MS = 3_600_000

const progress: OutboundMessage = {
  recipient: CITIZEN,
  text: '您的诉求已受理，工单号 20261130-000001。',
  notice: {
    template: 'progress',
    fields: { number: '20261130-000001', state: '已受理', unit: '建国路街道办事处', time: '11月30日 09:00' },
    page: 'pages/ticket/ticket?number=20261130-000001',
  },
}

const survey: OutboundMessage = {
  recipient: CITIZEN,
  text: '您对本次办理是否满意？\n1. 满意\n2. 不满意',
  menu: {
    head: '您对本次办理是否满意？',
    options: [
      { id: '20261130-000001:satisfaction:satisfied', label: '满意' },
      { id: '20261130-000001:satisfaction:unsatisfied', label: '不满意' },
    ],
    tail: '直接回复文字也可以。',
  },
}

const callsTo = (city: PretendCity, path: string) => city.simulator.calls().filter((call) => call.path === path)
const onPhone = (city: PretendCity) =>
  city.simulator.messages('wechat', CITIZEN).filter((message) => message.from === 'city')

describe('while the conversation is open', () => {
  it('a text arrives as a customer message', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    const receipt = await city.channel('wechat').send(progress)
    expect(receipt).toEqual({ means: 'customer-message' })
    expect(onPhone(city)).toMatchObject([{ kind: 'text', text: progress.text, means: 'customer-message' }])
  })

  it('a menu arrives as rows to tap, and the tap comes back with its id', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    expect(await city.channel('wechat').send(survey)).toEqual({ means: 'menu' })
    const [shown] = onPhone(city)
    expect(shown?.menu).toEqual(survey.menu)
    await city.simulator.say('wechat', CITIZEN, { kind: 'menu-click', menuId: survey.menu?.options[0]?.id })
    expect(city.heard.at(-1)).toMatchObject({ kind: 'menu-click', menuId: survey.menu?.options[0]?.id, text: '满意' })
  })

  it('a text longer than the platform takes is cut at a sentence and says so', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    await city.channel('wechat').send({ recipient: CITIZEN, text: '已派人到现场查看并设置围挡。'.repeat(80) })
    const text = onPhone(city)[0]?.text ?? ''
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
    expect(text).toMatch(/。…（内容较长，请凭工单号查询全文）$/)
    expect(callsTo(city, SEND)).toHaveLength(1)
  })
})

describe('when it is closed', () => {
  it('a notice goes out by subscription where the citizen allowed it', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    await city.simulator.say('wechat', CITIZEN, { kind: 'consent', templateIds: ['demo-template-progress'] })
    city.clock.pass(49 * HOUR_MS)
    const receipt = await city.channel('wechat').send(progress)
    expect(receipt.means).toBe('subscription-notice')
    expect(receipt.platformId).toMatch(/^\d{19}$/)
    expect(onPhone(city)).toMatchObject([
      {
        kind: 'notice',
        notice: {
          title: '诉求办理进度通知',
          fields: [
            { label: '工单编号', value: '20261130-000001' },
            { label: '办理状态', value: '已受理' },
            { label: '承办单位', value: '建国路街道办事处' },
            { label: '更新时间', value: '2026年11月30日 09:00' },
          ],
        },
      },
    ])
    await expect
      .poll(() => city.heard.at(-1))
      .toMatchObject({
        kind: 'receipt',
        receipt: { platformId: receipt.platformId, outcome: 'delivered' },
      })
  })

  it('a consent is good for one notice, and the next one is refused', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    await city.simulator.say('wechat', CITIZEN, { kind: 'consent' })
    city.clock.pass(2 * 60_000)
    await city.channel('wechat').send(progress)
    expect(await refusalOf(city.channel('wechat').send(progress))).toMatchObject({
      errcode: 43101,
      action: 'fall-back',
      retry: false,
    })
  })

  it('nothing can be sent by notice that has no template: the first refusal stands', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    city.clock.pass(2 * 60_000)
    const refusal = await refusalOf(city.channel('wechat').send({ recipient: CITIZEN, text: '您好' }))
    expect(refusal).toMatchObject({ errcode: 45015, action: 'fall-back' })
  })

  it('the sixth message after one of the citizen finds the allowance used up', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    const say = () => city.channel('wechat').send({ recipient: CITIZEN, text: '您好' })
    for (let count = 0; count < 5; count++) await say()
    expect(await refusalOf(say())).toMatchObject({ errcode: 45047, action: 'fall-back' })
  })
})

describe('a template message', () => {
  const change = (settings: PretendCity['settings']) => ({
    ...settings,
    wechat: { ...settings.wechat, templates: DEMO_NOTICES },
  })

  it('goes out where no notice may, and its delivery is reported', async () => {
    await using city = await startPretendCity({ change })
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    city.clock.pass(2 * 60_000)
    const receipt = await city.channel('wechat').send(progress)
    expect(receipt).toMatchObject({ means: 'template-message', effects: ['window-closed', 'consent-empty'] })
    expect(onPhone(city)).toMatchObject([{ kind: 'notice', means: 'template-message' }])
    await expect
      .poll(() => city.heard.at(-1))
      .toMatchObject({ kind: 'receipt', receipt: { platformId: receipt.platformId, outcome: 'delivered' } })
  })

  it('does not reach who does not follow', async () => {
    await using city = await startPretendCity({ change })
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    await city.simulator.say('wechat', CITIZEN, { kind: 'unfollow' })
    expect(await refusalOf(city.channel('wechat').send(progress))).toMatchObject({
      errcode: 43004,
      action: 'fall-back',
    })
  })

  it('is tried at once where the other ways are known to be closed', async () => {
    await using city = await startPretendCity({ change })
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    await city.channel('wechat').send({ ...progress, closed: { conversation: true, notices: true } })
    expect(city.simulator.calls().map(({ path }) => path)).toEqual([TOKEN, '/cgi-bin/message/template/send'])
  })

  it('is not there: nothing is asked of the platform where every way is known to be closed', async () => {
    await using city = await startPretendCity()
    const closed = { conversation: true, notices: true }
    const refusal = await refusalOf(city.channel('wechat').send({ ...progress, closed }))
    expect(refusal).toMatchObject({ action: 'fall-back', retry: false })
    expect(city.simulator.calls()).toEqual([])
  })
})

describe('the access token', () => {
  it('is fetched once for all who wait', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    city.simulator.faults.add({ path: TOKEN, kind: 'slow', delayMs: 50 })
    const say = () => city.channel('wechat').send({ recipient: CITIZEN, text: '您好' })
    await Promise.all([say(), say(), say(), say(), say()])
    expect(callsTo(city, TOKEN)).toHaveLength(1)
    expect(onPhone(city)).toHaveLength(5)
  })

  it('is renewed before its end', async () => {
    await using city = await startPretendCity()
    const say = async () => {
      await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
      await city.channel('wechat').send({ recipient: CITIZEN, text: '您好' })
    }
    await say()
    city.clock.pass(6800_000)
    await say()
    expect(callsTo(city, TOKEN)).toHaveLength(1)
    city.clock.pass(110_000)
    await say()
    expect(callsTo(city, TOKEN)).toHaveLength(2)
    expect(callsTo(city, SEND).every((call) => call.errcode === undefined)).toBe(true)
  })

  it.each([40001, 40014, 42001])('is fetched anew once after %i, and the message arrives once', async (errcode) => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    city.simulator.faults.add({ path: SEND, kind: 'errcode', errcode, times: 1 })
    await city.channel('wechat').send(progress)
    expect(onPhone(city)).toHaveLength(1)
  })

  it('withdrawn behind our back, it is fetched anew once for all', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    const say = () => city.channel('wechat').send({ recipient: CITIZEN, text: '您好' })
    await say()
    city.simulator.revokeTokens()
    await Promise.all([say(), say(), say()])
    expect(callsTo(city, TOKEN)).toHaveLength(2)
    expect(onPhone(city)).toHaveLength(4)
  })

  it('refused a second time, it stops: no third try', async () => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: SEND, kind: 'errcode', errcode: 40001 })
    expect(await refusalOf(city.channel('wechat').send(progress))).toMatchObject({ errcode: 40001, action: 'stop' })
    expect(callsTo(city, SEND)).toHaveLength(2)
  })

  it('not given because the secret is wrong, it is a matter of the settings', async () => {
    await using city = await startPretendCity()
    const account = { ...city.settings.wechat, appSecret: 'wrong' }
    const channel = createWechatChannel(account, { clock: city.clock, fetch })
    const say = () => channel.send?.(progress) ?? Promise.resolve()
    expect(await refusalOf(say())).toMatchObject({ errcode: 40125, action: 'config' })
    await refusalOf(Promise.all([say(), say(), say()]))
    expect(callsTo(city, TOKEN)).toHaveLength(1)
    city.clock.pass(1001)
    await refusalOf(say())
    expect(callsTo(city, TOKEN)).toHaveLength(2)
  })

  it('never shows in the log of calls', async () => {
    await using city = await startPretendCity()
    await refusalOf(city.channel('wechat').send(progress))
    expect(JSON.stringify(city.simulator.calls())).not.toContain('demo-secret')
  })
})

describe('what the platform refuses', () => {
  /** The table of channels.md 5.1.9: what is done with this message, and what it tells beyond it. */
  const expected: readonly (readonly [errcode: number, action: string, effect?: string])[] = [
    [-1, 'retry'],
    [40001, 'stop', 'alarm'],
    [40014, 'stop', 'alarm'],
    [42001, 'stop', 'alarm'],
    [40003, 'stop', 'identity-broken'],
    [40013, 'config', 'alarm'],
    [40029, 'stop', 'login-again'],
    [40226, 'stop', 'refuse'],
    [40037, 'config', 'alarm'],
    [40164, 'stop', 'alarm'],
    [41002, 'config', 'alarm'],
    [41030, 'config', 'alarm'],
    [43004, 'fall-back'],
    [43101, 'fall-back', 'consent-empty'],
    [45009, 'pause'],
    [45011, 'pause'],
    [45015, 'fall-back', 'window-closed'],
    [45047, 'fall-back', 'window-closed'],
    [47001, 'stop', 'bug'],
    [47003, 'stop', 'bug'],
    [48001, 'config', 'alarm'],
    [61007, 'config', 'alarm'],
    [99999, 'stop'],
  ]

  it.each(expected.map(([errcode, action, effect]) => ({ errcode, action, effect })))(
    '$errcode → $action $effect',
    async ({ errcode, action, effect }) => {
      await using city = await startPretendCity()
      city.simulator.faults.add({ path: SEND, kind: 'errcode', errcode })
      const refusal = await refusalOf(city.channel('wechat').send({ recipient: CITIZEN, text: '您好' }))
      expect(refusal).toMatchObject({ channel: 'wechat', errcode, action, effects: effect ? [effect] : [] })
    },
  )

  it('every code of the table has a meaning for staff', () => {
    expect(Object.values(ERRCODES).every(({ meaning }) => /^[\u4e00-\u9fa5A-Za-z，、 ]{3,20}$/.test(meaning))).toBe(
      true,
    )
  })

  it('a used-up daily quota rests until midnight without asking on', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    city.simulator.setQuota(SEND, 0)
    const say = () => city.channel('wechat').send({ recipient: CITIZEN, text: '您好' })
    // 09:00 in Shanghai: fifteen hours and the minute of grace.
    expect(await refusalOf(say())).toMatchObject({ errcode: 45009, action: 'pause', afterMs: 15 * HOUR_MS + 60_000 })
    city.clock.pass(HOUR_MS)
    expect(await refusalOf(say())).toMatchObject({ errcode: 45009, action: 'pause', afterMs: 14 * HOUR_MS + 60_000 })
    expect(callsTo(city, SEND)).toHaveLength(1)
    city.simulator.setQuota(SEND, 10)
    city.clock.pass(14 * HOUR_MS + 60_000)
    expect(await say()).toEqual({ means: 'customer-message' })
  })
})

describe('what gets lost on the way', () => {
  it.each([
    ['hang', 'unknown', 0],
    ['hang-taken', 'unknown', 1],
    ['reset', 'unknown', 0],
    ['reset-taken', 'unknown', 1],
  ] as const)('%s: nobody knows whether it arrived, so it is %s', async (kind, action, arrived) => {
    await using city = await startPretendCity({ patienceMs: 300 })
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    city.simulator.faults.add({ path: SEND, kind, times: 1 })
    const refusal = await refusalOf(city.channel('wechat').send(progress))
    expect(refusal).toMatchObject({ action, retry: false })
    expect(onPhone(city)).toHaveLength(arrived)
  })

  it.each([
    [500, 'retry'],
    [503, 'retry'],
    [504, 'unknown'],
    [404, 'config'],
  ] as const)('HTTP %i → %s', async (status, action) => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: SEND, kind: 'status', status, times: 1 })
    expect(await refusalOf(city.channel('wechat').send(progress))).toMatchObject({ action })
  })

  it('a platform that is not there has seen nothing', async () => {
    await using city = await startPretendCity()
    const account = { ...city.settings.wechat, apiBase: 'http://127.0.0.1:9' }
    const channel = createWechatChannel(account, { clock: city.clock, fetch })
    expect(await refusalOf(channel.send?.(progress) ?? Promise.resolve())).toMatchObject({ action: 'retry' })
  })

  it('a lost token is simply asked for again', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '光华路井盖坏了' })
    city.simulator.faults.add({ path: TOKEN, kind: 'reset', times: 1 })
    expect(await refusalOf(city.channel('wechat').send(progress))).toMatchObject({ action: 'retry' })
    city.clock.pass(2000)
    await city.channel('wechat').send(progress)
    expect(onPhone(city)).toHaveLength(1)
  })

  it.each([['<html>'], ['{}'], ['{"errcode":"zero"}'], ['{"errcode":0,"errmsg":7}'], ['x'.repeat(300_000)]])(
    'an answer that is none (%#) is not taken for a delivery',
    async (body) => {
      const answers = ['{"access_token":"t","expires_in":7200}', body]
      const pretend: typeof fetch = () => Promise.resolve(new Response(answers.shift()))
      await using city = await startPretendCity()
      const channel = createWechatChannel(city.settings.wechat, { clock: city.clock, fetch: pretend })
      const outcome = await refusalOf(channel.send?.(progress) ?? Promise.resolve()).catch(() => 'delivered')
      expect(outcome).toMatchObject({ action: 'unknown' })
    },
  )
})
