import type { CommandStartedEvent } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    const desk = await openDesk(jiesu)
    await desk.sign(number)
    await desk.reply(number, '已经修好了，请放心。')
    await desk.close(number)
    await phone.tap('已解决')
    await phone.hears(/是否满意/)
    await phone.write('满意')
    await phone.hears(/谢谢您的评价/)
    await phone.write('我的工单')
    await phone.hears(/已办结/)
    await lists(desk.token)
    const handler = await jiesu.signIn('gh-jianguo')
    await lists(handler)
    await jiesu.ask('{ assessment { units { organ { id } score } } }', {}, desk.token)
    await jiesu.ask(`query { trackTicket(number: "${number}", phone: "13800138000") { number } }`)
    await jiesu.ask(
      'mutation { submitRequest(input: { text: "光华路路灯不亮，请来修", phone: "13800138000" }) { number } }',
    )
    await until('a sweep of each kind', async () => seen.size > 20)
    expect(seen.size).toBeGreaterThan(20)
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

  async function lists(token: string): Promise<void> {
    const orders = ['NEWEST', 'OLDEST', 'DUE_FIRST']
    const filters = ['{}', '{ states: [DISPATCHED, SIGNED] }', '{ overdue: true }', '{ organId: "gh-jianguo" }']
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
