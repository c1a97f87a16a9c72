import { describe, expect, it } from 'vitest'
import { openChannels } from '../../../bot/channels/open-channels.ts'
import type { OutboundMessage } from '../../../schema/kernel/ports.ts'
import { refusalOf, startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = 'oDemoMini00000000000000001'

const pretend: typeof fetch = () => Promise.resolve(new Response('{"session_key":"k"}'))

describe('signing in', () => {
  it('gives the openid and nothing that decrypts', async () => {
    await using city = await startPretendCity()
    const code = city.simulator.issueCode('login', CITIZEN)
    expect(await city.signIn(code)).toEqual({ openid: CITIZEN })
    const [call] = city.simulator.calls()
    expect(JSON.stringify(call)).not.toContain('demo-mini-secret')
  })

  it('works once for each code', async () => {
    await using city = await startPretendCity()
    const code = city.simulator.issueCode('login', CITIZEN)
    await city.signIn(code)
    expect(await refusalOf(city.signIn(code))).toMatchObject({ name: 'DomainError', code: 'UNAUTHENTICATED' })
  })

  it('wants a code of the last five minutes', async () => {
    await using city = await startPretendCity()
    const code = city.simulator.issueCode('login', CITIZEN)
    city.clock.pass(300_000)
    expect(await refusalOf(city.signIn(code))).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it.each([
    [40029, 'UNAUTHENTICATED'],
    [40163, 'UNAUTHENTICATED'],
    [40226, 'FORBIDDEN'],
    [45011, 'TOO_MANY'],
    [40013, 'UNAVAILABLE'],
    [-1, 'UNAVAILABLE'],
  ])('%i → %s', async (errcode, code) => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: '/sns/jscode2session', kind: 'errcode', errcode })
    expect(await refusalOf(city.signIn('a-code'))).toMatchObject({ code })
  })

  it.each(['hang', 'reset', 'status'] as const)('%s → UNAVAILABLE, never a stranger', async (kind) => {
    await using city = await startPretendCity({ patienceMs: 200 })
    city.simulator.faults.add({ path: '/sns/jscode2session', kind })
    expect(await refusalOf(city.signIn('a-code'))).toMatchObject({ code: 'UNAVAILABLE' })
  })

  it.each(['', ' ', '中', 'a&b=1', 'x'.repeat(257)])('%j is no code', async (code) => {
    await using city = await startPretendCity()
    expect(await refusalOf(city.signIn(code))).toMatchObject({ code: 'BAD_INPUT' })
    expect(city.simulator.calls()).toHaveLength(0)
  })

  it('an answer without an openid is nobody', async () => {
    await using city = await startPretendCity()
    const { signInMiniProgram } = openChannels(city.settings, { clock: city.clock, fetch: pretend })
    expect(await refusalOf(signInMiniProgram('a-code'))).toMatchObject({ code: 'UNAVAILABLE' })
  })
})

describe('the phone number button', () => {
  const PHONE = '/wxa/business/getuserphonenumber'

  it('gives the number the platform verified, once for each code', async () => {
    await using city = await startPretendCity()
    const code = city.simulator.issueCode('phone', '13800138000')
    expect(await city.exchangePhone(code)).toBe('13800138000')
    expect(await refusalOf(city.exchangePhone(code))).toMatchObject({ name: 'DomainError', code: 'BAD_INPUT' })
  })

  it('does not take the code of wx.login, nor one older than five minutes', async () => {
    await using city = await startPretendCity()
    const login = city.simulator.issueCode('login', CITIZEN)
    expect(await refusalOf(city.exchangePhone(login))).toMatchObject({ code: 'BAD_INPUT' })
    const old = city.simulator.issueCode('phone', '13800138000')
    city.clock.pass(300_000)
    expect(await refusalOf(city.exchangePhone(old))).toMatchObject({ code: 'BAD_INPUT' })
  })

  it.each([
    [40029, 'BAD_INPUT'],
    [45011, 'TOO_MANY'],
    [40013, 'UNAVAILABLE'],
    [-1, 'UNAVAILABLE'],
  ])('%i → %s', async (errcode, code) => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: PHONE, kind: 'errcode', errcode })
    expect(await refusalOf(city.exchangePhone('a-code'))).toMatchObject({ code })
  })

  it.each([
    ['of another account', { watermark: { appid: 'wxother' } }, undefined],
    ['with a country code that is a number', { countryCode: 86 }, '13800138000'],
    ['of elsewhere', { countryCode: '852', purePhoneNumber: '51234567' }, '+85251234567'],
    ['that is none', { purePhoneNumber: '<b>' }, undefined],
  ])('a number %s', async (_what, change, phone) => {
    await using city = await startPretendCity()
    const info = { purePhoneNumber: '13800138000', countryCode: '86', watermark: { appid: 'wxdemo0000000002' } }
    const answers = [
      { access_token: 't', expires_in: 7200 },
      { errcode: 0, phone_info: { ...info, ...change } },
    ]
    const answering: typeof fetch = async () => new Response(JSON.stringify(answers.shift()))
    const { exchangePhoneNumber } = openChannels(city.settings, { clock: city.clock, fetch: answering })
    if (phone) expect(await exchangePhoneNumber('a-code')).toBe(phone)
    else expect(await refusalOf(exchangePhoneNumber('a-code'))).toMatchObject({ code: 'UNAVAILABLE' })
  })
})

