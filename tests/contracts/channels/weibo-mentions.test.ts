import { describe, expect, it } from 'vitest'
import { parseWeibo } from '../../../bot/channels/weibo/parse.ts'
import type { Polled } from '../../../schema/kernel/ports.ts'
import { type PretendCity, refusalOf, startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = '3829104756'
const STATUSES = '/2/statuses/mentions/biz.json'

async function mention(city: PretendCity, text: string, more: object = {}): Promise<void> {
  const delivery = await city.simulator.say('weibo', CITIZEN, { kind: 'mention', text, pushed: false, ...more })
  expect(delivery.tries).toBe(0)
}

const poll = async (city: PretendCity, list: string, at?: string): Promise<Polled> => {
  const polled = await city.channel('weibo').poll?.(list, at)
  if (!polled) throw new Error('weibo cannot be polled')
  return polled
}

/** Follows a list to its end. */
async function readAll(city: PretendCity, list: string, from?: string) {
  const messages: Polled['messages'][number][] = []
  let [at, more] = [from, true]
  while (more) {
    const polled = await poll(city, list, at)
    messages.push(...polled.messages)
    ;[at, more] = [polled.next, polled.more]
  }
  return { messages, at }
}

describe('the mention lists', () => {
  it('give what named the city, with its address, its author and where to answer; ids keep every digit', async () => {
    await using city = await startPretendCity()
    await mention(city, '@某某12345 光华路的树倒了', { latitude: 31.73, longitude: 112.8475 })
    const { messages } = await readAll(city, 'statuses')
    const message = messages[0]?.message
    expect(message).toMatchObject({
      sender: CITIZEN,
      text: '光华路的树倒了',
      publicUrl: expect.stringMatching(/^https:\/\/m\.weibo\.cn\/status\/49\d{15}$/) as string,
      place: { latitude: 31.73, longitude: 112.8475, datum: 'GCJ-02' },
      reply: { mode: 'messages', remaining: 1 },
    })
    expect(message?.publicUrl).toContain(message?.publicTarget)
    expect(BigInt(message?.publicTarget ?? 0)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
  })

  it('what is stored of an item can be read again by the same parser', async () => {
    await using city = await startPretendCity()
    await mention(city, '@某某12345 树倒了')
    await mention(city, '@某某12345 这里也是', { where: 'comment' })
    for (const list of ['statuses', 'comments']) {
      const { messages } = await readAll(city, list)
      expect(messages).toHaveLength(1)
      for (const { message, raw } of messages) expect(parseWeibo(raw)).toEqual([message])
    }
  })

  it('are read page by page when more came than fit, each mention once, and on from there', async () => {
    await using city = await startPretendCity()
    for (let n = 0; n < 120; n++) await mention(city, `@某某12345 第${n}件`, { where: 'comment' })
    const first = await readAll(city, 'comments')
    expect(new Set(first.messages.map(({ message }) => message.dedupeKey)).size).toBe(120)
    expect(city.simulator.calls().filter(({ path }) => path.includes('/comments/mentions/'))).toHaveLength(3)
    await mention(city, '@某某12345 还有一件', { where: 'comment' })
    const second = await readAll(city, 'comments', first.at)
    expect(second.messages.map(({ message }) => message.text)).toEqual(['还有一件'])
    expect((await readAll(city, 'comments', second.at)).messages).toEqual([])
  })

  it('a mention that is pushed and read is one message', async () => {
    await using city = await startPretendCity()
    for (const where of ['status', 'comment'] as const) {
      await city.simulator.say('weibo', CITIZEN, { kind: 'mention', where, text: '@某某12345 树倒了' })
    }
    const read = [...(await readAll(city, 'statuses')).messages, ...(await readAll(city, 'comments')).messages]
    expect(read.map(({ message }) => message.dedupeKey)).toEqual(city.heard.map((message) => message.dedupeKey))
  })

  it.each([
    [10023, 'pause', 600_000],
    [10014, 'config', undefined],
    [21332, 'config', undefined],
    [10009, 'retry', 10_000],
  ])('%i → %s, and nothing has moved', async (errcode, action, afterMs) => {
    await using city = await startPretendCity()
    await mention(city, '@某某12345 树倒了')
    city.simulator.faults.add({ path: STATUSES, kind: 'errcode', errcode, times: 1 })
    expect(await refusalOf(poll(city, 'statuses'))).toMatchObject({ errcode, action, afterMs })
    expect((await readAll(city, 'statuses')).messages).toHaveLength(1)
  })

  it.each(['hang', 'reset', 'status'] as const)('%s → asked again later, for looking does no harm', async (kind) => {
    await using city = await startPretendCity({ patienceMs: 200 })
    city.simulator.faults.add({ path: STATUSES, kind })
    expect(await refusalOf(poll(city, 'statuses'))).toMatchObject({ action: 'retry' })
  })

  it('the platform itself refuses a wrong token, and pages larger than it gives', async () => {
    await using city = await startPretendCity()
    const ask = async (query: string) =>
      (await (await fetch(`${city.simulator.weiboBase}${STATUSES}?${query}`)).json()) as { error_code?: number }
    expect(await ask('access_token=old')).toMatchObject({ error_code: 21332 })
    expect(await ask('access_token=demo-weibo-token&count=201')).toMatchObject({ error_code: 10008 })
    expect(await ask('access_token=demo-weibo-token&since_id=x')).toMatchObject({ error_code: 10008 })
  })
})

describe('answering in public', () => {
  it.each(['status', 'comment'] as const)('under the %s that named the city', async (where) => {
    await using city = await startPretendCity()
    await mention(city, '@某某12345 树倒了', { where })
    const { messages } = await readAll(city, where === 'status' ? 'statuses' : 'comments')
    const inReplyTo = messages[0]?.message.publicTarget ?? ''
    const said = { recipient: CITIZEN, text: '已收到，请私信我们。', inReplyTo }
    expect(await city.channel('weibo').send(said)).toMatchObject({ means: 'public-comment' })
    const seen = city.simulator.messages('weibo', CITIZEN)
    expect(seen).toMatchObject([{ from: 'citizen' }, { from: 'city', text: '已收到，请私信我们。', means: 'public' }])
    // The same words in the same place are refused, as the real one does.
    expect(await refusalOf(city.channel('weibo').send(said))).toMatchObject({ errcode: 20019 })
  })

  it('no longer than a comment may be', async () => {
    await using city = await startPretendCity()
    await mention(city, '@某某12345 树倒了')
    const inReplyTo = (await readAll(city, 'statuses')).messages[0]?.message.publicTarget ?? ''
    await city.channel('weibo').send({ recipient: CITIZEN, text: '收到。'.repeat(100), inReplyTo })
    expect(city.simulator.messages('weibo', CITIZEN)[1]?.text.length).toBeLessThanOrEqual(140)
  })

  it('in private, once, where a comment was pushed and its status is not known', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind: 'mention', where: 'comment', text: '@某某12345 树倒了' })
    const inReplyTo = city.heard[0]?.publicTarget ?? ''
    const said = { recipient: CITIZEN, text: '已收到，请私信我们。', inReplyTo }
    expect(await city.channel('weibo').send(said)).toEqual({ means: 'private-message' })
    expect(await refusalOf(city.channel('weibo').send(said))).toMatchObject({ errcode: 20301 })
  })
})

describe('pictures and voice', () => {
  it.each([
    ['image', /^\x89PNG/],
    ['voice', /^#!AMR/],
  ] as const)('%s is downloaded by its id', async (kind, head) => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind })
    const mediaId = city.heard[0]?.media?.[0]?.mediaId ?? ''
    expect((await city.channel('weibo').fetchMedia?.(mediaId))?.toString('latin1')).toMatch(head)
  })

  it('an unknown id, an ended token and a broken line say what to do', async () => {
    await using city = await startPretendCity()
    const refusal = () => refusalOf(city.channel('weibo').fetchMedia?.('1') ?? Promise.resolve())
    expect(await refusal()).toMatchObject({ action: 'stop', errcode: 10008 })
    const fault = { path: '/2/mss/msget', times: 1 }
    city.simulator.faults.add({ ...fault, kind: 'errcode', errcode: 21327 })
    expect(await refusal()).toMatchObject({ action: 'config' })
    city.simulator.faults.add({ ...fault, kind: 'reset' })
    expect(await refusal()).toMatchObject({ action: 'retry' })
    city.simulator.faults.add({ ...fault, kind: 'status' })
    expect(await refusal()).toMatchObject({ action: 'retry' })
  })
})
