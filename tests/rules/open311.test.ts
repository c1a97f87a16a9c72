import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { localInstant, readInstant } from '../../api/open/dates.rules.ts'
import { render, renderRows } from '../../api/open/format.rules.ts'
import { readPost } from '../../api/open/post.rules.ts'
import { publicText } from '../../api/open/public-text.rules.ts'
import { readQuery } from '../../api/open/query.rules.ts'
import { Refusal } from '../../api/open/refusal.ts'
import {
  SERVICES,
  SERVICES_CHANGESET,
  definitionView,
  serviceByCode,
  serviceOf,
  serviceView,
} from '../../api/open/services.rules.ts'
import { requestView } from '../../api/open/view.rules.ts'
import type { PublicTicket } from '../../schema/ticket/public.rules.ts'
import { demoRegisters } from '../support/demo-registers.ts'
import { faultsOf } from '../support/open311-schemas.ts'

const NOW = new Date('2026-11-25T04:00:00Z')
const { gazetteer } = demoRegisters()
const MANHOLE = serviceOf({ l1: '城乡建设', l2: '市政设施', l3: '井盖雨箅' })?.code ?? ''

/** The problems of a refused reading as `code description`; empty when it was taken. */
function refused(read: () => unknown): string[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.problems.map(({ code, description }) => `${code} ${description}`)
  }
}

describe('services', () => {
  it('are the public matters, each with a code that its path alone decides', () => {
    expect(SERVICES.length).toBeGreaterThan(50)
    expect(new Set(SERVICES.map(({ code }) => code)).size).toBe(SERVICES.length)
    expect(MANHOLE).toBe('sa9fbf9c0')
    expect(serviceByCode(MANHOLE)).toMatchObject({ name: '井盖雨箅', matter: { l1: '城乡建设' } })
  })

  it('a ticket that fits no leaf belongs to the branch, one of another matter to none', () => {
    expect(serviceOf({ l1: '城乡建设', l2: '市政设施' })?.name).toBe('市政设施（其他）')
    expect(serviceOf({ l1: '劳动和社会保障', l2: '工资报酬', l3: '拖欠工资' })).toBeUndefined()
    expect(serviceOf({ l1: '城乡建设', l2: '供水', l3: '报装收费' })).toBeUndefined()
    expect(serviceOf({ l1: '待分类' })).toBeUndefined()
  })

  it('list and definitions are as the specification has them', () => {
    expect(faultsOf('services', SERVICES.map(serviceView))).toEqual([])
    for (const service of SERVICES) expect(faultsOf('definition', definitionView(service))).toEqual([])
  })

  it('the changeset is of the day they last changed: when this fails, set both', () => {
    const content = JSON.stringify([SERVICES.map(serviceView), SERVICES.map(definitionView)])
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 12)
    expect({ [SERVICES_CHANGESET]: digest }).toEqual({ '2026-11-25 00:00': '1089e224b072' })
  })
})

describe('dates', () => {
  it.each([
    ['2026-11-25T08:30:00+08:00', '2026-11-25T00:30:00.000Z'],
    ['2026-11-25T08:30:00 08:00', '2026-11-25T00:30:00.000Z'],
    ['2026-11-25T00:30:00Z', '2026-11-25T00:30:00.000Z'],
    ['2026-11-25T08:30', '2026-11-25T00:30:00.000Z'],
    ['2026-11-25', '2026-11-24T16:00:00.000Z'],
    ['2026-02-31', undefined],
    ['25.11.2026', undefined],
    ['1764000000', undefined],
    ['', undefined],
  ])('%s is %s', (text, wanted) => {
    expect(readInstant(text)?.toISOString()).toBe(wanted)
  })

  it('go out in the time of the city, with its offset', () => {
    expect(localInstant(new Date('2026-11-25T16:30:01.999Z'))).toBe('2026-11-26T00:30:01+08:00')
  })
})

