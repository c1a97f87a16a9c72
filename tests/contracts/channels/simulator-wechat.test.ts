import { describe, expect, it } from 'vitest'
import { type PretendCity, startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = 'oDemoCitizen000000000000001'
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

type Answer = Readonly<Record<string, unknown>>

async function post(city: PretendCity, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${city.simulator.wechatBase}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return (await response.json()) as Answer
}

async function get(city: PretendCity, path: string): Promise<Answer> {
  return (await (await fetch(`${city.simulator.wechatBase}${path}`)).json()) as Answer
}

const stable = (city: PretendCity, more: object = {}) =>
  post(city, '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: city.settings.wechat.appId,
    secret: city.settings.wechat.appSecret,
    ...more,
  })

async function tokenOf(city: PretendCity, account: 'wechat' | 'miniProgram' = 'wechat'): Promise<string> {
  const { appId, appSecret } = city.settings[account]
  return String((await stable(city, { appid: appId, secret: appSecret }))['access_token'])
}

const sendText = (city: PretendCity, token: string, more: object = {}) =>
  post(city, `/cgi-bin/message/custom/send?access_token=${token}`, {
    touser: CITIZEN,
    msgtype: 'text',
    text: { content: '您好' },
    ...more,
  })

const notice = (city: PretendCity, token: string, more: object = {}, call = 'bizsend') =>
  post(city, `/cgi-bin/message/subscribe/${call}?access_token=${token}`, {
    touser: CITIZEN,
    template_id: 'demo-template-survey',
    data: { character_string1: { value: '20261130-000001' }, thing2: { value: '您的问题解决了吗？' } },
    ...more,
  })

describe('access tokens', () => {
  it('the stable one stays the same until five minutes before its end, then both work', async () => {
    await using city = await startPretendCity()
    const first = await stable(city)
    expect(first['expires_in']).toBe(7200)
    city.clock.pass(6000_000)
    expect(await stable(city)).toEqual({ access_token: first['access_token'], expires_in: 1200 })
    city.clock.pass(900_000)
    const second = await stable(city)
    expect(second['access_token']).not.toBe(first['access_token'])
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    expect(await sendText(city, String(first['access_token']))).toMatchObject({ errcode: 0 })
    expect(await sendText(city, String(second['access_token']))).toMatchObject({ errcode: 0 })
    city.clock.pass(300_000)
    expect(await sendText(city, String(first['access_token']))).toMatchObject({ errcode: 42001 })
    expect(await sendText(city, String(second['access_token']))).toMatchObject({ errcode: 0 })
  })

  it('forcing a new one ends the old at once, every thirty seconds, twenty times a day', async () => {
    await using city = await startPretendCity()
    const first = await tokenOf(city)
    const forced = await stable(city, { force_refresh: true })
    expect(forced['access_token']).not.toBe(first)
    expect(await sendText(city, first)).toMatchObject({ errcode: 42001 })
    expect(await stable(city, { force_refresh: true })).toMatchObject({ errcode: 45011 })
    for (let count = 1; count < 20; count++) {
      city.clock.pass(30_000)
      expect(await stable(city, { force_refresh: true })).toHaveProperty('access_token')
    }
    city.clock.pass(30_000)
    expect(await stable(city, { force_refresh: true })).toMatchObject({ errcode: 45009 })
    city.clock.pass(24 * HOUR_MS)
    expect(await stable(city, { force_refresh: true })).toHaveProperty('access_token')
  })

  it('the old kind is a new one each time, and knows nothing of the stable one', async () => {
    await using city = await startPretendCity()
    const stableToken = await tokenOf(city)
    const { appId, appSecret } = city.settings.wechat
    const plain = () => get(city, `/cgi-bin/token?grant_type=client_credential&appid=${appId}&secret=${appSecret}`)
    const [first, second] = [await plain(), await plain()]
    expect(first['access_token']).not.toBe(second['access_token'])
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    expect(await sendText(city, String(first['access_token']))).toMatchObject({ errcode: 0 })
    city.clock.pass(5 * MINUTE_MS)
    expect(await sendText(city, String(first['access_token']))).toMatchObject({ errcode: 42001 })
    expect(await sendText(city, stableToken)).toMatchObject({ errcode: 0 })
  })

  it.each([
    [{ appid: undefined }, 41002],
    [{ appid: 'wxnobody00000000' }, 40013],
    [{ secret: 'wrong' }, 40125],
  ])('%o is refused with %i', async (more, errcode) => {
    await using city = await startPretendCity()
    expect(await stable(city, more)).toMatchObject({ errcode })
  })

  it.each([
    ['', 41001],
    ['short', 40014],
    ['x'.repeat(100), 40001],
  ])('a call with the token %j gets %i', async (token, errcode) => {
    await using city = await startPretendCity()
    expect(await sendText(city, token)).toMatchObject({ errcode })
  })
})

