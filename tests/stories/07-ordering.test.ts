import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hearInTurn, MOST_TRIES } from '../../schema/intake/hear-in-turn.service.ts'
import { hearingTurnRecord } from '../../schema/intake/hearing-turn.model.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { receiveMessage } from '../../schema/intake/intake.service.ts'
import type { City } from '../../schema/city.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { type TestJiesu, type TestOptions, startTestJiesu, until } from '../support/jiesu.ts'
import { postWechat, textXml } from '../support/wechat-post.ts'

const running: TestJiesu[] = []
async function start(options: TestOptions = {}): Promise<TestJiesu> {
  const jiesu = await startTestJiesu(options)
  running.push(jiesu)
  return jiesu
}
afterEach(async () => {
  for (const jiesu of running.splice(0).toReversed()) await jiesu.stop()
})

/** The same numbers at every run. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

function withResolvers() {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

/** Stores what a citizen said, at an instant of our choosing; gives the inbox id. */
async function receive(city: City, sender: string, text: string, at: Date): Promise<string> {
  const message = {
    channel: 'wechat',
    dedupeKey: randomUUID(),
    sender,
    kind: 'text' as const,
    text,
    at,
    reply: { mode: 'none' as const },
    platformType: 'text',
  }
  const { id } = await receiveMessage({ ...city, clock: { now: () => at } }, message, Buffer.from(text), 'test')
  return id
}

const unheardLeft = (city: City) => city.db.of(inboxRecord).countDocuments({ 'outbox.relayAfter': { $exists: true } })

describe('two messages of one citizen at the same instant on two processes', () => {
  it('become one request: the second answers what the first left open', { timeout: 60_000 }, async () => {
    const one = await start()
    const two = await start({ with: one })
    const citizens = Array.from({ length: 10 }, (_, index) => `oSameInstant${index}00000001`)
    await Promise.all(
      citizens.map(async (openid, index) => {
        // Through two doors, and worked on by whichever bot comes first.
        await postWechat(one.url, textXml(openid, '路灯坏了，晚上一片漆黑', `${index}1`))
        await postWechat(two.url, textXml(openid, '建国街道光华路', `${index}2`))
      }),
    )
    const tickets = one.city.db.of(ticketRecord)
    await until('every message to be heard', async () => (await unheardLeft(one.city)) === 0)
    expect(await tickets.countDocuments({})).toBe(citizens.length)
    for (const ticket of await tickets.find().toArray()) {
      expect(ticket.text).toBe('路灯坏了，晚上一片漆黑\n建国街道光华路')
    }
    await until('nobody to hold a turn', async () => (await turnsLeft(one.city)) === 0)
  })
})

const turnsLeft = (city: City) => city.db.of(hearingTurnRecord).countDocuments({})

describe('whatever the interleaving', () => {
  it.each([1, 2, 3, 4])('messages of one citizen are heard in order, once, one at a time (seed %i)', async (seed) => {
    const { city } = await start({ parts: ['api'] })
    const other = await start({ parts: ['api'], with: running[0]! })
    const below = chance(seed)
    const began = Date.now()
    const ids = new Map<string, string>()
    for (const sender of ['anna', 'bert', 'chen']) {
      for (let index = 0; index < 8; index++) {
        // Several within one millisecond: then the inbox id decides.
        ids.set(await receive(city, sender, sender, new Date(began + below(4))), sender)
      }
    }
    const heard: string[] = []
    const busy = new Set<string>()
    const hear = async (id: string) => {
      const sender = ids.get(id) ?? ''
      expect(busy.has(sender), `${sender} is heard twice at a time`).toBe(false)
      busy.add(sender)
      // However long it takes.
      await sleep(below(6))
      heard.push(id)
      busy.delete(sender)
    }
    const jobs = [...ids.keys()].flatMap((id) => [id, id]).toSorted(() => below(3) - 1)
    await Promise.all(
      jobs.map(async (id, index) => {
        await sleep(below(40))
        await hearInTurn(index % 2 === 0 ? city : other.city, id, hear)
      }),
    )
    // Nobody was told to come back for nothing: whoever had the turn took the others along.
    expect(await unheardLeft(city)).toBe(0)
    expect(await turnsLeft(city)).toBe(0)
    const rows = await city.db.of(inboxRecord).find().sort({ receivedAt: 1, _id: 1 }).toArray()
    for (const sender of new Set(ids.values())) {
      const inOrder = rows.map((row) => row._id).filter((id) => ids.get(id) === sender)
      expect(heard.filter((id) => ids.get(id) === sender)).toEqual(inOrder)
    }
  })
})