describe('filters', () => {
  const read = (query: string) => readQuery(new URLSearchParams(query), NOW)
  const span = (query: string) => {
    const found = read(query)
    return 'from' in found ? [found.from.toISOString(), found.to.toISOString()] : []
  }

  it('without any: the latest 90 days, the first 1,000', () => {
    expect(read('')).toEqual({ from: new Date('2026-08-27T04:00:00Z'), to: NOW, skip: 0, limit: 1000 })
    expect(read('start_date=&end_date=&status=&service_code=')).toEqual(read(''))
  })

  it.each([
    ['start_date=2026-11-01T00:00:00Z', ['2026-11-01T00:00:00.000Z', '2026-11-25T04:00:00.000Z']],
    ['start_date=2026-01-01T00:00:00Z', ['2026-01-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']],
    ['end_date=2026-04-01T00:00:00Z', ['2026-01-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']],
    ['start_date=2026-01-01&end_date=2026-04-01', ['2025-12-31T16:00:00.000Z', '2026-03-31T16:00:00.000Z']],
  ])('%s spans %s', (query, wanted) => {
    expect(span(query)).toEqual(wanted)
  })

  it('numbers override everything else, even what is wrong', () => {
    const query = 'service_request_id=1, 2,,3&service_request_id=4&status=lost&start_date=x'
    expect(read(query)).toEqual({ numbers: ['1', '2', '3', '4'] })
  })

  it.each([
    ['status=open', false],
    ['status=closed', true],
    ['status=open,closed', undefined],
  ])('%s', (query, closed) => {
    const found = read(query)
    expect('closed' in found ? found.closed : undefined).toBe(closed)
  })

  it('pages of a size', () => {
    expect(read('page=3&page_size=20')).toMatchObject({ skip: 40, limit: 20 })
  })

  it.each([
    ['start_date=2026-01-01&end_date=2026-04-02', /90/],
    ['start_date=2026-02-01&end_date=2026-01-01', /早于/],
    ['start_date=yesterday', /start_date/],
    ['status=lost', /status/],
    ['page=0', /page /],
    ['page_size=1001', /page_size/],
    ['page=1000&page_size=1000', /翻页过深/],
    [`service_request_id=${'1,'.repeat(1001)}`, /至多/],
  ])('%s is refused', (query, why) => {
    expect(refused(() => read(query)).join()).toMatch(why)
  })

  it('a service that does not exist is 404, and several faults are told at once', () => {
    expect(refused(() => read('service_code=none'))).toEqual([expect.stringMatching(/^404 /)])
    expect(refused(() => read('status=lost&page=x&start_date=x'))).toHaveLength(3)
  })
})

