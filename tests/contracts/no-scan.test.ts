import type { CommandStartedEvent } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hearAgain } from '../../schema/intake/intake.service.ts'
import { askForHuman } from '../../schema/ticket/citizen-acts.service.ts'
import { ticketRecord } from '../../schema/ticket/ticket.model.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { callCentre, tencentCall } from '../support/call-centre.ts'
import { SIGNATURE_HEADER, signBody } from '../../bot/channels/inbound/hmac.ts'
import { takePhoto } from '../support/photo.ts'
import { openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'

/** Commands that read or write by a filter, and can be explained. */
const EXPLAINED = ['find', 'count', 'distinct', 'aggregate', 'update', 'delete', 'findAndModify']
/** Registers are read whole, once, at start. */
const READ_WHOLE = ['districts', 'streets', 'organs', 'duties', 'calendarYears', 'knowledge', 'installation']

describe('no query on a path of a user scans a collection', () => {
  let jiesu: TestJiesu
  const seen = new Map<string, CommandStartedEvent['command']>()

  beforeAll(async () => {
    jiesu = await startTestJiesu({ env: { SEED_TICKETS: '300' }, driver: 'monitorCommands=true' })
    jiesu.city.db.connection.getClient().on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
      if (!EXPLAINED.includes(commandName) || READ_WHOLE.includes(String(command[commandName]))) return
      seen.set(shapeOf(commandName, command), command)
    })
  })
  afterAll(() => jiesu.stop())

  it('along the journey, the lists, the tracking page and the assessment', async () => {
    const phone = jiesu.phone('wechat', 'oNoScan0000000000000001')
    await phone.write('建国街道光华路井盖坏了，请来修')
    const number = /\d{8}-\d{6}/.exec((await phone.hears(/已受理/)).text)?.[0] ?? ''
    await phone.say({ kind: 'image' })
    const desk = await openDesk(jiesu)
    const photo = await until('the photo', async () => {
      const query = `query ($number: ID!) { ticket(number: $number) { attachments { id } } }`
      return (await desk.ask<{ attachments: { id: string }[] }>(query, { number }, 'ticket')).attachments[0]?.id
    })
    const headers = { authorization: `Bearer ${desk.token}` }
    expect((await fetch(`${jiesu.url}/attachments/${photo}`, { headers })).status).toBe(200)
    await desk.sign(number)
    await desk.reply(number, '已经修好了，请放心。')
    await desk.close(number)
    await phone.tap('已解决')
    await phone.hears(/是否满意/)
    await phone.write('满意')
    await phone.hears(/谢谢您的评价/)
    await phone.write('我的工单')
    await phone.hears(/已办结/)
    await acts(await jiesu.city.db.of(ticketRecord).findOne({ _id: number }))
    const weibo = jiesu.phone('weibo', '2489518270')
    await weibo.say({ kind: 'mention', pushed: false, text: '@澜城12345 建国街道光华路井盖坏了' })
    await weibo.hears(/已收到/)
    await weibo.write('我的工单')
    await weibo.hears(/已受理，工单号/)
    await lists(desk.token)
    await jiesu.ask('{ messagesAside { id } }', {}, desk.token)
    const correct = 'mutation ($number: ID!) { correctTicket(number: $number, field: KIND, value: "HELP") { number } }'
    await jiesu.ask(correct, { number }, desk.token)
    await jiesu.ask('{ drift { month judged confusion { saidName } } }', {}, desk.token)
    await jiesu.ask('{ firstNeeds }')
    const handler = await jiesu.signIn('gh-jianguo')
    await lists(handler)
    await jiesu.ask('{ assessment { units { organ { id } score } } }', {}, desk.token)
    await jiesu.ask(`query { trackTicket(number: "${number}", phone: "13800138000") { number } }`)
    await jiesu.ask(
      'mutation { submitRequest(input: { text: "光华路路灯不亮，请来修", phone: "13800138000" }) { number } }',
    )
    const caller = callCentre(jiesu)
    const tencent = tencentCall('no-scan', '13800138400', jiesu.clock.now())
    await caller.push('asr', tencent.asr('光华路路灯不亮，请来修'))
    await caller.push('cdr', tencent.cdr())
    await caller.push('cdr', { ...tencent.cdr({ EndStatusString: 'ivrGiveUp' }), SessionId: 'no-scan-2' })
    const id = await until('a dropped call', async () => {
      const { data } = await jiesu.ask<{ droppedCalls: { id: string }[] }>('{ droppedCalls { id } }', {}, desk.token)
      return data.droppedCalls[0]?.id
    })
    await jiesu.ask('mutation ($id: ID!) { noteCalledBack(id: $id) { state } }', { id }, desk.token)
    await jiesu.ask(`{ ticket(number: "${number}") { calls { transcript { text } } } }`, {}, desk.token)
    const other = (await jiesu.city.db.of(ticketRecord).findOne({ channel: 'weibo' }))?._id
    const cases = [
      `{ ticket(number: "${number}") { family { count } similar { score } } }`,
      `mutation { joinFamily(number: "${number}", with: "${other}") { family { count } } }`,
      `{ tickets(first: 50) { edges { node { caseCount { count repeats } reveals { at } } } } }`,
      `mutation { leaveFamily(number: "${number}") { family { count } } }`,
      `mutation { keepApart(number: "${number}", other: "${other}") { similar { score } } }`,
    ]
    for (const ask of cases) expect((await jiesu.ask(ask, {}, desk.token)).errors).toBeUndefined()
    await until('a look for overdue calls', async () =>
      [...seen.keys()].some((shape) => shape.includes('"dueAt":{"$lte"')),
    )
    await withPhoto()
    await until('a sweep of each kind', async () => seen.size > 20)
    expect(seen.size).toBeGreaterThan(20)
  })

  it('through Open311', async () => {
    const at = `${jiesu.url}/open311/v2`
    const services = (await (await fetch(`${at}/services.json`)).json()) as { service_code: string }[]
    const codes = services.map((service) => service.service_code)
    const queries = [
      '',
      'status=open',
      'status=closed',
      'page=2&page_size=5',
      'service_request_id=20261125-000001',
      `service_code=${codes[0]}`,
      `service_code=${codes.at(-1)}&status=open`,
      `service_code=${codes.slice(0, 2).join(',')}`,
    ]
    for (const query of queries) expect((await fetch(`${at}/requests.json?${query}`)).status).toBe(200)
    const body = new URLSearchParams({
      api_key: 'demo-open311-key',
      service_code: codes[0] ?? '',
      address_id: 'gh-jianguo',
    })
    expect((await fetch(`${at}/requests.json`, { method: 'POST', body })).status).toBe(200)
    expect((await fetch(`${at}/tokens/none.json`)).status).toBe(404)
  })

  it('along the signals of devices', async () => {
    const token = await jiesu.signIn()
    const event = (type: string) =>
      JSON.stringify({ specversion: '1.0', id: type, source: '/drains', type, subject: 'manhole-1' })
    for (const type of ['cn.jiesu.manhole.open', 'cn.jiesu.manhole.closed']) {
      const body = event(type)
      const headers = {
        'content-type': 'application/cloudevents+json',
        [SIGNATURE_HEADER]: signBody('demo-device-key', Buffer.from(body), jiesu.clock.now()),
      }
      const response = await fetch(`${jiesu.url}/channels/device`, { method: 'POST', headers, body })
      expect(response.status).toBe(200)
    }
    const ids = (filter: string) =>
      jiesu.ask<{ signals: { edges: { cursor: string; node: { id: string } }[] } }>(
        `{ signals(${filter}) { edges { cursor node { id } } } }`,
        {},
        token,
      )
    const [edge] = await until('a signal', async () => {
      const { edges } = (await ids('first: 5')).data.signals
      return edges.length > 0 && edges
    })
    for (const filter of [
      'states: [OPEN]',
      'streetId: "gh-jianguo"',
      'condition: "manhole.cover", states: [CLEARED]',
    ]) {
      await ids(`filter: { ${filter} }, after: "${edge?.cursor}"`)
    }
    await jiesu.ask('mutation ($id: ID!) { openTicketFromSignal(id: $id) { number } }', { id: edge?.node.id }, token)
  })

  it('each of them goes by an index', async () => {
    const { db } = jiesu.city.db.connection
    const scans: string[] = []
    for (const [shape, command] of seen) {
      const answer = await db?.command({ explain: readOf(command), verbosity: 'queryPlanner' })
      if (JSON.stringify(answer).includes('"COLLSCAN"')) scans.push(shape)
    }
    expect(scans).toEqual([])
  })

  /** Asking for a person finds the open ticket of the citizen; a second time it is added to. */
  async function acts(ticket: Ticket | null): Promise<void> {
    const { city } = jiesu
    const act = { citizenKey: ticket?.citizenKey ?? '', at: jiesu.clock.now(), text: '请回电' }
    await askForHuman(city, { ...act, cause: '1' })
    await askForHuman(city, { ...act, cause: '2' })
    expect(await hearAgain(city, 'nothing')).toBe(false)
  }

  async function withPhoto(): Promise<void> {
    const form = 'form-of-the-no-scan-test'
    const body = new Uint8Array(await takePhoto())
    const answer = await fetch(`${jiesu.url}/uploads`, { method: 'POST', headers: { 'x-jiesu-form': form }, body })
    const { uploads } = (await answer.json()) as { uploads: { receipt: string }[] }
    const input = { text: '光华路路灯不亮，请来修', idempotencyKey: form, attachments: [uploads[0]?.receipt] }
    await jiesu.ask('mutation ($input: RequestInput!) { submitRequest(input: $input) { number } }', { input })
  }

  async function lists(token: string): Promise<void> {
    const orders = ['NEWEST', 'OLDEST', 'DUE_FIRST', 'WORK_ORDER']
    const filters = [
      '{}',
      '{ states: [DISPATCHED, SIGNED] }',
      '{ overdue: true }',
      '{ organId: "gh-jianguo" }',
      '{ needsHuman: true }',
      '{ needsReview: true }',
      '{ pledge: LIVABLE }',
    ]
    for (const orderBy of orders) {
      for (const filter of filters) {
        const page = `tickets(filter: ${filter}, orderBy: ${orderBy}, first: 5`
        const { data } = await jiesu.ask<{ tickets: { pageInfo: { endCursor: string | null } } }>(
          `{ ${page}) { count edges { node { number notices { id } } } pageInfo { endCursor } } }`,
          {},
          token,
        )
        const { endCursor } = data.tickets.pageInfo
        if (endCursor) await jiesu.ask(`{ ${page}, after: "${endCursor}") { edges { node { number } } } }`, {}, token)
      }
    }
  }
})

/** The reading half of a command: how it finds what it reads or writes. */
function readOf(command: CommandStartedEvent['command']): Record<string, unknown> {
  const { lsid: _lsid, $db: _db, writeConcern: _concern, ...read } = command
  if (read['findAndModify']) {
    return { find: read['findAndModify'], filter: read['query'], ...(read['sort'] && { sort: read['sort'] }) }
  }
  const [update] = (read['updates'] ?? read['deletes'] ?? []) as { q: unknown }[]
  return update ? { find: read['update'] ?? read['delete'], filter: update.q } : read
}

/** The command without its values: one of each shape is enough. */
function shapeOf(name: string, command: CommandStartedEvent['command']): string {
  const parts = [
    command['filter'],
    command['query'],
    command['q'],
    command['pipeline'],
    command['updates'],
    command['sort'],
  ]
  const shape = JSON.stringify(parts, (_key, value: unknown) =>
    typeof value === 'string' && !value.startsWith('$') ? '…' : typeof value === 'number' ? 0 : value,
  )
  return `${name} ${String(command[name])} ${shape}`
}
