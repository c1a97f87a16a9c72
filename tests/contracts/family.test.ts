import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { candidatesFor } from '../../schema/family/candidates.store.ts'
import { countCases } from '../../schema/family/case-count.service.ts'
import { apartRecord, familyRecord } from '../../schema/family/family.model.ts'
import { mergedInto } from '../../schema/family/family.rules.ts'
import { findFamily, joinFamily, keepApart, leaveFamily } from '../../schema/family/family.service.ts'
import { familyOf, writeFamily } from '../../schema/family/family.store.ts'
import { noteFamilyChange } from '../../schema/family/note.service.ts'
import { similarTickets } from '../../schema/family/similar.service.ts'
import { noticeRecord } from '../../schema/notice/notice.model.ts'
import { withdrawTicket } from '../../schema/ticket/citizen-acts.service.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { openTicket } from '../../schema/ticket/ticket.service.ts'
import { loadTicket } from '../../schema/ticket/ticket.store.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'

let city: BareCity
beforeAll(async () => {
  city = await openBareCity()
})
afterAll(() => city.close())
beforeEach(async () => {
  for (const type of [familyRecord, apartRecord, ticketRecord, noticeRecord]) {
    await city.db.connection.collection(type.collection).deleteMany({})
  }
})

const STALL = '光华小区南门口的早餐摊每天五点就开始炒菜，油烟直接排到二楼窗户，排风扇一响就是一上午，窗户不敢开'
const LAMP = '光华路的路灯不亮了，晚上走路看不清，请来修'
const WAGES = '我们几个在厂里干了大半年，工资一直拖着没有发，老板电话也不接，劳动合同也没有签'
const actor = { displayName: '李敏' }
let count = 0

/** A ticket as its citizen says it, and what the jobs do after it. */
async function say(citizenKey: string, text: string, find = true): Promise<string> {
  const { _id } = await openTicket(city, {
    sourceKey: `test:${++count}`,
    channel: 'wechat',
    citizenKey,
    text,
    at: city.clock.now(),
  })
  city.pass(60_000)
  if (find) await findFamily(city, _id)
  await follow()
  return _id
}

/** What the jobs do with the events that wait in families. */
async function follow(): Promise<void> {
  for (;;) {
    const waiting = await city.spine.waiting(familyRecord, new Date(city.clock.now().getTime() + 1e9), 100)
    if (waiting.length === 0) return
    for (const { subject, event } of waiting) {
      await noteFamilyChange(city, subject, event)
      await city.spine.done(familyRecord, subject, event.id, 'family.note-change', [])
    }
  }
}

const members = async (ticket: string) => (await familyOf(city.db, ticket))?.active
const steps = async (ticket: string) => (await loadTicket(city.db, ticket)).timeline.map(({ event }) => event)

