import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postRequest } from '../../schema/intake/post-request.service.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type TestJiesu, startTestJiesu, until } from '../support/jiesu.ts'
import { type Open311Schema, faultsOf } from '../support/open311-schemas.ts'

const KEY = 'demo-open311-key'

interface Shown {
  service_request_id: string
  status: string
  status_notes: string
  service_code: string
  description: string
  requested_datetime: string
  lat: number | null
  extended_attributes?: Record<string, unknown>
}

let jiesu: TestJiesu
let desk: Desk
beforeAll(async () => {
  jiesu = await startTestJiesu({ env: { SEED_TICKETS: '300' } })
  desk = await openDesk(jiesu)
})
afterAll(() => jiesu.stop())

const at = (path: string) => `${jiesu.url}/open311/v2/${path}`

/** Reads a resource and holds it against the specification. */
async function read<T>(schema: Open311Schema, path: string): Promise<T> {
  const response = await fetch(at(path))
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const value = (await response.json()) as T
  expect(faultsOf(schema, value)).toEqual([])
  return value
}

async function post(fields: Record<string, string>, headers: Record<string, string> = {}, format = 'json') {
  const body = new URLSearchParams(fields)
  return fetch(at(`requests.${format}`), { method: 'POST', body, headers })
}

async function posted(fields: Record<string, string>, headers?: Record<string, string>) {
  const response = await post({ api_key: KEY, ...fields }, headers)
  const value = (await response.json()) as { service_request_id: string; account_id: string | null }[]
  expect([response.status, faultsOf('posted', value)]).toEqual([200, []])
  return value[0]?.service_request_id ?? ''
}

const codeOf = async (name: string) =>
  (await read<{ service_code: string; service_name: string }[]>('services', 'services.json')).find(
    (service) => service.service_name === name,
  )?.service_code ?? ''

describe('an app of somebody else', () => {
  let code = ''
  let number = ''
  const report = {
    description: '井盖破损，路面下陷，我叫李某某，电话13800138000',
    lat: '39.90881',
    long: '116.39742',
    address_string: '建国街道光华路188号门口',
    phone: '13800138000',
    first_name: '某某',
    last_name: '李',
    account_id: 'user-7',
    'attribute[place_detail]': '公交站东侧',
  }

  it('finds the city and its services', async () => {
    const discovery = await read<{ endpoints: { url: string; type: string }[] }>('discovery', 'discovery.json')
    expect(discovery.endpoints).toMatchObject([{ url: `${jiesu.url}/open311/v2`, type: 'test' }])
    code = await codeOf('井盖雨箅')
    await read('definition', `services/${code}.json`)
  })

  it('reports, and has a number at once', async () => {
    const { streets } = jiesu.city.registers.gazetteer
    const [longitude, latitude] = centre(streets.get('gh-jianguo')?.boundary ?? [])
    Object.assign(report, { lat: String(latitude), long: String(longitude) })
    number = await posted({ service_code: code, jurisdiction_id: 'lancheng.example', ...report })
    expect(number).toMatch(/^\d{8}-\d{6}$/)
  })

  it('the report is a ticket like any other, of the service that was chosen', async () => {
    const ticket = await desk.sees(number, (found) => found.state === 'DISPATCHED')
    expect(ticket).toMatchObject({
      channel: 'open311',
      category: { l1: '城乡建设', l2: '市政设施', l3: '井盖雨箅', confidence: 1 },
      place: { streetName: '建国街道' },
      organ: { id: 'gh-jianguo' },
    })
    expect(ticket.text).toContain('具体位置：公交站东侧')
  })

  it('the same report again is the same number, with a key or within ten minutes', async () => {
    expect(await posted({ service_code: code, ...report, jurisdiction_id: 'lancheng.example' })).toBe(number)
    const key = { 'idempotency-key': 'a-key-of-the-app' }
    const other = { service_code: code, address_id: 'gh-jianguo', description: '井盖响' }
    const again = await Promise.all([posted(other, key), posted(other, key), posted(other, key)])
    expect(new Set(again).size).toBe(1)
    const conflict = await post({ api_key: KEY, ...other, description: '别的事情' }, key)
    expect([conflict.status, await conflict.json()]).toEqual([400, [{ code: 409, description: expect.any(String) }]])
    jiesu.clock.move({ minutes: 21 })
    const later = await posted({ service_code: code, ...report, jurisdiction_id: 'lancheng.example' })
    expect(later).not.toBe(number)
  })

  it('follows it until it is closed, and sees what the citizen thought of it', async () => {
    const look = async () => (await read<Shown[]>('requests', `requests/${number}.json?extensions=true`))[0]
    expect(await look()).toMatchObject({ status: 'open', extended_attributes: { state: 'DISPATCHED', resolved: null } })
    await desk.sign(number)
    expect(await look()).toMatchObject({ status: 'open', extended_attributes: { state: 'SIGNED' } })
    await desk.reply(number, '井盖已更换，路面已修复。')
    await desk.close(number)
    expect(await look()).toMatchObject({ status: 'closed', status_notes: '已办结' })
    const answer = `mutation ($input: SurveyAnswerInput!) { answerSurvey(input: $input) { solved } }`
    const input = { number, phone: '13800138000', solved: 'SOLVED', satisfaction: 'SATISFIED' }
    await jiesu.ask(answer, { input })
    expect(await look()).toMatchObject({
      status: 'closed',
      status_notes: '已办结；市民评价：已解决，满意',
      extended_attributes: { resolved: 'SOLVED', satisfied: 'SATISFIED' },
    })
  })

  it('shows nothing that points at a person', async () => {
    const text = await (await fetch(at(`requests/${number}.json?extensions=true`))).text()
    for (const secret of ['13800138000', '李某某', 'user-7', 'demo-app']) expect(text).not.toContain(secret)
    expect(text).toContain('井盖破损')
  })
})