describe('a post', () => {
  const read = (fields: Record<string, string> | [string, string][]) => readPost(new URLSearchParams(fields), gazetteer)
  const place = { address_string: '建国街道光华路188号' }
  const good = { service_code: MANHOLE, ...place }

  it('becomes a request in words, its answers one a line', () => {
    const posted = read([
      ...Object.entries(good),
      ['api_key', 'secret'],
      ['description', '井盖破了'],
      ['attribute[place_detail]', '公交站\n东侧'],
      ['attribute[noticed_at]', '2026-11-25T08:30:00+08:00'],
      ['first_name', '某'],
      ['last_name', '李'],
      ['media_url', 'https://photos.example/1.jpg'],
    ])
    expect(posted.text).toBe(
      '井盖破了\n具体位置：公交站 东侧\n发现时间：2026-11-25 08:30\n图片链接：https://photos.example/1.jpg',
    )
    expect(posted).toMatchObject({
      category: '城乡建设/市政设施/井盖雨箅',
      form: { name: '李某', address: place.address_string },
    })
    expect(posted.raw).not.toContain('secret')
  })

  it('several values where several are asked for, in either way of writing', () => {
    const noise = serviceOf({ l1: '环境保护', l2: '噪声污染', l3: '施工噪声' })?.code ?? ''
    const fields: [string, string][] = [
      ['service_code', noise],
      ['address_id', 'gh-jianguo'],
      ['attribute[hours][]', 'evening'],
      ['attribute[hours][]', 'night'],
    ]
    expect(read(fields).text).toContain('发生时段：晚上（18–22 时）、夜间（22–6 时）')
    expect(read(fields).form['address']).toBe('光华区建国街道')
  })

  it('without a description says what service it is about; empty fields count as not given', () => {
    expect(read({ ...good, description: ' ', phone: '', lat: '', 'attribute[place_detail]': '' }).text).toBe(
      '反映：井盖雨箅',
    )
  })

  it.each([
    ['account_id', { account_id: 'u1', phone: '13800138000', device_id: 'd' }, 'u1'],
    ['phone', { phone: '13800138000', device_id: 'd' }, '13800138000'],
    ['device_id', { device_id: 'd' }, 'd'],
    ['nothing', {}, undefined],
  ])('is recognised by %s', (_, fields, person) => {
    expect(read({ ...good, ...fields }).person).toBe(person)
  })

  it.each([
    [{ service_code: '' }, /^400 缺少 service_code/],
    [{ service_code: 'none' }, /^404 /],
    [{ address_string: '' }, /^400 缺少地点/],
    [{ lat: '39.9' }, /一起给/],
    [{ lat: 'north', long: '116' }, /十进制/],
    [{ lat: '91', long: '116' }, /十进制/],
    [{ address_string: '', lat: '31.2', long: '121.4' }, /不在本市/],
    [{ address_id: 'nowhere' }, /address_id/],
    [{ media_url: 'file:///etc/passwd' }, /media_url/],
    [{ email: 'nobody' }, /email/],
    [{ phone: 'call me' }, /phone/],
    [{ description: '字'.repeat(4001) }, /4000/],
    [{ 'attribute[none]': '1' }, /没有属性 none/],
    [{ 'attribute[noticed_at]': 'yesterday' }, /noticed_at/],
    [{ 'attribute[contact_wish]': 'toString' }, /contact_wish/],
  ])('%o is refused', (fields, why) => {
    expect(refused(() => read({ ...good, ...fields })).join()).toMatch(why)
  })

  it('tells everything that is wrong at once', () => {
    expect(refused(() => read({ service_code: MANHOLE, email: 'x', phone: 'x', media_url: 'x' }))).toHaveLength(4)
  })
})

describe('words for everybody', () => {
  it.each([
    ['请联系13800138000', '138****8000'],
    ['电话010-66668888转一', '***'],
    ['发到 someone@mail.example 即可', '***'],
    ['我叫李某某，井盖坏了', '我叫***，井盖坏了'],
    ['住光华小区3号楼2单元501室，楼下', '住光华小区***，楼下'],
    ['见https://photos.example/1.jpg，请看', '***'],
    ['微信号：abc_12345', '微信号：***'],
    ['光华路188号门口井盖坏了', '光华路188号门口井盖坏了'],
    ['2026-11-25 08:30 发现', '2026-11-25 08:30 发现'],
  ])('%s', (text, wanted) => {
    expect(publicText(text)).toContain(wanted)
  })
})

describe('words made to be slow', () => {
  it.each([
    ['letters', 'a'],
    ['digits', '1'],
    ['spaces', ' '],
    ['rooms', '1 '],
    ['mail', 'a@'],
    ['names', '我叫'],
  ])('%s cost no more than others', (_, piece) => {
    const ordinary = shortest(() => publicText('光华路188号门口井盖坏了，'.repeat(308)))
    expect(shortest(() => publicText(piece.repeat(4000 / piece.length)))).toBeLessThan(ordinary * 20)
  })
})

function shortest(work: () => unknown): number {
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...times)
}

