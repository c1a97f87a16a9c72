import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countUnits } from '../../schema/assessment/assessment.store.ts'
import { rememberCitizen } from '../../schema/citizen/citizen.store.ts'
import {
  type CitizenAct,
  askForHuman,
  correctPlace,
  supplementTicket,
  urgeTicket,
  withdrawTicket,
} from '../../schema/ticket/citizen-acts.service.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { closeTicket, replyTicket, signTicket } from '../../schema/ticket/ticket.service.ts'
import { findTicket } from '../../schema/ticket/ticket.store.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

const ACTOR = { displayName: '经办员' }

let jiesu: TestJiesu
let desk: Desk
beforeAll(async () => {
  jiesu = await startTestJiesu()
  desk = await openDesk(jiesu)
})
afterAll(() => jiesu.stop())

/** A citizen signed in with the mini-program. */
async function signIn(openid: string): Promise<string> {
  const issued = await fetch(`${jiesu.simulator}/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'login', value: openid }),
  })
  const { code } = (await issued.json()) as { code: string }
  const login = 'mutation ($code: String!) { loginMiniProgram(code: $code) { token } }'
  return (await jiesu.ask<{ loginMiniProgram: { token: string } }>(login, { code })).data.loginMiniProgram.token
}

interface ActAnswer {
  message?: string
  state?: string
  code?: string | undefined
  error?: string
}

/** What the mini-program does for its citizen: urge, supplement or withdraw, under a key of its own. */
async function tap(token: string, call: string): Promise<ActAnswer> {
  const mutation = `mutation { ${call} { message ticket { state } } }`
  const { data, errors } = await jiesu.ask<Record<string, { message: string; ticket: { state: string } }> | null>(
    mutation,
    {},
    token,
  )
  if (errors?.[0]) return { code: errors[0].extensions?.code, error: errors[0].message }
  const [done] = Object.values(data ?? {})
  return { message: done?.message ?? '', state: done?.ticket.state ?? '' }
}

async function submit(token: string, text: string): Promise<string> {
  const mutation = 'mutation ($text: String!) { submitRequest(input: { text: $text }) { number } }'
  const { data } = await jiesu.ask<{ submitRequest: { number: string } }>(mutation, { text }, token)
  const { number } = data.submitRequest
  await desk.sees(number, (found) => found.state === 'DISPATCHED')
  return number
}

const ACTS = `{ state timeline { event text } urges { at } needsHuman withdrawn { reason }
  supplements { correctsPlace text point { latitude } media } notices { kind text } }`
interface Acts {
  state: string
  timeline: { event: string; text: string }[]
  urges: { at: string }[]
  needsHuman: boolean
  withdrawn: { reason: string | null } | null
  supplements: { correctsPlace: boolean; text: string | null; point: object | null; media: string[] }[]
  notices: { kind: string; text: string }[]
}
const actsOf = (number: string) =>
  desk.ask<Acts>(`query ($number: ID!) { ticket(number: $number) ${ACTS} }`, { number }, 'ticket')

describe('a citizen with the mini-program', () => {
  let token = ''
  let number = ''
  beforeAll(async () => {
    token = await signIn('oActs000000000000000000001')
    number = await submit(token, '建国街道光华路井盖坏了，请来修')
  })

  it('urges: it counts once a day, whatever is tapped how often', async () => {
    const urge = (key: string) => tap(token, `urgeTicket(number: "${number}", idempotencyKey: "${key}")`)
    expect(await urge('a')).toEqual({ message: '已为您催办，建国街道和热线都看得到。', state: 'DISPATCHED' })
    expect((await urge('a')).message).toContain('已为您催办')
    expect(await urge('b')).toEqual({ code: 'TOO_MANY', error: '24 小时内已经催办过，请稍候。' })
    jiesu.clock.move({ hours: 25 })
    token = await signIn('oActs000000000000000000001')
    desk = await openDesk(jiesu)
    expect((await urge('c')).message).toContain('已为您催办')
    const seen = await actsOf(number)
    expect(seen.urges).toHaveLength(2)
    expect(seen.timeline.filter(({ event }) => event === 'urged')).toHaveLength(2)
  })

  it('supplements: the unit reads it whole, without the phone number', async () => {
    const supplement = (fields: string) => tap(token, `supplementTicket(number: "${number}", ${fields})`)
    expect(await supplement('text: "我的电话13800138000，晚上在家", idempotencyKey: "s"')).toMatchObject({
      message: '已收到您的补充，建国街道看得到。',
    })
    expect(await supplement('text: "我的电话13800138000，晚上在家", idempotencyKey: "s"')).toMatchObject({
      state: 'DISPATCHED',
    })
    expect(await supplement('text: "别的话", idempotencyKey: "s"')).toMatchObject({ code: 'CONFLICT' })
    expect(await supplement('idempotencyKey: "empty"')).toMatchObject({ code: 'BAD_INPUT' })
    expect(await supplement('point: { latitude: 91, longitude: 0 }, idempotencyKey: "far"')).toMatchObject({
      code: 'BAD_INPUT',
    })
    await supplement('point: { latitude: 30.5, longitude: 114.3 }, idempotencyKey: "where"')
    expect((await actsOf(number)).supplements).toEqual([
      { correctsPlace: false, text: '我的电话138****8000，晚上在家', point: null, media: [] },
      { correctsPlace: false, text: null, point: { latitude: 30.5 }, media: [] },
    ])
  })

  it('cannot touch what is not theirs, and does not learn that it is there', async () => {
    const stranger = await signIn('oStranger0000000000000001')
    for (const name of ['urgeTicket', 'withdrawTicket']) {
      const refused = await tap(stranger, `${name}(number: "${number}", idempotencyKey: "x")`)
      expect(refused).toEqual({ code: 'NOT_FOUND', error: `没有工单 ${number}。` })
    }
    expect(await tap('', `urgeTicket(number: "${number}", idempotencyKey: "x")`)).toMatchObject({
      code: 'UNAUTHENTICATED',
    })
    expect(await tap(token, `urgeTicket(number: "${number}", idempotencyKey: "")`)).toMatchObject({ code: 'BAD_INPUT' })
  })

  it('withdraws: nobody goes on with it, nothing is asked, and no rate moves', async () => {
    const withdraw = `withdrawTicket(number: "${number}", reason: "已经有人修好了", idempotencyKey: "w")`
    expect(await tap(token, withdraw)).toEqual({
      message: '已撤回，这件事不再办理。需要时请重新提交。',
      state: 'WITHDRAWN',
    })
    expect(await tap(token, withdraw)).toMatchObject({ state: 'WITHDRAWN' })
    await expect(desk.sign(number)).rejects.toMatchObject({ code: 'ILLEGAL_MOVE', message: '工单已撤回，不能签收。' })
    expect(await tap(token, `urgeTicket(number: "${number}", idempotencyKey: "z")`)).toEqual({
      code: 'ILLEGAL_MOVE',
      error: '工单已撤回，不能催办。',
    })
    const seen = await actsOf(number)
    expect(seen).toMatchObject({ state: 'WITHDRAWN', withdrawn: { reason: '已经有人修好了' } })
    expect(seen.timeline.at(-1)).toEqual({ event: 'withdrawn', text: '市民撤回了诉求：已经有人修好了' })
    expect(seen.notices.map(({ kind }) => kind)).toEqual(['receipt'])
    expect(await desk.scores('gh-jianguo')).toBeUndefined()
    // The handler who had it reads that it is over.
    const handler = await openDesk(jiesu, 'gh-jianguo')
    expect((await handler.ticket(number))?.timeline.at(-1)?.text).toContain('市民撤回')
  })

  it('cannot withdraw what the unit has replied to', async () => {
    const replied = await submit(token, '建国街道光华路路灯不亮，请来修')
    await desk.sign(replied)
    await desk.reply(replied, '已经修好了，请放心。')
    expect(await tap(token, `withdrawTicket(number: "${replied}", idempotencyKey: "w")`)).toEqual({
      code: 'ILLEGAL_MOVE',
      error: '建国街道已经答复，不能撤回。',
    })
  })
})

/** An act by the citizen who opened the ticket. */
const by = (ticket: Ticket, cause: string): CitizenAct => ({
  citizenKey: ticket.citizenKey,
  cause,
  at: jiesu.clock.now(),
})

async function ticketOf(openid: string, text: string): Promise<Ticket> {
  const number = await submit(await signIn(openid), text)
  const ticket = await findTicket(jiesu.city.db, number)
  if (!ticket) throw new Error('no ticket')
  return ticket
}

describe('a corrected place', () => {
  it('moves the ticket to the right unit as long as the wrong one has not signed, and the citizen is told once', async () => {
    const { city } = jiesu
    const ticket = await ticketOf('oMoves0000000000000000001', '建国街道光华路长椅坏了，请来修')
    expect(ticket.organId).toBe('gh-jianguo')
    const correction = { ...by(ticket, 'm1'), text: '不是光华路，是滨江公园门口' }
    const outcome = await correctPlace(city, ticket._id, correction)
    expect(outcome).toMatchObject({ done: true, ticket: { state: 'DISPATCHED', organId: 'lj-binjiang' } })
    expect(await correctPlace(city, ticket._id, correction)).toMatchObject({ done: true })
    const moved = /已按您更正的地点转.*滨江街道/
    const told = await until('the notice of the move', async () => {
      const { notices } = await actsOf(ticket._id)
      return notices.some(({ text }) => moved.test(text)) && notices
    })
    // Of the wrong unit they heard before it, or not at all where the correction was quicker.
    expect(told.findIndex(({ text }) => moved.test(text))).toBe(told.length - 1)
    const seen = await actsOf(ticket._id)
    expect(seen.timeline.at(-1)).toMatchObject({ event: 'dispatched' })
    expect(seen.timeline.at(-1)?.text).toMatch(/市民更正地点.*由建国街道改派滨江街道办理/)
    expect(outcome.ticket?.evidence.some(({ field }) => field === 'place')).toBe(false)
    expect(outcome.ticket?.dueAt).toEqual(ticket.dueAt)
  })

  it('is kept for the unit to read once it has signed, or where it names no place', async () => {
    const { city } = jiesu
    const ticket = await ticketOf('oKept00000000000000000001', '建国街道光华路长椅坏了，请来修')
    const vague = await correctPlace(city, ticket._id, { ...by(ticket, 'm1'), text: '在我家楼下' })
    await signTicket(city, ticket._id, ACTOR)
    const late = await correctPlace(city, ticket._id, { ...by(ticket, 'm2'), text: '是滨江公园门口' })
    for (const outcome of [vague, late]) {
      expect(outcome).toMatchObject({ done: true, ticket: { organId: 'gh-jianguo', place: ticket.place } })
    }
    expect((await actsOf(ticket._id)).supplements).toMatchObject([
      { correctsPlace: true, text: '在我家楼下' },
      { correctsPlace: true, text: '是滨江公园门口' },
    ])
  })
})

describe('acts that meet', () => {
  it('all count, each once: several of the citizen, and one of the unit', async () => {
    const { city } = jiesu
    const ticket = await ticketOf('oMeets0000000000000000001', '建国街道光华路长椅坏了，请来修')
    const number = ticket._id
    const media = [{ type: 'image' as const, mediaId: 'media-1' }]
    const outcomes = await Promise.all([
      urgeTicket(city, number, by(ticket, 'm1')),
      urgeTicket(city, number, by(ticket, 'm1')),
      supplementTicket(city, number, { ...by(ticket, 'm1'), text: '第二张椅子也坏了', media }),
      supplementTicket(city, number, { ...by(ticket, 'm1'), text: '第二张椅子也坏了', media }),
    ])
    expect(outcomes.every(({ done }) => done)).toBe(true)
    const seen = await actsOf(number)
    expect(seen.urges).toHaveLength(1)
    expect(seen.supplements).toEqual([
      { correctsPlace: false, text: '第二张椅子也坏了', point: null, media: ['image'] },
    ])
    expect(seen.timeline.at(-1)?.text).toMatch(/市民(催办|补充：第二张椅子也坏了，附件 1 个)/)
  })

  it('of two who pull one way and the other, one wins and the other hears why', async () => {
    const { city } = jiesu
    const ticket = await ticketOf('oRace00000000000000000001', '建国街道光华路长椅坏了，请来修')
    await signTicket(city, ticket._id, ACTOR)
    const [withdrawn, replied] = await Promise.allSettled([
      withdrawTicket(city, ticket._id, by(ticket, 'm1')),
      replyTicket(city, ticket._id, '椅子已经修好了。', ACTOR),
    ])
    const { state } = (await findTicket(city.db, ticket._id)) ?? {}
    if (replied.status === 'fulfilled') {
      expect(state).toBe('REPLIED')
      expect(withdrawn).toMatchObject({ value: { done: false, why: 'TOO_LATE' } })
    } else {
      expect(state).toBe('WITHDRAWN')
      expect(withdrawn).toMatchObject({ value: { done: true } })
    }
  })
})

describe('a citizen who wants a person', () => {
  const citizen = async (sender: string) => {
    const { city } = jiesu
    const account = await rememberCitizen(city.db, city.sealer, 'wechat', sender, jiesu.clock.now())
    return (cause: string) => ({ citizenKey: account._id, cause, at: jiesu.clock.now() })
  }

  it('is called back by the hotline, which sees them first', async () => {
    const { city } = jiesu
    const act = await citizen('oHuman0000000000000000001')
    const opened = await askForHuman(city, { ...act('m1'), text: '建国街道光华路的井盖，你们机器人听不懂' })
    const dispatched = await desk.sees(opened._id, ({ state }) => state === 'DISPATCHED')
    expect(dispatched.organ?.id).toBe('hotline')
    const list = '{ tickets(filter: { needsHuman: true }) { count edges { node { number needsHuman } } } }'
    expect(await desk.ask(list, {}, 'tickets')).toEqual({
      count: 1,
      edges: [{ node: { number: opened._id, needsHuman: true } }],
    })
  })

  it('has one such ticket at a time, to which further words are added', async () => {
    const { city } = jiesu
    const act = await citizen('oHuman0000000000000000002')
    const both = await Promise.all([askForHuman(city, act('m1')), askForHuman(city, { ...act('m2'), text: '快点' })])
    expect(both[0]?._id).toBe(both[1]?._id)
    const number = both[0]?._id ?? ''
    expect((await askForHuman(city, { ...act('m3'), text: '我在家等电话' }))._id).toBe(number)
    expect((await askForHuman(city, { ...act('m3'), text: '我在家等电话' }))._id).toBe(number)
    const { supplements, needsHuman } = await actsOf(number)
    expect(needsHuman).toBe(true)
    expect(supplements.filter(({ text }) => text === '我在家等电话')).toHaveLength(1)

    await desk.sees(number, ({ state }) => state === 'DISPATCHED')
    await signTicket(city, number, ACTOR)
    await replyTicket(city, number, '已经给您回过电话了。', ACTOR)
    await closeTicket(city, number, ACTOR)
    expect((await actsOf(number)).needsHuman).toBe(false)
    const next = await askForHuman(city, act('m4'))
    expect(next._id).not.toBe(number)
    expect(await withdrawTicket(city, next._id, act('m5'))).toMatchObject({ done: true })
    expect((await actsOf(next._id)).needsHuman).toBe(false)
  })
})

it('a withdrawn ticket is in no denominator, whatever an import wrote into it', async () => {
  const { db, clock } = jiesu.city
  const now = clock.now()
  const [from, to] = [new Date(now.getTime() - 1000), new Date(now.getTime() + 1000)]
  const any = await db.of(ticketRecord).findOne({ state: 'WITHDRAWN' })
  if (!any) throw new Error('nothing withdrawn')
  const before = await countUnits(db, from, to)
  const survey = {
    round: 0,
    contacted: true,
    solved: 'UNSOLVED' as const,
    satisfaction: 'BASIC' as const,
    answeredAt: now,
  }
  const copy = (id: string, state: Ticket['state']): Ticket => {
    const { callbackFor: _callback, ...rest } = any
    return { ...rest, _id: id, sourceKey: id, state, organId: 'gh-jianguo', closedAt: now, survey, outbox: [] }
  }
  await db.of(ticketRecord).insertOne(copy('20260101-000001', 'WITHDRAWN'))
  expect(await countUnits(db, from, to)).toEqual(before)
  await db.of(ticketRecord).insertOne(copy('20260101-000002', 'CLOSED'))
  expect(await countUnits(db, from, to)).not.toEqual(before)
})
