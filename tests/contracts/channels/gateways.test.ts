import { describe, expect, it } from 'vitest'
import { createEmailChannel } from '../../../bot/channels/email/channel.ts'
import { createSmsChannel } from '../../../bot/channels/sms/channel.ts'
import { partsOf } from '../../../bot/channels/sms/send.ts'
import { refusalOf, startPretendCity } from '../../support/simulator-city.ts'

const PHONE = '13800138000'
const ADDRESS = 'citizen@example.com'

type City = Awaited<ReturnType<typeof startPretendCity>>
const seen = (city: City, channel: string, who: string) =>
  city.simulator.messages(channel, who).filter((message) => message.from === 'city')

describe.each([
  ['sms', PHONE],
  ['email', ADDRESS],
] as const)('sending by %s', (name, recipient) => {
  const hello = { id: 'n1', recipient, text: '您的诉求已受理，工单号 20261130-000001。' }

  it('is signed, taken once per id, and gives the gateway’s own id for its receipts', async () => {
    await using city = await startPretendCity()
    const first = await city.channel(name).send(hello)
    expect(first).toMatchObject({ means: name, platformId: expect.stringMatching(/.+/) as string })
    expect(await city.channel(name).send(hello)).toEqual(first)
    expect(seen(city, name, recipient)).toHaveLength(1)
  })

  it('a lost answer is asked for again without a second message', async () => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: `/${name}`, kind: 'reset-taken', times: 1 })
    expect(await refusalOf(city.channel(name).send(hello))).toMatchObject({ action: 'retry' })
    await city.channel(name).send(hello)
    expect(seen(city, name, recipient)).toHaveLength(1)
  })

  it.each([
    [503, 'retry'],
    [504, 'retry'],
    [429, 'pause'],
    [401, 'config'],
    [403, 'config'],
    [400, 'stop'],
    [422, 'stop'],
  ])('%i → %s', async (status, action) => {
    await using city = await startPretendCity()
    city.simulator.faults.add({ path: `/${name}`, kind: 'status', status })
    expect(await refusalOf(city.channel(name).send(hello))).toMatchObject({ channel: name, action })
  })

  it('with another key a person has to act', async () => {
    await using city = await startPretendCity()
    const { outbound } = city.settings[name]
    const settings = { gateways: {}, outbound: { url: outbound?.url ?? '', key: 'another key' } }
    const create = name === 'sms' ? createSmsChannel : createEmailChannel
    const channel = create(settings, { clock: city.clock, fetch })
    expect(await refusalOf(channel.send?.(hello) ?? Promise.resolve())).toMatchObject({ action: 'config' })
  })

  it('without a gateway there is no sending', () => {
    const create = name === 'sms' ? createSmsChannel : createEmailChannel
    expect(create({ gateways: {} }, { clock: { now: () => new Date(0) }, fetch }).send).toBeUndefined()
  })

  it('a menu is numbers to type', async () => {
    await using city = await startPretendCity()
    const menu = { head: '解决了吗？', options: [{ id: 'a', label: '已解决' }] }
    await city.channel(name).send({ ...hello, menu })
    expect(seen(city, name, recipient)[0]?.text).toContain('1. 已解决')
  })

  it('the gateway refuses those who opted out, and takes them again when they write', async () => {
    await using city = await startPretendCity()
    await city.simulator.say(name, recipient, { kind: 'text', text: 'TD' })
    expect(city.heard[0]).toMatchObject({ kind: 'unfollow', sender: recipient })
    expect(await refusalOf(city.channel(name).send(hello))).toMatchObject({ action: 'stop' })
    await city.simulator.say(name, recipient, { kind: 'text', text: '光华路路灯不亮' })
    await city.channel(name).send(hello)
  })
})

describe('a text message', () => {
  it.each([
    [58, 1],
    [59, 2],
    [122, 2],
    [123, 3],
    [323, 5],
  ])('of %i characters makes %i', (length, parts) => {
    expect(partsOf('字'.repeat(length))).toBe(parts)
  })

  it('is cut at a sentence when it is too long, and says where the rest is', async () => {
    await using city = await startPretendCity()
    await city.channel('sms').send({ recipient: PHONE, text: '已派人到现场查看并设置围挡。'.repeat(50) })
    const text = seen(city, 'sms', PHONE)[0]?.text ?? ''
    expect(text).toMatch(/围挡。…（内容较长，全文请凭工单号在网上查询）$/)
    expect(partsOf(text.replace(/^【.*?】/, ''))).toBeLessThanOrEqual(5)
  })

  it('names nobody', async () => {
    await using city = await startPretendCity()
    await city.channel('sms').send({ recipient: PHONE, text: '已联系13900139000，身份证110101199003071234。' })
    expect(seen(city, 'sms', PHONE)[0]?.text).not.toMatch(/\d{11}/)
  })
})

describe('a mail', () => {
  it('stands together with the others to the same address, and names the ticket', async () => {
    await using city = await startPretendCity()
    await city.channel('email').send({ id: 'a', recipient: ADDRESS, text: '工单号 20261130-000001 已受理。' })
    await city.channel('email').send({ id: 'b', recipient: ADDRESS, text: '请问在哪里？' })
    const mails = city.simulator.calls().map((call) => call.body as { subject: string; thread: string })
    expect(mails.map(({ subject }) => subject)).toEqual([
      '【12345热线】工单 20261130-000001',
      '【12345热线】关于您的来信',
    ])
    expect(new Set(mails.map(({ thread }) => thread)).size).toBe(1)
    expect(JSON.stringify(mails[0]?.thread)).not.toContain('citizen')
  })

  it('that answers goes on with its new words only', async () => {
    await using city = await startPretendCity()
    await city.channel('email').send({ id: 'a', recipient: ADDRESS, text: '收到。请问在哪里？' })
    await city.simulator.say('email', ADDRESS, { kind: 'text', text: '在光华路 25 号\n<东门>' })
    expect(city.heard[0]).toMatchObject({ kind: 'text', text: '在光华路 25 号\n<东门>', platformType: 'reply' })
  })
})