describe('a citizen who says it again', () => {
  it('has one case, however often; each ticket keeps its history', async () => {
    const first = await say('li', STALL)
    const second = await say('li', `您好，${STALL}，谢谢`)
    const third = await say('li', STALL.replace('五点', '四点半'))
    expect(await members(second)).toEqual([first, second, third])
    expect(await steps(first)).toEqual(['opened', 'joined', 'joined'])
    expect(await steps(second)).toEqual(['opened', 'joined'])
    const family = await familyOf(city.db, first)
    expect(family?.members.map(({ how, by }) => by ?? how)).toEqual(['RESUBMISSION', 'RESUBMISSION', 'RESUBMISSION'])
  })

  it('each of them moves forward in the work order, and back when it was a mistake', async () => {
    const first = await say('li', STALL)
    const alone = (await loadTicket(city.db, first)).workAt.getTime()
    const second = await say('li', STALL)
    const both = await loadTicket(city.db, first)
    expect(both.standing).toEqual({ times: 2, people: 1 })
    expect(alone - both.workAt.getTime()).toBe(86_400_000)
    await leaveFamily(city, second, { reason: '', actor })
    await follow()
    const apart = await loadTicket(city.db, first)
    expect(apart.standing).toBeUndefined()
    expect(apart.workAt.getTime()).toBe(alone)
  })

  it('is counted in lists, with those who say the same', async () => {
    const first = await say('li', LAMP)
    const again = await say('li', `您好，${LAMP}，谢谢`)
    const other = await say('wang', STALL, false)
    await joinFamily(city, first, other, { reason: '同一处', actor })
    const alone = await say('zhao', WAGES, false)
    expect(Object.fromEntries(await countCases(city.db, [first, again, other, alone]))).toEqual({
      [first]: { count: 3, repeats: 2 },
      [again]: { count: 3, repeats: 2 },
      [other]: { count: 3, repeats: 1 },
    })
  })

  it('is told so, once', async () => {
    const first = await say('li', STALL)
    const second = await say('li', STALL)
    const family = await familyOf(city.db, first)
    const event = { id: `${family?._id}:0:family.joined`, name: 'family.joined', at: city.clock.now() } as const
    await noteFamilyChange(city, family?._id ?? '', event)
    const notices = await city.db.of(noticeRecord).find({ number: second }).toArray()
    expect(notices.map(({ text }) => text)).toEqual([expect.stringContaining(`工单号 ${first}`)])
    expect(await steps(second)).toEqual(['opened', 'joined'])
  })

  it('finding it again changes nothing', async () => {
    const first = await say('li', STALL)
    const second = await say('li', STALL)
    await findFamily(city, second)
    await findFamily(city, first)
    expect((await familyOf(city.db, first))?.revision).toBe(0)
  })

  it('all at the same time: one case', async () => {
    const tickets: string[] = []
    for (let n = 0; n < 4; n++) tickets.push(await say('li', STALL, false))
    await Promise.all(tickets.map((ticket) => findFamily(city, ticket)))
    await follow()
    expect(await members(tickets[2] ?? '')).toEqual(tickets)
    expect(await city.db.of(familyRecord).countDocuments({ active: { $exists: true } })).toBe(1)
  })

  it('what was withdrawn is no case', async () => {
    const first = await say('li', STALL)
    await withdrawTicket(city, first, { citizenKey: 'li', cause: 'w', at: city.clock.now() })
    expect(await members(await say('li', STALL))).toBeUndefined()
  })
})

describe('several citizens', () => {
  it('are suggested to be one incident, and joined by staff', async () => {
    const first = await say('li', LAMP)
    const second = await say('wang', '光华路路灯坏了好几盏，老人晚上不敢出门')
    expect(await members(first)).toBeUndefined()
    const [similar] = await similarTickets(city, await loadTicket(city.db, second))
    expect(similar?.ticket._id).toBe(first)
    expect(similar?.same).toMatchObject({ kind: 'SAME_INCIDENT', clear: false })
    await joinFamily(city, second, first, { reason: '同一段路', actor })
    await follow()
    const family = await familyOf(city.db, second)
    expect(family?.lead).toBe(first)
    expect(family?.members[1]).toMatchObject({ how: 'BY_STAFF', by: '李敏', why: ['同一段路'] })
    const entry = (await loadTicket(city.db, second)).timeline.at(-1)
    expect(entry).toMatchObject({ event: 'joined', actor: '李敏' })
    expect(entry?.text).not.toContain(first)
  })

  it('a suggestion that was turned down does not come again', async () => {
    const first = await say('li', LAMP)
    const second = await say('wang', '光华路路灯坏了好几盏，老人晚上不敢出门')
    await keepApart(city, second, first, actor)
    expect(await similarTickets(city, await loadTicket(city.db, second))).toEqual([])
    expect(await similarTickets(city, await loadTicket(city.db, first))).toEqual([])
  })
})

it('whoever is turned down is turned down with all of their case', async () => {
  const [a, b] = [await say('li', LAMP), await say('li', LAMP)]
  const other = await say('wang', '光华路路灯坏了好几盏，老人晚上不敢出门')
  await keepApart(city, other, a, actor)
  expect(await similarTickets(city, await loadTicket(city.db, other))).toEqual([])
  await expect(keepApart(city, a, b, actor)).rejects.toThrow('已经并案')
})

