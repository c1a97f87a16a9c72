import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revealPersonal } from '../../schema/ticket/reveal.service.ts'
import { revealRecord, vaultRecord } from '../../schema/personal/vault.model.ts'
import { revealsOf } from '../../schema/personal/vault.store.ts'
import type { StaffIdentity, StaffRole } from '../../schema/staff/staff.rules.ts'
import { supplementTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { openTicket, rewordTicket } from '../../schema/ticket/ticket.service.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'

let city: BareCity
beforeAll(async () => {
  city = await openBareCity()
})
afterAll(() => city.close())

const staff = (role: StaffRole): StaffIdentity => ({ username: `the-${role}`, displayName: '值班员', role })
const WORDS = '我叫张三，身份证110101199003077758，住和平家园3栋2单元501室，暖气不热，电话13800138000'

let sources = 0
const open = () =>
  openTicket(city, {
    sourceKey: `personal-${++sources}`,
    channel: 'web-form',
    citizenKey: 'citizen-1',
    text: WORDS,
    at: city.clock.now(),
    contact: { name: '李四', phone: '13900139000' },
  })

describe('what points at a person', () => {
  it('is masked in the ticket, and nowhere in the store in the clear', async () => {
    const ticket = await open()
    expect(ticket.text).toBe('我叫张*，身份证110***********7758，住和平家园3栋*单元***室，暖气不热，电话138****8000')
    expect(ticket.place.placeName).toBe('和平家园')
    const rows = [
      await city.db.of(ticketRecord).findOne({ _id: ticket._id }),
      await city.db.of(vaultRecord).findOne({ _id: ticket.sourceKey }),
    ]
    for (const secret of ['张三', '李四', '110101199003077758', '501', '13800138000', '13900139000']) {
      expect(JSON.stringify(rows)).not.toContain(secret)
    }
  })

  it('is shown to who may see it, for a reason that is kept', async () => {
    const ticket = await open()
    const seen = await revealPersonal(city, ticket, staff('handler'), '联系市民')
    expect(seen.text).toBe(WORDS.replace('110101199003077758', '110***********7758'))
    expect(seen.items.map(({ name, value, source }) => `${source} ${name} ${value}`)).toEqual([
      '联系方式 姓名 李四',
      '联系方式 手机号 13900139000',
      '市民原话 姓名 张三',
      '市民原话 门牌房号 3栋2单元501室',
      '市民原话 手机号 13800138000',
    ])
    await revealPersonal(city, ticket, staff('clerk'), '核对身份')
    const notes = await revealsOf(city.db, ticket._id)
    expect(notes.map(({ username, reason }) => `${username}: ${reason}`)).toEqual([
      'the-handler: 联系市民',
      'the-clerk: 核对身份',
    ])
    expect(notes[1]?.kinds).toContain('身份证号')
    expect(JSON.stringify(notes)).not.toContain('13800138000')
  })

  it('that was added later is there too, once however often it is said', async () => {
    const ticket = await open()
    const act = { citizenKey: 'citizen-1', cause: 'later-1', at: city.clock.now() }
    for (let time = 0; time < 2; time++) {
      await supplementTicket(city, ticket._id, { ...act, text: '请打我爱人王小红的电话13700137000' })
    }
    const fresh = await city.db.of(ticketRecord).findOne({ _id: ticket._id })
    expect(fresh?.citizenActs?.[0]?.text).toBe('请打我爱人王**的电话137****7000')
    const { items } = await revealPersonal(city, fresh ?? ticket, staff('supervisor'), '联系市民')
    expect(items.filter(({ source }) => source === '市民补充').map(({ value }) => value)).toEqual([
      '王小红',
      '13700137000',
    ])
  })

  it('that was misheard goes with the better hearing', async () => {
    const ticket = await open()
    const { sourceKey, channel, citizenKey } = ticket
    const anew = { sourceKey, channel, citizenKey, text: '和平家园暖气不热', at: city.clock.now() }
    const better = await rewordTicket(city, ticket, anew)
    expect(better.text).toBe('和平家园暖气不热')
    expect((await revealPersonal(city, better, staff('clerk'), '核对身份')).items).toEqual([])
    expect(await city.db.of(vaultRecord).findOne({ _id: sourceKey })).toBeNull()
  })

  it.each(['admin', 'analyst'] as const)('is not for the %s, who leaves no note', async (role) => {
    const ticket = await open()
    await expect(revealPersonal(city, ticket, staff(role), '看看')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await city.db.of(revealRecord).countDocuments({ number: ticket._id })).toBe(0)
  })

  it.each(['', '一'.repeat(101), ' x '])('is not shown without a reason: “%s”', async (reason) => {
    const ticket = await open()
    await expect(revealPersonal(city, ticket, staff('clerk'), reason)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})