describe('how often a citizen may be written to', () => {
  const acts = [
    ['a message', { kind: 'text', text: '在吗' }, 5, 48 * HOUR_MS],
    ['a voice message', { kind: 'voice' }, 5, 48 * HOUR_MS],
    ["a tap on the account's menu", { kind: 'menu-click', menuId: 'MY_TICKETS' }, 3, MINUTE_MS],
    ['a follow', { kind: 'follow' }, 3, MINUTE_MS],
    ['a scan', { kind: 'scan', scene: 'street:gh-jianguo' }, 3, MINUTE_MS],
  ] as const

  it.each(acts)('after %s', async (_, act, messages, ms) => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, act)
    const token = await tokenOf(city)
    for (let count = 0; count < messages; count++) expect(await sendText(city, token)).toMatchObject({ errcode: 0 })
    expect(await sendText(city, token)).toMatchObject({ errcode: 45047 })
    // The next act renews the allowance, it is not added.
    await city.simulator.say('wechat', CITIZEN, act)
    for (let count = 0; count < messages; count++) expect(await sendText(city, token)).toMatchObject({ errcode: 0 })
    expect(await sendText(city, token)).toMatchObject({ errcode: 45047 })
    city.clock.pass(ms)
    const fresh = await tokenOf(city)
    expect(await sendText(city, fresh)).toMatchObject({ errcode: 45015 })
  })

  it('the tap on a menu message does not open the 48 hours', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    const token = await tokenOf(city)
    const menu = { head_content: '满意吗？', list: [{ id: 'a', content: '满意' }], tail_content: '' }
    expect(await sendText(city, token, { msgtype: 'msgmenu', msgmenu: menu })).toMatchObject({ errcode: 0 })
    city.clock.pass(2 * MINUTE_MS)
    await city.simulator.say('wechat', CITIZEN, { kind: 'menu-click', menuId: 'a' })
    expect(city.heard.at(-1)).toMatchObject({ kind: 'menu-click', text: '满意' })
    expect(await sendText(city, token)).toMatchObject({ errcode: 0 })
    city.clock.pass(MINUTE_MS)
    expect(await sendText(city, token)).toMatchObject({ errcode: 45015 })
  })

  it('never after unfollowing, and not to a stranger', async () => {
    await using city = await startPretendCity()
    const token = await tokenOf(city)
    expect(await sendText(city, token)).toMatchObject({ errcode: 45015 })
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    await city.simulator.say('wechat', CITIZEN, { kind: 'unfollow' })
    expect(await sendText(city, token)).toMatchObject({ errcode: 45015 })
  })

  it.each([['用户'], ['a b'], [''], [undefined], ['x']])('%j is no openid', async (touser) => {
    await using city = await startPretendCity()
    expect(await sendText(city, await tokenOf(city), { touser })).toMatchObject({ errcode: 40003 })
  })

  it("the mini-program's openid is not the service account's", async () => {
    await using city = await startPretendCity()
    await city.simulator.say('mini-program', 'oDemoMini00000000000000001', { kind: 'text', text: '在吗' })
    const answer = await sendText(city, await tokenOf(city), { touser: 'oDemoMini00000000000000001' })
    expect(answer).toMatchObject({ errcode: 40003 })
  })
})

describe('what may be sent', () => {
  const list = [{ id: 'a', content: '满意' }]
  it.each([
    ['no JSON', '{"touser":', 47001],
    ['an empty text', { text: { content: '' } }, 44004],
    ['2049 bytes', { text: { content: 'x'.repeat(2049) } }, 45002],
    ['an unknown type', { msgtype: 'hologram' }, 40008],
    ['a menu without rows', { msgtype: 'msgmenu', msgmenu: { head_content: '满意吗？', list: [] } }, 47001],
    ['a menu without a head', { msgtype: 'msgmenu', msgmenu: { list } }, 47001],
    ['a row without an id', { msgtype: 'msgmenu', msgmenu: { head_content: '?', list: [{ content: '是' }] } }, 47001],
    ['2048 bytes', { text: { content: 'x'.repeat(2048) } }, 0],
    ['a menu', { msgtype: 'msgmenu', msgmenu: { head_content: '满意吗？', list, tail_content: '' } }, 0],
  ])('%s → %s', async (_, body, errcode) => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    const token = await tokenOf(city)
    const answer =
      typeof body === 'string'
        ? await post(city, `/cgi-bin/message/custom/send?access_token=${token}`, body)
        : await sendText(city, token, body)
    expect(answer).toMatchObject({ errcode })
  })

  it('a mini-program has no menus', async () => {
    await using city = await startPretendCity()
    const body = { msgtype: 'msgmenu', msgmenu: { head_content: '?', list }, touser: 'oDemoMini00000000000000001' }
    expect(await sendText(city, await tokenOf(city, 'miniProgram'), body)).toMatchObject({ errcode: 40008 })
  })
})

