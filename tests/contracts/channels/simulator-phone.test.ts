import { describe, expect, it } from 'vitest'
import type { Act } from '../../../bot/channels/simulator/act.ts'
import type { PhoneMessage } from '../../../bot/channels/simulator/phone-book.ts'
import { startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = 'oDemoCitizen000000000000001'

describe.each(['plain', 'compatible', 'safe'] as const)('what a citizen does arrives in %s mode', (mode) => {
  const acts: [string, string, Act, object][] = [
    [
      'wechat',
      'a text',
      { kind: 'text', text: '井盖 <坏了> ]]> &amp;' },
      { kind: 'text', text: '井盖 <坏了> ]]> &amp;' },
    ],
    ['wechat', 'a key of the menu', { kind: 'menu-click', menuId: 'MINE' }, { kind: 'menu-click', menuId: 'MINE' }],
    [
      'wechat',
      'a position',
      { kind: 'location', latitude: 39.9, longitude: 116.4, label: '东门' },
      { kind: 'location', place: { latitude: 39.9, longitude: 116.4, datum: 'GCJ-02', label: '东门' } },
    ],
    ['wechat', 'a photo', { kind: 'image' }, { kind: 'image', media: [{ type: 'image' }] }],
    ['wechat', 'voice', { kind: 'voice', recognised: '停水了' }, { kind: 'voice', text: '停水了' }],
    [
      'wechat',
      'voice nobody understood',
      { kind: 'voice' },
      { kind: 'voice', media: [{ type: 'voice', format: 'amr' }] },
    ],
    ['wechat', 'a video', { kind: 'video' }, { kind: 'video' }],
    ['wechat', 'a follow', { kind: 'follow', scene: 'street:a' }, { kind: 'follow', scene: 'street:a' }],
    ['wechat', 'a scan', { kind: 'scan', scene: 'street:a' }, { kind: 'scan', scene: 'street:a' }],
    ['wechat', 'leaving', { kind: 'unfollow' }, { kind: 'unfollow' }],
    ['mini-program', 'a text', { kind: 'text', text: '我的工单' }, { kind: 'text', text: '我的工单' }],
    [
      'mini-program',
      'a consent',
      { kind: 'consent', templateIds: ['demo-template-survey'] },
      { kind: 'consent', consents: [{ templateId: 'demo-template-survey', granted: true }] },
    ],
  ]

  it.each(acts)('%s: %s', async (channel, _, act, expected) => {
    await using city = await startPretendCity({ mode })
    const delivery = await city.simulator.say(channel, CITIZEN, act)
    expect(delivery).toMatchObject({ status: 200, tries: 1, response: { body: 'success' } })
    expect(city.heard).toHaveLength(1)
    expect(city.heard[0]).toMatchObject({ channel, sender: CITIZEN, ...expected })
    const sealed = new URL(delivery.request.url).searchParams.get('encrypt_type') === 'aes'
    expect(sealed).toBe(mode !== 'plain')
    if (mode === 'safe' && act.text) expect(delivery.request.body).not.toContain(act.text)
  })
})

describe('the other doors', () => {
  it.each([
    ['weibo', '3829104756', { kind: 'text', text: '站牌倒了' }, { kind: 'text', text: '站牌倒了' }],
    ['weibo', '9007199254740993', { kind: 'voice' }, { kind: 'voice', sender: '9007199254740993' }],
    ['weibo', '3829104756', { kind: 'location', latitude: 39.9, longitude: 116.4 }, { kind: 'location' }],
    ['weibo', '3829104756', { kind: 'follow' }, { kind: 'follow' }],
    [
      'web-form',
      '13800138000',
      { kind: 'form', text: '路灯不亮三天了' },
      { kind: 'form', form: { phone: '13800138000' } },
    ],
    [
      'ivr',
      '13800138000',
      {
        kind: 'call',
        transcript: [
          { speaker: 'agent', text: '您好请讲', offsetMs: 0 },
          { speaker: 'citizen', text: '东门小区停水', offsetMs: 2000, confidence: 0.9 },
        ],
        surveyKeys: '1',
      },
      { kind: 'transcript', text: '东门小区停水', surveyKeys: '1' },
    ],
  ] as [string, string, Act, object][])('%s %s %o', async (channel, sender, act, expected) => {
    await using city = await startPretendCity()
    expect(await city.simulator.say(channel, sender, act)).toMatchObject({ status: 200 })
    expect(city.heard[0]).toMatchObject({ channel, sender, ...expected })
  })

  it('a mention keeps the address of what was said', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', '3829104756', { kind: 'mention', text: '@某某12345 树倒了' })
    expect(city.heard[0]).toMatchObject({ kind: 'text', publicUrl: expect.stringMatching(/\/status\/\d{17}$/) })
  })

  it.each([
    ['weibo', 'not-a-uid', { kind: 'text', text: '在' }],
    ['weibo', '3829104756', { kind: 'call' }],
    ['wechat', '短', { kind: 'text', text: '在' }],
    ['ivr', '13800138000', { kind: 'text', text: '在' }],
    ['pigeon', '1', { kind: 'text', text: '在' }],
  ] as [string, string, Act][])('%s %s cannot %o', async (channel, sender, act) => {
    await using city = await startPretendCity()
    await expect(city.simulator.say(channel, sender, act)).rejects.toThrow('no such')
  })
})

