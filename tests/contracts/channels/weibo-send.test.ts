import { describe, expect, it } from 'vitest'
import { createWeiboChannel } from '../../../bot/channels/weibo/channel.ts'
import { refusalOf, startPretendCity } from '../../support/simulator-city.ts'

const CITIZEN = '3829104756'
const REPLY = '/2/messages/reply.json'
const HOUR_MS = 3_600_000

const hello = { recipient: CITIZEN, text: '您好，已受理。' }
const seen = (city: Awaited<ReturnType<typeof startPretendCity>>) =>
  city.simulator.messages('weibo', CITIZEN).filter((message) => message.from === 'city')

describe('replying on Weibo', () => {
  it('is free for 48 hours after the citizen spoke', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind: 'text', text: '站牌倒了' })
    for (let count = 0; count < 10; count++) await city.channel('weibo').send(hello)
    expect(seen(city)).toHaveLength(10)
    city.clock.pass(48 * HOUR_MS)
    expect(await refusalOf(city.channel('weibo').send(hello))).toMatchObject({ errcode: 20301, action: 'fall-back' })
  })

  it('is allowed once after a mention', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind: 'mention', text: '@某某12345 树倒了' })
    expect(await city.channel('weibo').send(hello)).toEqual({ means: 'private-message' })
    expect(await refusalOf(city.channel('weibo').send(hello))).toMatchObject({ errcode: 20301 })
  })

  it('is not possible to strangers and to those who left', async () => {
    await using city = await startPretendCity()
    expect(await refusalOf(city.channel('weibo').send(hello))).toMatchObject({ errcode: 20301 })
    await city.simulator.say('weibo', CITIZEN, { kind: 'follow' })
    await city.channel('weibo').send(hello)
    await city.simulator.say('weibo', CITIZEN, { kind: 'unfollow' })
    expect(await refusalOf(city.channel('weibo').send(hello))).toMatchObject({ errcode: 20301 })
  })

  it('splits what is longer than 299 characters at sentences, three times at most', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind: 'text', text: '站牌倒了' })
    const text = '已派人到现场查看并设置围挡。'.repeat(100)
    await city.channel('weibo').send({ recipient: CITIZEN, text })
    const parts = seen(city).map((message) => message.text)
    expect(parts).toHaveLength(3)
    expect(parts.every((part) => part.length < 300)).toBe(true)
    expect(parts[0]).toMatch(/。$/)
    expect(parts[2]).toMatch(/（内容较长，请凭工单号查询全文）$/)
    expect(text.startsWith(`${parts[0]}${parts[1]}`)).toBe(true)
  })

  it('says how far it went when a later part is refused', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind: 'mention', text: '@某某12345 树倒了' })
    const receipt = await city.channel('weibo').send({ recipient: CITIZEN, text: '已派人查看。'.repeat(60) })
    expect(receipt).toEqual({ means: 'private-message 1/2' })
  })

  it('turns a menu into numbers to type', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', CITIZEN, { kind: 'text', text: '站牌倒了' })
    const menu = {
      head: '解决了吗？',
      options: [
        { id: 'a', label: '已解决' },
        { id: 'b', label: '未解决' },
      ],
      tail: '谢谢',
    }
    await city.channel('weibo').send({ ...hello, menu })
    expect(seen(city)[0]?.text).toBe('解决了吗？\n1. 已解决\n2. 未解决\n谢谢')
  })

  it('keeps every digit of a long id', async () => {
    await using city = await startPretendCity()
    await city.simulator.say('weibo', '9007199254740993', { kind: 'text', text: '在吗' })
    await city.channel('weibo').send({ recipient: city.heard[0]?.sender ?? '', text: '您好' })
    expect(city.simulator.messages('weibo', '9007199254740993')).toHaveLength(2)
  })

  it.each([
    [10001, 'retry'],
    [10009, 'retry'],
    [10010, 'unknown'],
    [10014, 'config'],
    [10023, 'pause'],
    [20003, 'stop'],
    [20301, 'fall-back'],
    [21327, 'config'],
    [21332, 'config'],
    [12345, 'stop'],
  ])('%i → %s', async (errcode, action) => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: REPLY, kind: 'errcode', errcode })
    expect(await refusalOf(city.channel('weibo').send(hello))).toMatchObject({ channel: 'weibo', errcode, action })
  })

  it.each([
    ['hang-taken', 'unknown'],
    ['reset', 'unknown'],
    ['status', 'retry'],
  ] as const)('%s → %s', async (kind, action) => {
    await using city = await startPretendCity({ patienceMs: 300 })
    city.simulator.faults.add({ path: REPLY, kind })
    expect(await refusalOf(city.channel('weibo').send(hello))).toMatchObject({ action })
  })

  it('with a token that has ended a person has to act', async () => {
    await using city = await startPretendCity()
    const channel = createWeiboChannel({ ...city.settings.weibo, accessToken: 'old' }, { clock: city.clock, fetch })
    expect(await refusalOf(channel.send?.(hello) ?? Promise.resolve())).toMatchObject({
      errcode: 21332,
      action: 'config',
    })
  })
})