describe('subscription notices', () => {
  it('need a consent of a follower, and use it up', async () => {
    await using city = await startPretendCity()
    const token = await tokenOf(city)
    expect(await notice(city, token)).toMatchObject({ errcode: 43004 })
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    expect(await notice(city, token)).toMatchObject({ errcode: 43101 })
    await city.simulator.say('wechat', CITIZEN, { kind: 'consent' })
    expect(await notice(city, token)).toMatchObject({ errcode: 0 })
    expect(await notice(city, token)).toMatchObject({ errcode: 43101 })
    await city.simulator.say('wechat', CITIZEN, { kind: 'consent' })
    await city.simulator.say('wechat', CITIZEN, { kind: 'consent', granted: false })
    expect(await notice(city, token)).toMatchObject({ errcode: 43101 })
    expect(city.heard.filter((message) => message.kind === 'consent').at(-1)?.consents).toEqual([
      { templateId: 'demo-template-progress', granted: false },
      { templateId: 'demo-template-survey', granted: false },
    ])
  })

  it.each([
    ['an unknown template', { template_id: 'nobodys' }, 40037],
    ['a missing keyword', { data: { thing2: { value: '好' } } }, 47003],
    ['an empty value', { data: { character_string1: { value: ' ' }, thing2: { value: '好' } } }, 47003],
    ['21 characters', { data: { character_string1: { value: '1' }, thing2: { value: '字'.repeat(21) } } }, 47003],
    ['Chinese in a character_string', { data: { character_string1: { value: '一' }, thing2: { value: '好' } } }, 47003],
    ['a keyword too many', { data: { character_string1: { value: '1' }, thing2: { value: '好' }, thing9: {} } }, 47003],
  ])('%s → %i, and the consent stays', async (_, more, errcode) => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'follow' })
    await city.simulator.say('wechat', CITIZEN, { kind: 'consent' })
    const token = await tokenOf(city)
    expect(await notice(city, token, more)).toMatchObject({ errcode })
    expect(await notice(city, token)).toMatchObject({ errcode: 0 })
  })

  it('the two calls are not mixed up', async () => {
    await using city = await startPretendCity()
    expect(await notice(city, await tokenOf(city), {}, 'send')).toMatchObject({ errcode: 40037 })
    expect(await notice(city, await tokenOf(city, 'miniProgram'), {}, 'bizsend')).toMatchObject({ errcode: 40037 })
  })
})

describe('quotas and faults', () => {
  it('a daily quota is counted until midnight in Shanghai', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    city.simulator.setQuota('/cgi-bin/message/custom/send', 1)
    const token = await tokenOf(city)
    expect(await sendText(city, token)).toMatchObject({ errcode: 0 })
    expect(await sendText(city, token)).toMatchObject({ errcode: 45009 })
    city.clock.pass(15 * HOUR_MS)
    expect(await sendText(city, await tokenOf(city))).toMatchObject({ errcode: 0 })
  })

  it('a fault hits so many calls of its path and no others', async () => {
    await using city = await startPretendCity()
    const path = '/cgi-bin/message/custom/send'
    city.simulator.faults.add({ path, kind: 'errcode', errcode: -1, times: 2 })
    await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '在吗' })
    const token = await tokenOf(city)
    expect(await sendText(city, token)).toMatchObject({ errcode: -1 })
    expect(await sendText(city, token)).toMatchObject({ errcode: -1 })
    expect(await sendText(city, token)).toMatchObject({ errcode: 0 })
    city.simulator.faults.add({ path, kind: 'reset' })
    await expect(sendText(city, token)).rejects.toThrow()
    city.simulator.faults.clear()
    expect(await sendText(city, token)).toMatchObject({ errcode: 0 })
    const log = city.simulator.calls().filter((call) => call.path === path)
    expect(log.map((call) => [call.status, call.errcode])).toEqual([
      [200, -1],
      [200, -1],
      [200, undefined],
      [0, undefined],
      [200, undefined],
    ])
  })

  it('an address that is none is refused', async () => {
    await using city = await startPretendCity()
    expect(await get(city, '/cgi-bin/nothing')).toMatchObject({ errcode: 40066 })
  })
})

describe('phone numbers', () => {
  it('are given once for a code of the button, never for one of the sign-in', async () => {
    await using city = await startPretendCity()
    const exchange = async (code: string) =>
      post(city, `/wxa/business/getuserphonenumber?access_token=${await tokenOf(city, 'miniProgram')}`, { code })
    const code = city.simulator.issueCode('phone', '13800138000')
    expect(await exchange(city.simulator.issueCode('login', 'oDemoMini1'))).toMatchObject({ errcode: 40029 })
    expect(await exchange(code)).toMatchObject({ phone_info: { purePhoneNumber: '13800138000', countryCode: '86' } })
    expect(await exchange(code)).toMatchObject({ errcode: 40029 })
  })
})
