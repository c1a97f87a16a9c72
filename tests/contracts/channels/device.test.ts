import { describe, expect, it } from 'vitest'
import { createDeviceChannel } from '../../../bot/channels/device/channel.ts'
import { signedBytes } from '../../../bot/channels/device/content-mode.ts'
import { SIGNATURE_HEADER, signBody } from '../../../bot/channels/inbound/hmac.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'

const NOW = new Date('2026-11-30T01:00:00Z')
const channel = createDeviceChannel({
  sources: { '/water': 'key-water', '/power': ['key-power', 'key-old'], '*': 'key-all' },
})

const STRUCTURED = { 'content-type': 'application/cloudevents+json' }
const BATCH = { 'content-type': 'application/cloudevents-batch+json' }
const event = { specversion: '1.0', id: '1', source: '/water/pump-3', type: 'cn.jiesu.water.leak' }

function request(headers: Record<string, string>, body: unknown, key = 'key-water'): RawRequest {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const raw: RawRequest = { method: 'POST', query: {}, headers, body: bytes, receivedAt: NOW }
  const signed = headers['ce-specversion'] ? signedBytes(raw) : bytes
  return { ...raw, headers: { ...headers, [SIGNATURE_HEADER]: signBody(key, signed, NOW) } }
}

/** What the door makes of a request: the messages, or the status it is refused with. */
function hear(raw: RawRequest): InboundMessage[] | number {
  const verified = channel.verify(raw)
  if (!verified.ok) return verified.status
  try {
    return channel.parse(verified.body, raw)
  } catch (error) {
    if (error instanceof DomainError) return 400
    throw error
  }
}

