import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signedBytes } from '../../bot/channels/device/content-mode.ts'
import { SIGNATURE_HEADER, signBody } from '../../bot/channels/inbound/hmac.ts'
import { signalRecord } from '../../schema/sensing/signal.model.ts'
import type { Published } from '../../schema/kernel/spine.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

const SOURCE_KEY = 'key-of-the-drains-0001'
const SIGNAL = `id source device condition name category state severity openedAt clearedAt reports flaps episodes lastValue
  unit place { streetName } tickets`

interface Signal {
  id: string
  device: string
  name: string
  state: string
  severity: string
  clearedAt: string | null
  reports: number
  episodes: number
  lastValue: number | null
  place: { streetName: string | null } | null
  tickets: string[]
}

interface Answer {
  received: boolean
  events: { source?: string; id?: string; outcome: string; known?: boolean; reason?: string }[]
}

let jiesu: TestJiesu
let desk: Desk
const announced: Published[] = []
beforeAll(async () => {
  jiesu = await startTestJiesu({ env: { DEVICE_SOURCES: JSON.stringify({ '/drains': SOURCE_KEY }) } })
  desk = await openDesk(jiesu)
  jiesu.city.spine.listen((published) => announced.push(published))
})
afterAll(() => jiesu.stop())

async function send(headers: Record<string, string>, body: string, key = SOURCE_KEY) {
  const signed = headers['ce-specversion'] ? signedBytes({ headers, body: Buffer.from(body) }) : Buffer.from(body)
  const response = await fetch(`${jiesu.url}/channels/device`, {
    method: 'POST',
    headers: { ...headers, [SIGNATURE_HEADER]: signBody(key, signed, jiesu.clock.now()) },
    body,
  })
  const text = await response.text()
  return { status: response.status, answer: text.startsWith('{') ? (JSON.parse(text) as Answer) : undefined }
}

let count = 0
const happened = (device: string, type: string, data?: unknown, minutesAgo = 0) => ({
  specversion: '1.0',
  id: `e${++count}`,
  source: '/drains',
  type: `cn.jiesu.${type}`,
  subject: device,
  time: new Date(jiesu.clock.now().getTime() - minutesAgo * 60_000).toISOString(),
  ...(data !== undefined && { data }),
})
const one = (event: unknown) => send({ 'content-type': 'application/cloudevents+json' }, JSON.stringify(event))
const batch = (events: unknown[]) =>
  send({ 'content-type': 'application/cloudevents-batch+json' }, JSON.stringify(events))

const signals = async (filter = '{}', token = desk.token) => {
  const query = `{ signals(filter: ${filter}, first: 50) { edges { node { ${SIGNAL} } } } }`
  const { data } = await jiesu.ask<{ signals: { edges: { node: Signal }[] } }>(query, {}, token)
  return data.signals.edges.map(({ node }) => node)
}
const signalOf = (device: string, wanted: (signal: Signal) => boolean) =>
  until(`the signal of ${device}`, async () =>
    (await signals()).find((found) => found.device === device && wanted(found)),
  )
const told = (id: string) => announced.filter(({ subject }) => subject === id).map(({ event }) => event.name)

/** A point in the middle of a street. */
function pointIn(streetId: string) {
  const ring = jiesu.city.registers.gazetteer.streets.get(streetId)?.boundary ?? []
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length
  return { latitude: mean(1), longitude: mean(0) }
}

