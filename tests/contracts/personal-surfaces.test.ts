import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportTickets } from '../../schema/exchange/export.service.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import { openDesk } from '../support/desk.ts'
import type { Phone } from '../support/phone.ts'
import { fieldQueries } from '../support/whole-query.ts'

/** What must be seen by nobody who does not ask for it with a reason; each is made up and stands nowhere else. */
const CANARIES = {
  name: '魏长林',
  phone: '18612345678',
  spoken: '幺八七零零零零幺幺幺幺',
  residentId: '110101199003077758',
  card: '6222021234567890128',
  plate: '京D88Q21',
  wechat: 'weichanglin1990',
  email: 'wei.changlin@mail.example',
  passport: 'E73519264',
  room: '1704',
} as const
const FIRST = `我是住户${CANARIES.name}，住建国街道和平家园7栋3单元${CANARIES.room}，光华路路灯一直不亮，电话${CANARIES.phone}，身份证${CANARIES.residentId}`
const LATER = `补充：我老婆电话${CANARIES.spoken}，微信${CANARIES.wechat}，邮箱${CANARIES.email}，护照${CANARIES.passport}，车${CANARIES.plate}，卡号${CANARIES.card}`

/** Which of them stand in these words in the clear. */
const seenIn = (words: string) =>
  Object.entries(CANARIES).flatMap(([kind, value]) => (words.includes(value) ? [kind] : []))

describe('a citizen’s words with everything personal in them, on every surface', () => {
  let jiesu: TestJiesu
  let phone: Phone
  let number = ''
  beforeAll(async () => {
    jiesu = await startTestJiesu()
    phone = jiesu.phone('wechat', 'oCanary')
    await phone.write(FIRST)
    const desk = await openDesk(jiesu)
    const first = await until('a ticket', async () => {
      const [found] = await desk.newest('wechat')
      return found?.state === 'DISPATCHED' ? found : undefined
    })
    number = first.number
    await phone.write(LATER)
    await desk.sees(number, ({ timeline }) => timeline.some(({ event }) => event === 'supplemented'))
    await until(
      'its topic',
      async () => (await jiesu.city.db.connection.collection('topicTickets').countDocuments()) > 0,
    )
  })
  afterAll(() => jiesu.stop())

  describe.each(['admin', 'clerk', 'analyst', 'gh-jianguo', 'nobody'])('%s', (role) => {
    let answersTo: (queries: readonly string[]) => Promise<string>
    beforeAll(async () => {
      const token = role === 'nobody' ? undefined : await jiesu.signIn(role)
      answersTo = async (queries) =>
        JSON.stringify(await Promise.all(queries.map((query) => jiesu.ask(query, {}, token))))
    })

    it('sees it in no field of the ticket', async () => {
      const text = await answersTo(
        fieldQueries('Ticket', 3).map((field) => `{ ticket(number: "${number}") { ${field} } }`),
      )
      expect(seenIn(text)).toEqual([])
      expect(text.includes('路灯')).toBe(role !== 'nobody')
    })

    it('nor in anything else that can be asked', async () => {
      const text = await answersTo(fieldQueries('Query', 4).map((field) => `{ ${field} }`))
      expect(seenIn(text)).toEqual([])
      expect(text.includes(number)).toBe(role !== 'nobody')
    })
  })

  it('in what the city says to its citizen', async () => {
    expect(seenIn(JSON.stringify(await phone.heard()))).toEqual([])
  })

  it.each(['/open311/v2/requests.json', '/open311/v2/requests.xml', '/livez', '/readyz'])(
    'in nothing that anybody reads: %s',
    async (path) => {
      expect(seenIn(await (await fetch(`${jiesu.url}${path}`)).text())).toEqual([])
    },
  )

  it('in no record of the store, and no key or value of Redis', async () => {
    const { connection } = jiesu.city.db
    const names = (await connection.listCollections()).map(({ name }) => name)
    for (const name of names) {
      expect(seenIn(JSON.stringify(await connection.collection(name).find({}).toArray())), name).toEqual([])
    }
    const redis = new Redis(process.env['TEST_REDIS_URL'] ?? '')
    const keys = await redis.keys('*')
    const values = await Promise.all(
      keys.map(async (key) => ((await redis.type(key)) === 'hash' ? redis.hgetall(key) : redis.type(key))),
    )
    redis.disconnect()
    expect(seenIn(JSON.stringify([keys, values]))).toEqual([])
  })

  it('in no table that is exported', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'canary-'))
    const path = join(folder, 'out.csv')
    await exportTickets(jiesu.city, {
      path,
      layout: 'bureau',
      from: new Date(0),
      to: new Date('2999-01-01'),
      full: false,
    })
    const table = readFileSync(path, 'utf8')
    rmSync(folder, { recursive: true })
    expect(table).toContain('路灯')
    expect(seenIn(table)).toEqual([])
  })
})