describe('one event', () => {
  it.each([
    ['specversion 0.3', { specversion: '0.3' }],
    ['no id', { id: undefined }],
    ['an empty id', { id: '' }],
    ['no source', { source: undefined }],
    ['a source with a space', { source: '/water 3' }],
    ['no type', { type: undefined }],
    ['a time that is none', { time: 'yesterday' }],
    ['a time without an offset', { time: '2026-11-30T01:00:00' }],
    ['data twice', { data: 1, data_base64: 'MQ==' }],
    ['bytes that are no base64', { data_base64: '***' }],
    ['JSON in base64 that is none', { data_base64: Buffer.from('{').toString('base64') }],
    ['an extension in capitals', { Firmware: '1' }],
    ['an extension that is a list', { firmware: ['1'] }],
    ['an extension with a fraction', { battery: 0.5 }],
    ['a schema that is no URL', { dataschema: 'x' }],
  ])('with %s is refused', (_, change) => {
    expect(hear(request(STRUCTURED, { ...event, ...change }))).toBe(400)
  })

  it.each([
    ['null is not set', { time: null, subject: null, dataschema: null }, {}],
    ['subject names the device', { subject: 'p-1' }, { sender: '/water/pump-3#p-1' }],
    ['data may be a mere number', { data: 5 }, { device: { source: event.source, type: event.type, data: 5 } }],
    ['text data stays text', { datacontenttype: 'text/plain', data: 'leak' }, { device: { data: 'leak' } }],
    [
      'bytes stay base64',
      { datacontenttype: 'image/png', data_base64: 'AAEC' },
      { device: { data: { base64: 'AAEC', contentType: 'image/png' } } },
    ],
    [
      'extensions are kept',
      { battery: 87, test: true, site: 'x' },
      { device: { extensions: { battery: 87, test: true, site: 'x' } } },
    ],
  ])('%s', (_, change, wanted) => {
    expect(hear(request(STRUCTURED, { ...event, ...change }))).toMatchObject([
      { dedupeKey: '/water/pump-3 1', ...wanted },
    ])
  })

  it.each([
    ['an hour ago', '2026-11-30T00:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['in another time zone', '2026-11-30T08:00:00+08:00', '2026-11-30T00:00:00.000Z'],
    ['four minutes ahead', '2026-11-30T01:04:00Z', '2026-11-30T01:04:00.000Z'],
    ['a clock that is wrong', '2027-01-01T00:00:00Z', NOW.toISOString()],
  ])('%s', (_, time, wanted) => {
    expect(hear(request(STRUCTURED, { ...event, time }))).toMatchObject([{ at: new Date(wanted) }])
  })

  it('an attribute called __proto__ is left aside', () => {
    const text = JSON.stringify(event).replace('{', '{"__proto__":{"polluted":true},')
    expect(hear(request(STRUCTURED, text))).toMatchObject([{ device: { source: event.source, type: event.type } }])
  })

  it('of last year is history, and no signal', () => {
    expect(hear(request(STRUCTURED, { ...event, time: '2025-11-30T00:00:00Z' }))).toBe(400)
  })
})

describe('binary mode', () => {
  const headers = {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': 'a%20b',
    'ce-source': '/water/pump-3',
    'ce-type': 'cn.jiesu.water.level',
    'ce-subject': '%E6%B3%B5%E7%AB%99',
    'ce-site': '"old \\"quotes\\""',
  }

  it('is the same event, its headers decoded once', () => {
    expect(hear(request(headers, '{"level":0.2}'))).toMatchObject([
      {
        dedupeKey: '/water/pump-3 a b',
        sender: '/water/pump-3#泵站',
        device: { data: { level: 0.2 }, extensions: { site: 'old "quotes"' } },
      },
    ])
  })

  it('can be read again from what is stored, without its headers', () => {
    const raw = request(headers, '{"level":0.2}')
    const verified = channel.verify(raw)
    if (!verified.ok) throw new Error(verified.reason)
    const bare: RawRequest = { method: 'POST', query: {}, headers: {}, body: verified.body, receivedAt: NOW }
    expect(channel.parse(verified.body, bare)).toEqual(hear(raw))
  })

  it.each([
    ['a changed attribute', { 'ce-id': 'other' }],
    ['an added attribute', { 'ce-firmware': '9' }],
    ['another content type', { 'content-type': 'text/plain' }],
  ])('%s breaks the signature', (_, change) => {
    const raw = request(headers, '{}')
    expect(hear({ ...raw, headers: { ...raw.headers, ...change } })).toBe(403)
  })

  it.each([
    ['a body that is no JSON', headers, '{'],
    ['bytes that are no UTF-8', { ...headers, 'ce-subject': '%C0%A0' }, '{}'],
    ['ce-datacontenttype', { ...headers, 'ce-datacontenttype': 'text/plain' }, '{}'],
    ['an attribute missing', { ...headers, 'ce-type': '' }, '{}'],
  ])('%s is refused', (_, given, body) => {
    expect(hear(request(given, body))).toBe(400)
  })

  it('without a body has no data; other bytes stay as they are', () => {
    const [empty] = hear(request(headers, '')) as InboundMessage[]
    expect(empty?.device).not.toHaveProperty('data')
    const bytes = request({ ...headers, 'content-type': 'application/octet-stream' }, Buffer.from([0, 255]))
    expect(hear(bytes)).toMatchObject([{ device: { data: { base64: 'AP8=' } } }])
  })
})

describe('a batch', () => {
  const parts = (events: unknown, key?: string) => {
    const raw = request(BATCH, events, key)
    const verified = channel.verify(raw)
    return verified.ok ? (channel.split?.(verified.body, verified.method) ?? []) : verified.status
  }

  it('is taken apart, each event in a body of its own', () => {
    const split = parts([event, { ...event, id: '2' }]) as Buffer[]
    expect(split.map((part) => (JSON.parse(part.toString()) as { id: string }).id)).toEqual(['1', '2'])
  })

  it("somebody else's event in it is refused, the others are not", () => {
    expect(parts([event, { ...event, source: '/power' }])).toEqual([
      expect.any(Buffer),
      { refused: expect.any(String) },
    ])
    expect(parts([event, { ...event, source: '/power' }], 'key-all')).toEqual([expect.any(Buffer), expect.any(Buffer)])
  })

  it('may be empty, must be a list, has a hundred events at most', () => {
    expect(parts([])).toEqual([])
    expect(parts(event)).toBe(400)
    expect(parts(Array.from({ length: 101 }, (_, id) => ({ ...event, id: String(id) })))).toBe(413)
    expect((parts(Array.from({ length: 100 }, (_, id) => ({ ...event, id: String(id) }))) as Buffer[]).length).toBe(100)
  })

  it('a single event is a batch of one', () => {
    const verified = channel.verify(request(STRUCTURED, event))
    expect(verified.ok && channel.split?.(verified.body, verified.method)).toEqual([expect.any(Buffer)])
  })
})

describe('who signs', () => {
  it.each([
    ['key-water', 200],
    ['key-all', 200],
    ['key-power', 403],
    ['key-old', 403],
    ['key-nobody', 403],
  ])('%s may speak for /water/pump-3: %i', (key, status) => {
    const heard = hear(request(STRUCTURED, event, key))
    expect(Array.isArray(heard) ? 200 : heard).toBe(status)
  })

  it('says so, where there are many', () => {
    const as = (holder: string) => hear(request({ ...STRUCTURED, 'x-jiesu-source': holder }, event))
    expect(as('/water')).toHaveLength(1)
    expect(as('/power')).toBe(403)
    expect(as('toString')).toBe(403)
  })

  it('event formats other than JSON are refused by name', () => {
    const raw = request({ 'content-type': 'application/cloudevents+avro' }, event)
    expect(channel.verify(raw)).toMatchObject({ ok: false, status: 400, reason: expect.stringContaining('JSON') })
  })
})
