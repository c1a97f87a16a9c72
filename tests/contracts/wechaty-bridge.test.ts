import { types } from 'wechaty-puppet'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadPuppet } from '../../bot/puppet/load-puppet.ts'
import { createWechatyChannel } from '../../bot/puppet/wechaty-channel.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { loadMessage, openRaw } from '../../schema/intake/intake.service.ts'
import type { InboundMessage } from '../../schema/kernel/ports.ts'
import { type GroupChat, openGroupChat } from '../support/group-chat.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import { refusalOf } from '../support/simulator-city.ts'

let jiesu: TestJiesu
let chat: GroupChat
beforeAll(async () => {
  jiesu = await startTestJiesu({ parts: ['api'] })
})
afterAll(() => jiesu.stop())
beforeEach(async () => {
  await jiesu.city.db.of(inboxRecord).deleteMany({})
  chat = await openGroupChat(jiesu.city)
})
afterEach(() => chat[Symbol.asyncDispose]())

const picture = { id: 'i', talkerId: 'citizen', type: types.Message.Image }

async function stored(): Promise<InboundMessage[]> {
  const rows = await jiesu.city.db.of(inboxRecord).find().sort({ receivedAt: 1 }).toArray()
  const messages = await Promise.all(rows.map((row) => loadMessage(jiesu.city, row._id)))
  return messages.filter((message) => message !== undefined)
}

const heard = (count = 1) =>
  until(`${count} messages`, async () => {
    const messages = await stored()
    return messages.length >= count && messages
  })

/** Something said afterwards that is surely taken in: what came before it and is not there, never will be. */
async function nothingButTheLast(): Promise<void> {
  chat.citizen.say('这条要记下').to(chat.bot)
  expect((await heard()).map((message) => message.text)).toEqual(['这条要记下'])
  expect(chat.errors).toEqual([])
}

describe('what is said to the account', () => {
  it('alone is taken in, under the account of whoever said it', async () => {
    chat.citizen.say('光华路路灯不亮').to(chat.bot)
    const [message] = await heard()
    expect(message).toMatchObject({
      channel: 'wechaty',
      kind: 'text',
      text: '光华路路灯不亮',
      sender: '["citizen",null]',
    })
  })

  it('by mention in a room is taken in without the name, under an account of its own', async () => {
    chat.citizen.say('@热线\u2005光华路路灯不亮', [chat.bot]).to(chat.room)
    const [message] = await heard()
    expect(message).toMatchObject({ text: '光华路路灯不亮', sender: '["citizen","room@1"]', platformType: 'room:text' })
  })

  it('is one message, however often the puppet brings it', async () => {
    const message = { id: 'm1', talkerId: 'citizen', text: '光华路路灯不亮' }
    for (let time = 0; time < 3; time++) chat.bring(message)
    chat.bring({ ...message, id: 'm2', text: '第二件' })
    expect((await heard(2)).map(({ text }) => text)).toEqual(['光华路路灯不亮', '第二件'])
  })

  it('the stored facts read as the same message again', async () => {
    chat.citizen.say('@热线 光华路路灯不亮', [chat.bot]).to(chat.room)
    const [message] = await heard()
    const row = await jiesu.city.db.of(inboxRecord).findOne({})
    if (!row) throw new Error('nothing stored')
    const raw = openRaw(jiesu.city, row).body
    const request = { method: 'POST' as const, query: {}, headers: {}, body: raw, receivedAt: new Date() }
    expect(createWechatyChannel().parse(raw, request)).toEqual([message])
  })

  it('a picture and a voice are named, and handed out as bytes', async () => {
    chat.bring(picture, Buffer.from('picture'))
    const voice = { id: 'v', talkerId: 'citizen', type: types.Message.Audio }
    chat.bring(voice, Buffer.from('voice'))
    const messages = (await heard(2)).toSorted((a, b) => a.kind.localeCompare(b.kind))
    expect(messages.map(({ kind }) => kind)).toEqual(['image', 'voice'])
    const files = []
    for (const { media } of messages) files.push(await chat.channel.fetchMedia?.(media?.[0]?.mediaId ?? ''))
    expect(files.map(String)).toEqual(['picture', 'voice'])
  })

  it('a file larger than such things are is refused, and one that is gone as well', async () => {
    chat.bring(picture, Buffer.alloc(11 * 1024 * 1024))
    const [message] = await heard()
    const refusal = (mediaId = '') => refusalOf(chat.channel.fetchMedia?.(mediaId) ?? Promise.resolve())
    expect(await refusal(message?.media?.[0]?.mediaId)).toMatchObject({ action: 'stop' })
    expect(await refusal('nothing')).toMatchObject({ action: 'stop' })
  })

  it('a place and a link say what they are', async () => {
    chat.bring({ id: 'p', talkerId: 'citizen', type: types.Message.Location })
    chat.bring({ id: 'l', talkerId: 'citizen', type: types.Message.Url })
    const messages = (await heard(2)).toSorted((a, b) => a.kind.localeCompare(b.kind))
    expect(messages[0]).toMatchObject({ kind: 'link', link: { url: 'https://mock.url' } })
    expect(messages[1]).toMatchObject({
      kind: 'location',
      place: { datum: 'GCJ-02', latitude: expect.any(Number) as number },
    })
  })
})

