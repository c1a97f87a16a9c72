import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signBody, SIGNATURE_HEADER } from '../../bot/channels/inbound/hmac.ts'
import { openChannels } from '../../bot/channels/open-channels.ts'
import type { RawRequest } from '../../schema/kernel/ports.ts'
import { channelFolders, channelIn, type Fixture, fixturesOf, knock } from '../support/simulator-fixtures.ts'
import { demoSettings } from '../support/simulator-settings.ts'

const MINUTE_MS = 60_000

const folders = channelFolders()

it('every folder with a channel is a door that is opened, and the other way round', () => {
  const { channels } = openChannels(demoSettings(), { clock: { now: () => new Date(0) } })
  expect(folders.length).toBeGreaterThan(5)
  expect([...channels.keys()].sort()).toEqual(folders)
})

describe.each(folders)('%s', (name) => {
  const fixtures = fixturesOf(name)
  const answer = (fixture: Fixture, raw: Partial<RawRequest> = {}) =>
    knock(channelIn(fixture.mode, name), { ...fixture.raw, ...raw })

  it('says where its keys come from and what its limits are', () => {
    expect(existsSync(`bot/channels/${name}/README.md`)).toBe(true)
    expect(fixtures.length).toBeGreaterThan(1)
  })

  it.each(fixtures)('$name: $about', (fixture) => {
    const { status, messages } = answer(fixture)
    expect(status).toBe(200)
    expect(JSON.parse(JSON.stringify(messages))).toEqual(fixture.parsed)
    expect(messages.length).toBeGreaterThan(0)
    expect(messages.every((message) => message.channel === name && message.dedupeKey !== '')).toBe(true)
  })

  it.each(fixtures)('$name: unsigned is 401', (fixture) => {
    const { signature: _, msg_signature: __, ...query } = fixture.raw.query
    const { [SIGNATURE_HEADER]: ___, ...headers } = fixture.raw.headers
    expect(answer(fixture, { query, headers }).status).toBe(401)
  })

  it.each(fixtures)('$name: forged is 403', (fixture) => {
    expect(answer(fixture, forged(fixture)).status).toBe(403)
  })

  it.each(fixtures)('$name: six minutes old, or from the future, is 403', (fixture) => {
    const at = fixture.raw.receivedAt.getTime()
    for (const drift of [-6 * MINUTE_MS, 6 * MINUTE_MS]) {
      expect(answer(fixture, { receivedAt: new Date(at + drift) }).status).toBe(403)
    }
  })

  it.each(fixtures)('$name: cut short anywhere is refused', (fixture) => {
    const { body } = fixture.raw
    for (const share of [0, 0.1, 0.5, 0.9]) {
      const { status } = answer(fixture, { body: body.subarray(0, Math.floor(body.length * share)) })
      expect([400, 403]).toContain(status)
    }
  })

  it.each(fixtures)('$name: too large is 413 before anything is read', (fixture) => {
    const channel = channelIn(fixture.mode, name)
    const body = Buffer.alloc(channel.capabilities.maxBody + 1, 'x')
    expect(channel.verify({ ...fixture.raw, body })).toMatchObject({ ok: false, status: 413 })
  })

  it.each(fixtures)('$name: delivered three times, shuffled in time, it is one message', (fixture) => {
    const at = fixture.raw.receivedAt.getTime()
    const keys = [4000, 0, 9000].map((later) => {
      const { messages } = answer(fixture, { receivedAt: new Date(at + later) })
      return messages.map((message) => message.dedupeKey)
    })
    expect(keys[1]).toEqual(keys[0])
    expect(keys[2]).toEqual(keys[0])
    expect(new Set(keys[0]).size).toBe(keys[0]?.length)
  })

  it('tells different messages apart', () => {
    // What is recorded twice, once open and once sealed or with another list, is the same event of the same second.
    const distinct = fixtures.filter((fixture) => !/^(scan-safe|consent-two)$/.test(fixture.name))
    const keys = distinct.flatMap((fixture) => fixture.parsed.map((message) => message.dedupeKey))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('refuses what is neither XML nor JSON nor any format of its own with 400', () => {
    const [fixture] = fixtures
    if (!fixture) throw new Error('no fixture')
    for (const text of ['', ' ', 'null', '[]', '42', '{"a":1}', '<xml></xml>', '<a/>', 'x=1', '\u0000', '\ud800']) {
      expect(answer(fixture, signedBody(fixture, Buffer.from(text))).status).toBe(400)
    }
    expect(answer(fixture, signedBody(fixture, Buffer.from([0xff, 0xfe, 0x41]))).status).toBe(400)
  })

  it('answers whatever is put into a body, and never falls over', () => {
    const damage = fc.record({
      fixture: fc.constantFrom(...fixtures),
      at: fc.nat(),
      cut: fc.nat(40),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc.constantFrom(...PIECES).map((piece) => Buffer.from(piece)),
      ),
    })
    fc.assert(
      fc.property(damage, ({ fixture, at, cut, put }) => {
        const { body } = fixture.raw
        const from = at % body.length
        const damaged = Buffer.concat([body.subarray(0, from), put, body.subarray(from + cut)])
        expect([200, 400, 403]).toContain(answer(fixture, signedBody(fixture, damaged)).status)
      }),
      { seed: 12345, numRuns: 2000 },
    )
  })

  it.each(hostileBodies())('%s costs at most fifty times a normal body', (_, hostile) => {
    const [fixture] = fixtures.toSorted((a, b) => b.raw.body.length - a.raw.body.length)
    if (!fixture) throw new Error('no fixture')
    const { maxBody } = channelIn(fixture.mode, name).capabilities
    const body = Buffer.from(hostile(maxBody)).subarray(0, maxBody)
    const channel = channelIn(fixture.mode, name)
    const raw = { ...fixture.raw, ...signedBody(fixture, body) }
    expect(
      timesTheCost(
        () => knock(channel, raw),
        () => knock(channel, fixture.raw),
      ),
    ).toBeLessThan(50)
  })
})

const turn = (signature: string) => signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0')

/** What a parser may stumble over, put into the middle of something else. */
const PIECES = [
  'null',
  '[]',
  '{}',
  '""',
  '1e999',
  '-1',
  '"__proto__":',
  '<a>',
  '</xml>',
  ']]>',
  '<![CDATA[',
  '-->',
  '\n\n',
]

/** One character of the signature is another one. */
function forged({ raw }: Fixture): Partial<RawRequest> {
  const header = raw.headers[SIGNATURE_HEADER]
  if (header) return { headers: { ...raw.headers, [SIGNATURE_HEADER]: turn(header) } }
  const name = raw.query['msg_signature'] ? 'msg_signature' : 'signature'
  return { query: { ...raw.query, [name]: turn(raw.query[name] ?? '') } }
}

const HMAC_KEYS: Readonly<Record<string, string>> = {
  'web-form': 'demo-web-form-key',
  ivr: 'demo-ivr-key',
  device: 'demo-device-key',
  email: 'demo-email-key',
  sms: 'demo-sms-key',
}

/** A body of our choice that gets past the signature, where the signature covers the body. */
function signedBody({ channel, raw }: Fixture, body: Buffer): Partial<RawRequest> {
  const key = HMAC_KEYS[channel]
  if (!key) return { body }
  return { body, headers: { ...raw.headers, [SIGNATURE_HEADER]: signBody(key, body, raw.receivedAt) } }
}

function hostileBodies(): [string, (size: number) => string][] {
  return [
    ['deep XML', () => `<xml>${'<a>'.repeat(20_000)}`],
    ['wide XML', () => `<xml>${'<a>1</a>'.repeat(20_000)}</xml>`],
    ['XML of attributes', () => `<xml ${'a="1" '.repeat(30_000)}/>`],
    ['XML of open CDATA', () => `<xml>${'<![CDATA['.repeat(20_000)}`],
    ['XML with a document type', () => '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><b>&b;</b></xml>'],
    ['XML of entities', (size) => `<xml><Content>${'&amp;'.repeat(size / 5 - 10)}</Content></xml>`],
    ['deep JSON', () => '{"a":'.repeat(40_000)],
    ['wide JSON', () => `[${'{},'.repeat(60_000)}1]`],
    ['one long number', (size) => `{"a":${'1'.repeat(size - 20)}.5}`],
    ['unclosed quotes', () => `{${'"\\'.repeat(80_000)}`],
    ['a flood of fields', () => 'a=1&'.repeat(40_000)],
    ['a flood of cues', () => `WEBVTT\n\n${'00:00.000 --> 00:01.000\na\n\n'.repeat(6000)}`],
    ['open tags in a cue', (size) => `WEBVTT\n\n00:00.000 --> 00:01.000\n${'<v '.repeat(size / 3 - 20)}`],
  ]
}

/**
 * How many times the work costs what the other does: the shortest run of each, which is what it takes when nobody else
 * wants the processor, from rounds that take turns so that a busy machine is busy for both.
 */
function timesTheCost(work: () => unknown, other: () => unknown): number {
  const shortest = { work: Infinity, other: Infinity }
  for (let round = 0; round < 60; round++) {
    shortest.work = Math.min(shortest.work, nanoseconds(work))
    shortest.other = Math.min(shortest.other, nanoseconds(other))
  }
  return shortest.work / shortest.other
}

function nanoseconds(work: () => unknown): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start)
}