describe('a process that died while it was hearing a citizen', () => {
  it('holds up what they say next for seconds, not for ever', async () => {
    const jiesu = await start()
    const phone = jiesu.phone('wechat', 'oDeadHolder00000000001')
    await phone.write('你好')
    await phone.hears(/12345 热线/)
    const rows = jiesu.city.db.of(inboxRecord)
    const citizenKey = (await rows.findOne({}))?.citizenKey ?? ''
    const turns = jiesu.city.db.of(hearingTurnRecord)
    const dead = { holder: 'dead', until: new Date(jiesu.clock.now().getTime() + 6000), called: false }
    await turns.insertOne({ _id: citizenKey, ...dead })
    await phone.write('建国街道光华路井盖坏了，请来修')
    await until('the message to wait', () => turns.findOne({ _id: citizenKey, called: true }))
    expect(await jiesu.city.db.of(ticketRecord).countDocuments({})).toBe(0)
    jiesu.clock.move({ minutes: 1 })
    await phone.hears(/已受理/)
    expect(await turnsLeft(jiesu.city)).toBe(0)
  })

  it('keeps its turn while it lives, however long it hears', async () => {
    const jiesu = await start({ parts: ['api'] })
    const { city } = jiesu
    const id = await receive(city, 'slow', '井盖坏了', new Date(Date.now() - 10))
    const behind = await receive(city, 'slow', '在光华路', new Date())
    const heard: string[] = []
    const gate = withResolvers()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const slowly = hearInTurn(city, id, async (inboxId) => {
      if (inboxId === id) await gate.promise
      heard.push(inboxId)
    })
    const turns = city.db.of(hearingTurnRecord)
    const { until: first } = await until('the turn', () => turns.findOne({}))
    jiesu.clock.move({ minutes: 0.05 })
    vi.advanceTimersByTime(2000)
    vi.useRealTimers()
    await until('the turn to be prolonged', () => turns.findOne({ until: { $gt: new Date(first.getTime() + 2000) } }))
    const refused = await hearInTurn(city, behind, () => Promise.reject(new Error('out of turn')))
    expect(refused?.later.getTime()).toBeGreaterThan(first.getTime() + 2000)
    gate.resolve()
    await slowly
    expect(heard).toEqual([id, behind])
  })
})

describe('a message that cannot be heard', () => {
  it(`is put aside after ${MOST_TRIES} tries, where the hotline sees it; those behind it are heard`, async () => {
    const door = await start({ parts: ['api'] })
    const openid = 'oPoison00000000000000001'
    await postWechat(door.url, textXml(openid, '建国街道滨江公园旁的工地夜里施工，吵得睡不着', '1'))
    const rows = door.city.db.of(inboxRecord)
    const poison = await until('the message', () => rows.findOne({}))
    await rows.updateOne({ _id: poison._id }, { $set: { sealedMessage: 'no longer readable' } })
    await postWechat(door.url, textXml(openid, '建国街道光华路路灯不亮', '2'))
    const workers = await start({ parts: ['bot', 'jobs'], with: door })
    await until('some tries', () => rows.findOne({ failures: { $gte: 3 } }))
    workers.clock.move({ minutes: 1 })
    const ticket = await until('the ticket of the second', () => door.city.db.of(ticketRecord).findOne({}))
    expect(ticket.text).toContain('路灯不亮')
    const token = await door.signIn('admin')
    const query = '{ messagesAside { id channel kind tries reason } }'
    const { data } = await door.ask<{ messagesAside: Record<string, unknown>[] }>(query, {}, token)
    expect(data.messagesAside).toMatchObject([{ id: poison._id, channel: 'wechat', kind: 'text', tries: MOST_TRIES }])
    const handler = await door.ask(query, {}, await door.signIn('gh-jianguo'))
    expect(handler.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')

    // Once what was wrong with it is mended, staff have it heard again.
    await rows.updateOne({ _id: poison._id }, { $set: { sealedMessage: poison.sealedMessage } })
    const again = 'mutation ($id: ID!) { hearAgain(id: $id) }'
    expect((await door.ask(again, { id: poison._id }, token)).data).toEqual({ hearAgain: true })
    await until('its ticket', () => door.city.db.of(ticketRecord).findOne({ sourceKey: poison._id }))
    expect((await door.ask(again, { id: poison._id }, token)).data).toEqual({ hearAgain: false })
    expect((await door.ask(query, {}, token)).data).toEqual({ messagesAside: [] })
  })

  it('that its processes die of counts the same', async () => {
    const { city } = await start({ parts: ['api'] })
    const deadly = await receive(city, 'deadly', '井盖坏了', new Date(Date.now() - 10))
    const behind = await receive(city, 'deadly', '在光华路', new Date())
    const { citizenKey } = (await city.db.of(inboxRecord).findOne({ _id: deadly })) ?? { citizenKey: '' }
    await city.db.of(inboxRecord).updateOne({ _id: deadly }, { $set: { failures: MOST_TRIES - 1 } })
    const dead = { holder: 'dead', until: new Date(Date.now() - 1), called: true }
    await city.db.of(hearingTurnRecord).insertOne({ _id: citizenKey, ...dead })
    const heard: string[] = []
    await hearInTurn(city, behind, (id) => Promise.resolve(void heard.push(id)))
    expect(heard).toEqual([behind])
    expect((await city.db.of(inboxRecord).findOne({ _id: deadly }))?.aside?.tries).toBe(MOST_TRIES)
  })
})
