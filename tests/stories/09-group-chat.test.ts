import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { speakHere } from '../../jobs/notice/speak-here.job.ts'
import { type Case, type Desk, openDesk } from '../support/desk.ts'
import { type GroupChat, openGroupChat } from '../support/group-chat.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

/** The system works as always; the account of the residents' group is logged in by another process, which is us. */
let jiesu: TestJiesu
let desk: Desk
let chat: GroupChat
beforeAll(async () => {
  jiesu = await startTestJiesu()
  desk = await openDesk(jiesu)
  chat = await openGroupChat(jiesu.city)
})
afterAll(async () => {
  await chat[Symbol.asyncDispose]()
  await jiesu.stop()
})

const speak = () =>
  speakHere.run({
    city: jiesu.city,
    channels: new Map([[chat.channel.name, chat.channel]]),
    hear: () => Promise.reject(new Error('hears nothing')),
  })

const hears = (words: RegExp) =>
  until(`the room hears ${String(words)}`, async () => {
    await speak()
    return chat.saidInRoom.find((text) => words.test(text))
  })

describe('a resident mentions the hotline in the group', () => {
  let ticket: Case

  it('is asked for the place, in the room, by name', async () => {
    chat.neighbour.say('有人看见路灯坏了吗').to(chat.room)
    chat.citizen.say('@热线\u2005楼下路灯坏了三天了', [chat.bot]).to(chat.room)
    expect(await hears(/请问在哪里/)).toMatch(/^@市民 /)
  })

  it('tells it, and the request becomes a ticket; what neighbours say between is nobody’s business', async () => {
    chat.neighbour.say('建国街道光华路25号').to(chat.room)
    chat.citizen.say('@热线 建国街道光华路25号', [chat.bot]).to(chat.room)
    ticket = await until('a dispatched ticket', async () =>
      (await desk.newest('wechaty')).find((one) => one.state === 'DISPATCHED'),
    )
    expect(ticket.text).toBe('楼下路灯坏了三天了\n建国街道光华路25号')
    expect(await hears(/已受理，工单号/)).toContain(ticket.number)
    expect(await desk.newest('wechaty')).toHaveLength(1)
  })

  it('what falls due while nobody is logged in waits, and uses up no attempts', async () => {
    await chat.puppet.logout('test')
    await desk.sign(ticket.number)
    await desk.reply(ticket.number, '路灯已修复。')
    await desk.sees(ticket.number, (found) => found.notices.filter((one) => one.state === 'PENDING').length >= 2)
    await speak()
    expect(chat.saidInRoom.join()).not.toMatch(/已签收/)
    chat.mocker.login(chat.bot)
    await hears(/路灯已修复/)
    expect(chat.saidInRoom.filter((text) => /已签收/.test(text))).toHaveLength(1)
  })

  it('answers the survey in the room', async () => {
    await desk.close(ticket.number)
    await hears(/1\. 已解决/)
    chat.citizen.say('@热线 1', [chat.bot]).to(chat.room)
    await hears(/是否满意/)
    chat.citizen.say('@热线 满意', [chat.bot]).to(chat.room)
    await hears(/谢谢您的评价/)
    expect(chat.errors).toEqual([])
  })
})

describe('the same person alone', () => {
  it('is another account: the room’s tickets are not shown', async () => {
    chat.citizen.say('我的工单').to(chat.bot)
    await until('an answer', async () => {
      await speak()
      return chat.saidAlone.length > 0
    })
    expect(chat.saidAlone).toEqual(['没有查到您的工单。请直接说您遇到的问题。'])
  })
})

describe('a puppet in the settings', () => {
  it('is started with the system and stopped with it', async () => {
    const with_ = await startTestJiesu({ parts: ['bot'], env: { WECHATY_PUPPET: 'wechaty-puppet-mock' } })
    await with_.stop()
  })

  it('that is not installed stops the start with words', async () => {
    await expect(startTestJiesu({ parts: ['bot'], env: { WECHATY_PUPPET: 'wechaty-puppet-nowhere' } })).rejects.toThrow(
      '没有安装 wechaty-puppet-nowhere',
    )
  })
})