describe('the platform delivers', () => {
  it('three times in all with the same message id, and tells the citizen that it failed', async () => {
    await using city = await startPretendCity({ callbackTimeoutMs: 100 })
    city.answerWith(0, 503, 500)
    const delivery = await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '井盖坏了' })
    expect(delivery).toMatchObject({ status: 500, tries: 3 })
    expect(city.heard).toHaveLength(3)
    expect(new Set(city.heard.map((message) => message.dedupeKey)).size).toBe(1)
    expect(city.simulator.messages('wechat', CITIZEN).at(-1)?.text).toContain('出现故障')
  })

  it('no more once it was taken', async () => {
    await using city = await startPretendCity({ callbackTimeoutMs: 100 })
    city.answerWith(0, 200)
    expect(await city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '井盖坏了' })).toMatchObject({
      status: 200,
      tries: 2,
    })
  })

  it('stops with what is under way', async () => {
    const city = await startPretendCity()
    city.answerWith(0)
    const saying = city.simulator.say('wechat', CITIZEN, { kind: 'text', text: '井盖坏了' })
    await expect.poll(() => city.heard.length).toBe(1)
    await city[Symbol.asyncDispose]()
    expect(await saying).toMatchObject({ status: 0, tries: 1 })
  })
})

describe('another process', () => {
  it('holds a phone: all messages so far, then live, and none twice after a reconnect', async () => {
    await using city = await startPretendCity()
    const url = `${city.simulator.url}/phones/wechat/${CITIZEN}`
    const say = async (act: Act) =>
      fetch(`${url}/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(act),
      })
    await say({ kind: 'text', text: '井盖坏了' })
    const first = await openEvents(`${url}/events`)
    expect(await first.next()).toMatchObject({ id: 1, from: 'citizen', kind: 'text', text: '井盖坏了' })
    await city.channel('wechat').send({ recipient: CITIZEN, text: '已受理' })
    expect(await first.next()).toMatchObject({ id: 2, from: 'city', text: '已受理', means: 'customer-message' })
    await first.close()
    await say({ kind: 'image' })
    const second = await openEvents(`${url}/events`, '2')
    expect(await second.next()).toMatchObject({ id: 3, kind: 'image' })
    await second.close()
  })

  it.each([
    ['{"kind":"dance"}', 'application/json', 400],
    ['{', 'application/json', 400],
    ['{"kind":"call"}', 'application/json', 400],
    ['{"kind":"text","text":"在"}', 'text/plain', 415],
    ['{"kind":"text","text":"在"}', 'application/json', 200],
  ])('says %s as %s: %i', async (body, type, status) => {
    await using city = await startPretendCity()
    const response = await fetch(`${city.simulator.url}/phones/wechat/${CITIZEN}/say`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(response.status).toBe(status)
  })

  it('reads the calls, lays faults and clears them', async () => {
    await using city = await startPretendCity()
    const control = (path: string, init: RequestInit = {}) =>
      fetch(`${city.simulator.url}${path}`, { ...init, headers: { 'content-type': 'application/json' } })
    const fault = { path: '/cgi-bin/stable_token', kind: 'status', status: 502, times: 1 }
    expect((await control('/faults', { method: 'POST', body: JSON.stringify(fault) })).status).toBe(201)
    expect(await (await control('/faults')).json()).toEqual([fault])
    expect((await fetch(`${city.simulator.wechatBase}/cgi-bin/stable_token`, { method: 'POST' })).status).toBe(502)
    expect((await control('/faults', { method: 'POST', body: '{"path":"*","kind":"flood"}' })).status).toBe(400)
    await control('/faults', { method: 'POST', body: JSON.stringify({ path: '*', kind: 'hang' }) })
    await control('/faults', { method: 'DELETE' })
    expect(await (await control('/faults')).json()).toEqual([])
    const calls = (await (await control('/calls')).json()) as { id: number; path: string; status: number }[]
    expect(calls).toMatchObject([{ path: '/cgi-bin/stable_token', status: 502 }])
    expect(await (await control(`/calls?since=${calls[0]?.id}`)).json()).toEqual([])
    expect((await control('/nothing')).status).toBe(404)
    expect((await control('/%')).status).toBe(400)
  })
})

/** A reader of an event stream, message by message. */
async function openEvents(url: string, lastEventId?: string) {
  const abort = new AbortController()
  const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {}
  const response = await fetch(url, { headers, signal: abort.signal })
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
  let text = ''
  return {
    async next(): Promise<PhoneMessage> {
      while (!text.includes('\n\n')) {
        const { value, done } = await reader.read()
        if (done) throw new Error('stream ended')
        text += Buffer.from(value).toString('utf8')
      }
      const end = text.indexOf('\n\n')
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1] ?? ''
      text = text.slice(end + 2)
      return JSON.parse(data) as PhoneMessage
    },
    async close() {
      await reader.cancel().catch(() => {})
      abort.abort()
    },
  }
}