describe('undone', () => {
  it('both stand alone, keep the history of it, and are not joined again', async () => {
    const first = await say('li', STALL)
    const second = await say('li', STALL)
    await leaveFamily(city, second, { reason: '地点不同', actor })
    await follow()
    expect(await members(first)).toBeUndefined()
    expect(await steps(first)).toEqual(['opened', 'joined', 'parted'])
    expect(await steps(second)).toEqual(['opened', 'joined', 'parted'])
    await findFamily(city, second)
    await findFamily(city, first)
    expect(await members(second)).toBeUndefined()
    await joinFamily(city, second, first, { reason: '', actor })
    expect(await members(second)).toEqual([first, second])
  })

  it('says what is wrong', async () => {
    const first = await say('li', STALL)
    const other = await say('wang', LAMP)
    await expect(leaveFamily(city, first, { reason: '', actor })).rejects.toThrow('没有与别的工单并案')
    await expect(joinFamily(city, first, first, { reason: '', actor })).rejects.toThrow('不能与自己并案')
    await expect(joinFamily(city, first, 'none', { reason: '', actor })).rejects.toThrow('没有工单 none')
    await expect(joinFamily(city, first, other, { reason: '', actor, revision: 9 })).rejects.toThrow('他人更新')
  })
})

describe('two cases that turn out to be one', () => {
  async function two() {
    const [a, b] = [await say('li', STALL), await say('li', STALL)]
    const [x, y] = [await say('wang', LAMP), await say('wang', LAMP)]
    return { a, b, x, y }
  }

  it('are joined whole, and undone whole', async () => {
    const { a, b, x, y } = await two()
    await joinFamily(city, y, a, { reason: '一回事', actor })
    await follow()
    expect(await members(x)).toEqual([a, b, x, y])
    expect(await steps(x)).toEqual(['opened', 'joined', 'joined'])
    await leaveFamily(city, x, { reason: '看错了', actor })
    await follow()
    expect(await members(a)).toEqual([a, b])
    expect(await members(y)).toEqual([x, y])
    expect((await familyOf(city.db, y))?.members.at(-1)?.how).toBe('RESUBMISSION')
  })

  it('a crash between the halves loses nobody', async () => {
    const { a, b, x, y } = await two()
    const [elder, younger] = [await familyOf(city.db, a), await familyOf(city.db, x)]
    if (!elder || !younger) throw new Error('no families')
    const now = city.clock.now()
    const gone = mergedInto(younger, elder._id, '李敏', now)
    const event = { id: `${gone._id}:${gone.revision}:family.left`, name: 'family.left', at: now } as const
    expect(await writeFamily(city.db, gone, city.spine.entry(event))).toBe(true)
    expect(await members(x)).toBeUndefined()
    await follow()
    expect(await members(x)).toEqual([a, b, x, y])
  })

  it('where the elder ended meanwhile the younger is what it was', async () => {
    const { a, x, y } = await two()
    const [elder, younger] = [await familyOf(city.db, a), await familyOf(city.db, x)]
    if (!elder || !younger) throw new Error('no families')
    const now = city.clock.now()
    const gone = mergedInto(younger, elder._id, '李敏', now)
    const event = { id: `${gone._id}:${gone.revision}:family.left`, name: 'family.left', at: now } as const
    await writeFamily(city.db, gone, city.spine.entry(event))
    await leaveFamily(city, a, { reason: '', actor })
    await follow()
    expect(await members(y)).toEqual([x, y])
  })
})

it('a text that hundreds send costs no more than another', async () => {
  for (let n = 0; n < 14; n++) await say(`citizen ${n}`, WAGES, false)
  const ticket = await loadTicket(city.db, await say('li', WAGES, false))
  expect((await candidatesFor(city.db, ticket)).length).toBe(11)
})