describe('what is not said to the account is not stored', () => {
  it('in a room without a mention: words, pictures, mentions of others, of everybody', async () => {
    chat.citizen.say('今天晚上吃什么').to(chat.room)
    chat.citizen.say('@邻居 楼下见', [chat.neighbour]).to(chat.room)
    chat.citizen.say('@所有人 今晚停水', [chat.neighbour, chat.bot]).to(chat.room)
    chat.bring({ ...picture, roomId: 'room@1' }, Buffer.from('picture'))
    await nothingButTheLast()
  })

  it('by itself', async () => {
    chat.bot.say('您好').to(chat.citizen)
    chat.bot.say('@热线 您好', [chat.bot]).to(chat.room)
    await nothingButTheLast()
  })

  it('by official accounts and by the system', async () => {
    const news = chat.mocker.createContact({ id: 'news', name: '某某新闻', type: types.Contact.Official })
    const system = chat.mocker.createContact({ id: 'weixin', name: '微信团队' })
    news.say('今日要闻').to(chat.bot)
    system.say('安全提醒').to(chat.bot)
    chat.bring({ id: 'recalled', talkerId: 'citizen', type: types.Message.Recalled })
    chat.bring({ id: 'note', talkerId: 'citizen', type: types.Message.GroupNote })
    await nothingButTheLast()
  })

  it('before it was there: the history that puppets hand over at login', async () => {
    chat.bring({ id: 'old', talkerId: 'citizen', text: '昨天的话', timestamp: Date.now() - 3_600_000 })
    await nothingButTheLast()
  })
})

describe('what the city answers', () => {
  const send = (recipient: string, text: string) => chat.channel.send?.({ recipient, text }) ?? Promise.resolve()

  it('goes to the room, mentions whoever asked, and shows nobody’s number there', async () => {
    expect(await send('["citizen","room@1"]', '已联系13800138000。')).toEqual({ means: 'room' })
    expect(chat.saidInRoom).toEqual([expect.stringMatching(/^@市民 已联系138\*+8000。$/)])
    expect(chat.saidAlone).toEqual([])
  })

  it('goes to the citizen alone where they spoke alone', async () => {
    expect(await send('["citizen",null]', '您的诉求已受理。')).toEqual({ means: 'chat' })
    expect(chat.saidAlone).toEqual(['您的诉求已受理。'])
    expect(chat.saidInRoom).toEqual([])
  })

  it('is no longer than a message may be', async () => {
    await send('["citizen",null]', '已派人查看。'.repeat(1000))
    expect(chat.saidAlone[0]?.length).toBeLessThanOrEqual(2000)
    expect(chat.saidAlone[0]).toMatch(/（内容较长，请凭工单号查询全文）$/)
  })

  it('waits while nobody is logged in', async () => {
    expect(chat.channel.ready?.()).toBe(true)
    await chat.puppet.logout('test')
    expect(chat.channel.ready?.()).toBe(false)
    expect(await refusalOf(send('["citizen",null]', '您好'))).toMatchObject({ action: 'retry' })
    chat.mocker.login(chat.bot)
    expect(chat.channel.ready?.()).toBe(true)
  })

  it('to somebody who is gone is given up; cut off on the way it is not known whether it arrived', async () => {
    expect(await refusalOf(send('["nobody",null]', '您好'))).toMatchObject({ action: 'stop' })
    expect(await refusalOf(send('["citizen","room@gone"]', '您好'))).toMatchObject({ action: 'stop' })
    chat.puppet.messageSendText = () => Promise.reject(new Error('socket hang up'))
    expect(await refusalOf(send('["citizen",null]', '您好'))).toMatchObject({ action: 'unknown' })
  })

  it('in a process without the puppet there is only silence', async () => {
    const channel = createWechatyChannel()
    expect(channel.ready?.()).toBe(false)
    const raw = { method: 'POST' as const, query: {}, headers: {}, body: Buffer.alloc(0), receivedAt: new Date() }
    expect(channel.verify(raw)).toMatchObject({ ok: false, status: 403 })
  })
})

describe('a puppet by its name', () => {
  it('is loaded with its options', async () => {
    expect((await loadPuppet('wechaty-puppet-mock', {})).constructor.name).toBe('PuppetMock')
  })

  it.each([
    ['wechaty-puppet-nowhere', '没有安装 wechaty-puppet-nowhere，请先执行 npm install wechaty-puppet-nowhere'],
    ['zod', 'zod 里没有 puppet'],
  ])('%s: %s', async (name, problem) => {
    await expect(loadPuppet(name, {})).rejects.toThrow(problem)
  })
})