describe('a manhole', () => {
  const device = 'manhole-0042'

  it('reports that it is open: one signal, on its street', async () => {
    const event = happened(device, 'manhole.open', pointIn('gh-jianguo'), 55)
    expect(await one(event)).toMatchObject({
      status: 200,
      answer: { received: true, events: [{ source: '/drains', id: event.id, outcome: 'accepted', known: true }] },
    })
    const signal = await signalOf(device, () => true)
    expect(signal).toMatchObject({
      name: '井盖打开',
      state: 'OPEN',
      severity: 'HIGH',
      place: { streetName: '建国街道' },
    })
  })

  it('repeats it fifty times, some of them twice and out of order: the same signal', async () => {
    const repeats = Array.from({ length: 50 }, (_, index) => happened(device, 'manhole.open', undefined, 53 - index))
    const answers = await Promise.all(
      [repeats.slice(25), repeats.slice(0, 25), repeats.slice(10, 40)].map((events) => batch(events)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const outcomes = answers.flatMap(({ answer }) => answer?.events ?? []).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(50)
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(30)
    const signal = await signalOf(device, ({ reports }) => reports === 51)
    expect(await signals()).toHaveLength(1)
    expect(told(signal.id)).toEqual(['signal.found'])
  })

  it('is closed again: the signal clears', async () => {
    await one(happened(device, 'manhole.closed'))
    const signal = await signalOf(device, ({ state }) => state === 'CLEARED')
    expect(signal).toMatchObject({ reports: 51, episodes: 1, clearedAt: expect.any(String) })
    expect(told(signal.id)).toEqual(['signal.found', 'signal.cleared'])
  })

  it('nobody is written to, no ticket is opened, and the outbox runs empty', async () => {
    expect(await desk.newest('device')).toEqual([])
    const { connection } = jiesu.city.db
    for (const name of ['notices', 'citizens']) expect(await connection.collection(name).countDocuments()).toBe(0)
    await until('an empty outbox', async () => {
      const waiting = await jiesu.city.db.of(signalRecord).countDocuments({ 'outbox.0': { $exists: true } })
      return waiting === 0
    })
  })
})

describe('the three modes', () => {
  it('binary: the attributes are headers', async () => {
    const event = happened('tap-1', 'water.pressure')
    const { specversion, id, source, type, subject, time } = event
    const headers = {
      'content-type': 'application/json',
      'ce-specversion': specversion,
      'ce-id': id,
      'ce-source': source,
      'ce-type': type,
      'ce-subject': subject,
      'ce-time': time,
    }
    const answer = await send(headers, '{"pressure":0.04}')
    expect(answer).toMatchObject({ status: 200, answer: { events: [{ outcome: 'accepted', known: true }] } })
    expect(await signalOf('tap-1', () => true)).toMatchObject({ severity: 'HIGH', lastValue: 0.04, unit: 'MPa' })
    // The same event in another mode is the same event.
    expect(await one({ ...event, data: { pressure: 0.04 } })).toMatchObject({
      answer: { events: [{ outcome: 'duplicate' }] },
    })
  })

  it('a batch that is bad in parts: what can be taken is taken, the answer tells each', async () => {
    const good = happened('road-9', 'water.level', { level: 0.3 })
    const events = [
      good,
      { ...happened('road-9', 'water.level', { level: 0.3 }), specversion: '0.3' },
      { ...happened('road-9', 'water.level', { level: 0.3 }), source: '/elsewhere' },
      'no event',
      happened('bench-2', 'bench.warm', { warm: true }),
      { ...good, data: { level: 0.9 } },
    ]
    const { status, answer } = await batch(events)
    expect(status).toBe(200)
    expect(answer?.events).toMatchObject([
      { id: good.id, outcome: 'accepted', known: true },
      { outcome: 'refused', reason: expect.stringContaining('specversion') },
      { outcome: 'refused', reason: expect.stringContaining('来源') },
      { outcome: 'refused' },
      { outcome: 'accepted', known: false },
      { id: good.id, outcome: 'conflict' },
    ])
    const again = await batch(events)
    expect(again.answer?.events.filter(({ outcome }) => outcome === 'accepted')).toEqual([])
    expect(await signalOf('road-9', () => true)).toMatchObject({ lastValue: 0.3, reports: 1 })
    expect((await signals()).some(({ device }) => device === 'bench-2')).toBe(false)
  })

  it('a batch of which nothing can be taken is 400, an empty one is fine', async () => {
    expect(await batch([{}, 5])).toMatchObject({ status: 400, answer: { received: false } })
    expect(await batch([])).toMatchObject({ status: 200, answer: { received: true } })
  })

  it("the key of one source is no other's; the platform's speaks for all", async () => {
    const event = JSON.stringify({ ...happened('x', 'power.outage'), source: '/power' })
    const headers = { 'content-type': 'application/cloudevents+json' }
    expect(await send(headers, event)).toMatchObject({ status: 403 })
    expect(await send(headers, event, 'demo-device-key')).toMatchObject({ status: 200 })
  })
})

describe('staff', () => {
  const open =
    'mutation ($id: ID!) { openTicketFromSignal(id: $id) { number channel text category { l1 l2 l3 } place { streetName } } }'
  interface Opened {
    openTicketFromSignal: { number: string; text: string }
  }

  it('see what is open, on a street, of a condition', async () => {
    await one(happened('manhole-7', 'manhole.open', pointIn('gh-jianguo')))
    await signalOf('manhole-7', () => true)
    expect((await signals('{ states: [OPEN], streetId: "gh-jianguo" }')).map(({ device }) => device)).toEqual([
      'manhole-7',
    ])
    expect((await signals('{ states: [CLEARED] }')).map(({ device }) => device)).toEqual(['manhole-0042'])
    expect((await signals('{ condition: "water.level" }')).map(({ device }) => device)).toEqual(['road-9'])
  })

  it('page through them', async () => {
    const seen: string[] = []
    for (let after = ''; ;) {
      const page: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } =
        await desk.ask(
          'query ($after: String) { signals(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
          { after: after || null },
          'signals',
        )
      seen.push(...page.edges.map(({ node }) => node.id))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(seen).toEqual((await signals()).map(({ id }) => id))
  })

  it('open one ticket from a signal, however often they press', async () => {
    const { id } = await signalOf('manhole-7', () => true)
    const pressed = await Promise.all([1, 2, 3].map(() => jiesu.ask<Opened>(open, { id }, desk.token)))
    const numbers = new Set(pressed.map(({ data }) => data.openTicketFromSignal.number))
    expect(numbers.size).toBe(1)
    const [number = ''] = numbers
    expect(pressed[0]?.data.openTicketFromSignal).toMatchObject({
      channel: 'device',
      category: { l1: '城乡建设', l2: '市政设施', l3: '井盖雨箅' },
      place: { streetName: '建国街道' },
      text: expect.stringMatching(/^感知设备 manhole-7 报告井盖打开/),
    })
    expect((await signalOf('manhole-7', ({ tickets }) => tickets.length > 0)).tickets).toEqual([number])
    const ticket = await desk.sees(number, (found) => found.state === 'DISPATCHED')
    expect(ticket.organ?.id).toBe('gh-jianguo')
  })

  it('and another one when that is closed and it still reports', async () => {
    const { id, tickets } = await signalOf('manhole-7', () => true)
    const [first = ''] = tickets
    await desk.sign(first)
    await desk.reply(first, '井盖已盖好，请放心。')
    await desk.close(first)
    const { data } = await jiesu.ask<Opened>(open, { id }, desk.token)
    expect(data.openTicketFromSignal.number).not.toBe(first)
    expect((await signalOf('manhole-7', () => true)).tickets).toEqual([first, data.openTicketFromSignal.number])
  })

  it('a handler sees their own street and no other, an analyst opens nothing, a citizen sees nothing', async () => {
    const own = await jiesu.signIn('gh-jianguo')
    const stranger = await jiesu.signIn('gh-xinhua')
    const { id } = await signalOf('manhole-7', () => true)
    expect((await signals('{}', own)).map(({ device }) => device)).toContain('manhole-7')
    expect(await signals('{ streetId: "gh-jianguo" }', stranger)).toEqual([])
    const code = async (token?: string) => (await jiesu.ask(open, { id }, token)).errors?.[0]?.extensions?.code
    expect(await code(stranger)).toBe('NOT_FOUND')
    expect(await code(await jiesu.signIn('analyst'))).toBe('FORBIDDEN')
    expect(await code()).toBe('UNAUTHENTICATED')
    expect((await jiesu.ask('{ signals { edges { node { id } } } }')).errors?.[0]?.extensions?.code).toBe(
      'UNAUTHENTICATED',
    )
  })
})

describe('the shape', () => {
  it('of what is stored is that of the model', async () => {
    const { connection } = jiesu.city.db
    const { collection, schema } = signalRecord
    const model = connection.models[collection] ?? connection.model(collection, schema, collection)
    const found = await connection.collection(collection).find().toArray()
    expect(found.length).toBeGreaterThan(3)
    for (const signal of found) await expect(new model(signal).validate()).resolves.toBeUndefined()
  })
})