describe('what others reported', () => {
  it('lists public matters only, newest first, at most as many as asked for', async () => {
    const all = await read<Shown[]>('requests', 'requests.json')
    expect(all.length).toBeGreaterThan(20)
    const numbers = all.map((request) => request.service_request_id)
    expect(numbers).toEqual(numbers.toSorted().toReversed())
    const pages = await Promise.all(
      [1, 2].map((page) => read<Shown[]>('requests', `requests.json?page=${page}&page_size=7`)),
    )
    expect(pages.flat().map((request) => request.service_request_id)).toEqual(numbers.slice(0, 14))
  })

  it('the words of citizens who wrote to the hotline stay there', async () => {
    const wechat = jiesu.phone('wechat', 'oOpen3110000000000000001')
    await wechat.write('建国街道光华小区3号楼门口路灯不亮，请来修')
    const number = /\d{8}-\d{6}/.exec((await wechat.hears(/已受理/)).text)?.[0] ?? ''
    const [shown] = await read<Shown[]>('requests', `requests.json?service_request_id=${number}`)
    expect(shown).toMatchObject({ description: '路灯照明（市民原话不公开）', lat: null, status: 'open' })
  })

  it('filters by service, state and time; numbers override', async () => {
    const code = await codeOf('路灯照明')
    const lamps = await read<Shown[]>('requests', `requests.json?service_code=${code}`)
    expect(lamps.length).toBeGreaterThan(0)
    expect(new Set(lamps.map((request) => request.service_code))).toEqual(new Set([code]))
    const both = await read<Shown[]>('requests', `requests.json?service_code=${code},${await codeOf('井盖雨箅')}`)
    expect(both.length).toBeGreaterThan(lamps.length)
    const order = both.map((request) => request.service_request_id)
    const times = both.map((request) => request.requested_datetime)
    expect(times).toEqual(times.toSorted().toReversed())
    const second = `requests.json?service_code=${code},${await codeOf('井盖雨箅')}&page=2&page_size=2`
    expect((await read<Shown[]>('requests', second)).map((request) => request.service_request_id)).toEqual(
      order.slice(2, 4),
    )
    const codes = (await read<{ service_code: string }[]>('services', 'services.json')).map((one) => one.service_code)
    const many = await read<Shown[]>('requests', `requests.json?service_code=${codes.join(',')}`)
    expect(many).toEqual(await read('requests', 'requests.json'))
    const closed = await read<Shown[]>('requests', 'requests.json?status=closed')
    expect(new Set(closed.map((request) => request.status))).toEqual(new Set(['closed']))
    const ids = lamps.map((request) => request.service_request_id)
    const found = await read<Shown[]>(
      'requests',
      `requests.json?service_request_id=${ids.join(',')},none&status=closed`,
    )
    expect(found.map((request) => request.service_request_id).toSorted()).toEqual(ids.toSorted())
    expect(await read<Shown[]>('requests', 'requests.json?start_date=2020-01-01&end_date=2020-02-01')).toEqual([])
  })

  it('the XML says the same as the JSON', async () => {
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'request' })
    for (const query of ['page_size=25&extensions=true', 'page_size=1', 'start_date=2020-01-01&end_date=2020-02-01']) {
      const response = await fetch(at(`requests.xml?${query}`))
      expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
      const text = await response.text()
      expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/)
      const rows = (parser.parse(text) as { service_requests: { request: unknown[] } | '' }).service_requests
      const json = (await (await fetch(at(`requests.json?${query}`))).json()) as unknown[]
      expect(rows === '' ? [] : rows.request).toEqual(json.map(asText))
    }
  })
})