describe('telling a citizen of the mini-program', () => {
  const progress: OutboundMessage = {
    recipient: CITIZEN,
    text: '工单 20261130-000001 有了答复。',
    notice: {
      template: 'progress',
      fields: { number: '20261130-000001', state: '已答复', unit: '', time: '11月30日 09:00' },
      page: 'pages/ticket/ticket?number=20261130-000001',
    },
  }
  const seen = (city: Awaited<ReturnType<typeof startPretendCity>>) =>
    city.simulator.messages('mini-program', CITIZEN).filter((message) => message.from === 'city')

  it('goes by notice where it was allowed; an empty field gets a stand-in', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('mini-program', CITIZEN, { kind: 'consent' })
    expect(await city.channel('mini-program').send(progress)).toMatchObject({ means: 'subscription-notice' })
    expect(seen(city)[0]?.notice?.fields).toContainEqual({ label: '承办单位', value: '无' })
    const call = city.simulator.calls().find(({ path }) => path.endsWith('/subscribe/send'))
    expect(call?.body).toMatchObject({ page: progress.notice?.page, miniprogram_state: 'formal' })
  })

  it('goes as a message where the chat is open and no notice is allowed', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('mini-program', CITIZEN, { kind: 'text', text: '在吗' })
    expect(await city.channel('mini-program').send(progress)).toEqual({
      means: 'customer-message',
      effects: ['consent-empty'],
    })
    expect(seen(city)).toMatchObject([{ kind: 'text', text: progress.text }])
  })

  it('does not go when neither may be', async () => {
    await using city = await startPretendCity()
    expect(await refusalOf(city.channel('mini-program').send(progress))).toMatchObject({ action: 'fall-back' })
  })

  it('a menu becomes numbers to type', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('mini-program', CITIZEN, { kind: 'text', text: '在吗' })
    const menu = {
      head: '满意吗？',
      options: [
        { id: 'a', label: '满意' },
        { id: 'b', label: '不满意' },
      ],
    }
    await city.channel('mini-program').send({ recipient: CITIZEN, text: '满意吗？', menu })
    expect(seen(city)[0]?.text).toBe('满意吗？\n1. 满意\n2. 不满意')
  })

  it('a broken notice call is not tried another way: it may have arrived', async () => {
    await using city = await startPretendCity({ patienceMs: 300 })
    await city.simulator.say('mini-program', CITIZEN, { kind: 'text', text: '在吗' })
    await city.simulator.say('mini-program', CITIZEN, { kind: 'consent' })
    city.simulator.faults.add({ path: '/cgi-bin/message/subscribe/send', kind: 'hang-taken' })
    expect(await refusalOf(city.channel('mini-program').send(progress))).toMatchObject({ action: 'unknown' })
    expect(seen(city)).toHaveLength(1)
  })
})

it('settings with a keyword that nobody can fill do not start', async () => {
  await using city = await startPretendCity()
  const notices = { progress: { id: 'x', keywords: { state: 'enum1' } } }
  const settings = { ...city.settings, wechat: { ...city.settings.wechat, notices } }
  expect(() => openChannels(settings, { clock: city.clock })).toThrow('enum1')
})