describe('a ticket as anybody may see it', () => {
  const ticket: PublicTicket = {
    _id: '20261125-000001',
    channel: 'open311',
    state: 'DISPATCHED',
    kind: 'HELP',
    category: { l1: '城乡建设', l2: '市政设施', l3: '井盖雨箅', confidence: 1 },
    tier: 'ESSENTIAL',
    tierWhy: '',
    urgency: 'NORMAL',
    understoodBy: 'rules-1',
    text: '井盖坏了，我叫李某某',
    place: {
      districtId: 'gh',
      districtName: '光华区',
      streetId: 'gh-jianguo',
      streetName: '建国街道',
      placeName: '光华小区',
      point: { latitude: 39.912345, longitude: 116.412345 },
    },
    organName: '建国街道办事处',
    dispatchReasons: [],
    dueAt: new Date('2026-12-04T04:00:00Z'),
    dueWhy: '一般诉求，7 个工作日内反馈',
    earlierSurveys: [],
    timeline: [],
    createdAt: NOW,
    reopened: 0,
    revision: 1,
  }
  const view = (change: Partial<PublicTicket> = {}) =>
    requestView({ ...ticket, ...change }, gazetteer, true) as Record<string, unknown>

  it('fits the specification in every state', () => {
    expect(faultsOf('requests', [view(), view({ state: 'CLOSED', closedAt: NOW }), view({ place: {} })])).toEqual([])
  })

  it('from an open channel: its words without the person, its point to eleven metres, no estate', () => {
    expect(view()).toMatchObject({
      description: '井盖坏了，我叫***',
      lat: 39.9123,
      long: 116.4123,
      address: '建国街道，光华区',
      status: 'open',
      status_notes: '已派单',
      requested_datetime: '2026-11-25T12:00:00+08:00',
    })
  })

  it.each([
    ['from another channel', { channel: 'wechat' }],
    ['in an emergency', { urgency: 'EMERGENCY' as const }],
    ['of an offence', { kind: 'REPORT' as const }],
  ])('%s the words stay here', (_, change) => {
    expect(view(change)['description']).toBe('井盖雨箅（市民原话不公开）')
  })

  it('without the picture that was sent along', () => {
    expect(view({ text: '井盖坏了\n图片链接：https://photos.example/1.jpg\n地点：光华路' })['description']).toBe(
      '井盖坏了\n地点：光华路',
    )
  })

  it('from another channel without the point that was sent along', () => {
    expect(view({ channel: 'wechat' })).toMatchObject({ lat: null, long: null })
  })

  it('names a place where anybody may go', () => {
    expect(view({ place: { ...ticket.place, placeName: '人民公园' } })['address']).toBe('人民公园，建国街道，光华区')
  })

  it('closed is not solved', () => {
    const survey = { round: 0, solved: 'UNSOLVED' as const, satisfaction: 'BASIC' as const, answeredAt: NOW }
    expect(view({ state: 'CLOSED', closedAt: NOW, survey })).toMatchObject({
      status: 'closed',
      status_notes: '已办结；市民评价：未解决，基本满意',
      extended_attributes: { state: 'CLOSED', resolved: 'UNSOLVED', satisfied: 'BASIC' },
    })
  })
})

describe('the two formats', () => {
  it('follow the Spark convention', () => {
    const value = {
      service_code: 's1',
      attributes: [{ code: 'a', values: [{ key: 'k', name: 'n' }], description: null }],
    }
    expect(render('json', 'service_definition', value)).toBe(JSON.stringify(value))
    expect(render('xml', 'service_definition', value)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<service_definition><service_code>s1</service_code><attributes><attribute>' +
        '<code>a</code><values><value><key>k</key><name>n</name></value></values><description/></attribute></attributes></service_definition>',
    )
  })

  it('XML never breaks on what somebody wrote', () => {
    const text = '<script>&amp;]]>\u0000\u0008\uFFFE\ud800 好😀'
    expect(render('xml', 'errors', [{ code: 400, description: text }])).toContain(
      '<description>&lt;script&gt;&amp;amp;]]&gt; 好😀</description>',
    )
  })

  it('rows one by one are the same as all at once', async () => {
    const rows = [
      { service_request_id: '1', description: null },
      { service_request_id: '2', description: 'a & b' },
    ]
    for (const format of ['xml', 'json'] as const) {
      for (const some of [rows, rows.slice(1), []]) {
        let whole = ''
        for await (const piece of renderRows(format, 'service_requests', stream(some))) whole += piece
        expect(whole.replace('<service_requests></service_requests>', '<service_requests/>')).toBe(
          render(format, 'service_requests', some),
        )
      }
    }
  })
})

async function* stream<T>(values: readonly T[]) {
  yield* values
}