describe('refusals', () => {
  const good = { service_code: '', address_id: 'gh-jianguo', description: '井盖响，请来看看' }

  it.each([
    ['GET', 'nothing.json', 404],
    ['GET', 'services/none.json', 404],
    ['GET', 'requests/none.json', 404],
    ['GET', 'tokens/none.json', 404],
    ['GET', 'tokens.json', 404],
    ['GET', 'requests/1/2.json', 404],
    ['GET', 'services.json?jurisdiction_id=elsewhere.example', 404],
    ['GET', 'requests.json?service_code=none', 404],
    ['GET', 'requests.json?status=lost', 400],
    ['GET', 'requests.json?start_date=2026-01-01&end_date=2026-06-01', 400],
    ['DELETE', 'requests/1.json', 400],
    ['POST', 'services.json', 400],
    ['GET', 'services', 400],
    ['GET', 'services.html', 400],
    ['GET', '', 400],
  ])('%s %s is %i, in the format asked for', async (method, path, status) => {
    const response = await fetch(at(path), { method })
    expect(response.status).toBe(status)
    const text = await response.text()
    if (path.includes('.json')) return expect(faultsOf('errors', JSON.parse(text))).toEqual([])
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    expect(text).toMatch(/<errors><error><code>400<\/code><description>[^<]+<\/description><\/error><\/errors>$/)
  })

  it('no key and a wrong key are 403, in either format', async () => {
    const fields = { ...good, service_code: await codeOf('井盖雨箅') }
    for (const key of [{}, { api_key: '' }, { api_key: 'demo-open311-kex' }] as Record<string, string>[]) {
      expect((await post({ ...fields, ...key })).status).toBe(403)
      const xml = await post({ ...fields, ...key }, {}, 'xml')
      expect([xml.status, await xml.text()]).toEqual([403, expect.stringContaining('<code>403</code>')])
    }
  })

  it('what is no form, too large or not text is 400, and the code says which', async () => {
    const code = async (init: RequestInit) => {
      const response = await fetch(at('requests.json'), { method: 'POST', ...init })
      return [response.status, ((await response.json()) as { code: number }[])[0]?.code]
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(await code({ body: '{}', headers: { 'content-type': 'application/json' } })).toEqual([400, 415])
    expect(await code({ body: 'a='.padEnd(70_000, 'x'), headers })).toEqual([400, 413])
    expect(await code({ body: 'a=1&'.repeat(500), headers })).toEqual([400, 400])
    expect(await code({ body: new Uint8Array([0x61, 0x3d, 0xff, 0xfe]), headers })).toEqual([400, 400])
  })

  it('any web page may read, none may post for its visitor', async () => {
    expect((await fetch(at('services.json'))).headers.get('access-control-allow-origin')).toBe('*')
    const preflight = await fetch(at('requests.json'), { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).not.toContain('POST')
    expect((await post(good)).headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a slow store', () => {
  it('gives a token, behind which the number appears', async () => {
    const request = {
      client: 'demo-app',
      text: '井盖丢失，请来处理',
      category: '城乡建设/市政设施/井盖雨箅',
      form: { address: '建国街道光华路' },
      raw: 'slow',
    }
    const trouble: unknown[] = []
    const { token, ticket } = await postRequest(jiesu.city, request, 0, (error) => trouble.push(error))
    expect(ticket).toBeUndefined()
    const number = await until('the number', async () => {
      const [row] = await read<{ service_request_id: string | null; token: string }[]>('token', `tokens/${token}.json`)
      expect(row?.token).toBe(token)
      return row?.service_request_id
    })
    expect(await desk.ticket(number)).toMatchObject({ channel: 'open311' })
    expect(trouble).toEqual([])
    expect(await (await fetch(at(`tokens/${token}.xml`))).text()).toContain(
      `<service_requests><request><service_request_id>${number}</service_request_id><token>${token}</token></request>`,
    )
  })

  it('loses nothing when it breaks after the report was stored', async () => {
    const request = {
      client: 'demo-app',
      text: '路灯不亮，请来修理',
      category: '城乡建设/市政设施/路灯照明',
      form: { address: '建国街道光华路' },
      raw: 'broken',
    }
    const trouble: unknown[] = []
    const broken = { ...jiesu.city, registers: undefined as never }
    const { token, ticket } = await postRequest(broken, request, 3000, (error) => trouble.push(error))
    expect([ticket, trouble.length]).toEqual([undefined, 1])
    const number = await until('the number', async () => {
      const [row] = await read<{ service_request_id: string | null }[]>('token', `tokens/${token}.json`)
      return row?.service_request_id
    })
    expect(await desk.ticket(number)).toMatchObject({ channel: 'open311', category: { l3: '路灯照明', confidence: 1 } })
  })

  it('a HEAD is answered, and whoever goes away half-way holds nothing up', async () => {
    expect((await fetch(at('requests.json'), { method: 'HEAD' })).status).toBe(200)
    const gone = new AbortController()
    const response = await fetch(at('requests.json'), { signal: gone.signal })
    await response.body?.getReader().read()
    gone.abort()
    expect((await fetch(at('requests.json?page_size=1'))).status).toBe(200)
  })

  it('a message of another channel is no token', async () => {
    const row = await jiesu.city.db.connection.collection('inbox').findOne({ channel: 'wechat' })
    expect((await fetch(at(`tokens/${String(row?._id)}.json`))).status).toBe(404)
  })
})

describe('the README', () => {
  it('says nothing that does not work', async () => {
    const readme = readFileSync('api/open/README.md', 'utf8')
    const lines = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
    const script = lines
      .join('')
      .replace('http://127.0.0.1:4000', jiesu.url)
      .replaceAll(/^curl -s/gm, 'curl -sSf')
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { timeout: 15_000 })
    expect(stdout).toContain('<specification>http://wiki.open311.org/GeoReport_v2</specification>')
    expect(stdout).toContain('<service_definition>')
    expect(stdout).toMatch(/\[\{"service_request_id":"\d{8}-\d{6}","service_notice":"[^"]+","account_id":null\}\]/)
    expect(stdout).toContain('"extended_attributes":{"state":"')
  })
})

describe('the door', () => {
  it('can be closed', async () => {
    const closed = await startTestJiesu({ parts: ['api'], env: { OPEN311_KEYS: 'off' } })
    expect((await fetch(`${closed.url}/open311/v2/services.json`)).status).toBe(404)
    await closed.stop()
  })
})

/** Every value as XML has it: text. */
function asText(value: unknown): unknown {
  if (value === null) return ''
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asText(part)]))
}

function centre(ring: readonly (readonly [number, number])[]): [number, number] {
  const sum = ring.reduce(([x, y], [lng, lat]) => [x + lng, y + lat], [0, 0])
  return [(sum[0] ?? 0) / ring.length, (sum[1] ?? 0) / ring.length]
}
