import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadMessage, openRaw, receiveMessage } from '../../schema/intake/intake.service.ts'
import { findInboxRow } from '../../schema/intake/intake.store.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { applyReplay, replayMessage } from '../../schema/intake/replay.service.ts'
import { submitRequest } from '../../schema/intake/submit-request.service.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { Channel, InboundMessage } from '../../schema/kernel/ports.ts'
import { insertNotice } from '../../schema/notice/notice.store.ts'
import { type BareCity, openBareCity } from '../support/bare-city.ts'
import { channelFolders, channelIn, fixturesOf } from '../support/simulator-fixtures.ts'

let city: BareCity
beforeAll(async () => {
  city = await openBareCity()
})
afterAll(() => city.close())

async function rowOf(id: string) {
  const row = await findInboxRow(city.db, id)
  if (!row) throw new Error('no such row')
  return row
}

/** A channel that reads what `parse` makes of a body. */
const channelOf = (name: string, parse: Channel['parse']): Channel => ({
  name,
  capabilities: { menus: false, publicSpeech: false, maxText: 1, maxBody: 1000 },
  verify: ({ body }) => ({ ok: true, method: 'test', body }),
  parse,
  acknowledge: () => ({ status: 200, contentType: 'text/plain', body: '' }),
})

const base: InboundMessage = {
  channel: 'test',
  dedupeKey: '1',
  sender: 'somebody',
  kind: 'text',
  text: '光华路路灯不亮，电话13800138000',
  at: new Date('2026-11-30T00:59:00Z'),
  reply: { mode: 'none' },
  platformType: 'text',
}

let keys = 0
/** A stored message of the channel `test`, and what a later parser makes of it. */
async function stored(change: Partial<InboundMessage> = {}) {
  const message = { ...base, dedupeKey: `key-${++keys}`, ...change }
  const request = { method: 'POST' as const, query: {}, headers: {}, receivedAt: base.at }
  const { id } = await receiveMessage(city, message, Buffer.from('raw'), 'test', request)
  const replay = async (later: Partial<InboundMessage> | undefined) => {
    const parse = () => {
      if (!later) throw new DomainError('BAD_INPUT', 'no')
      return [{ ...message, ...later }]
    }
    return replayMessage(city, new Map([['test', channelOf('test', parse)]]), await rowOf(id))
  }
  return { id, message, replay }
}

describe('every fixture of every channel, stored and replayed, says what it said', () => {
  it.each(channelFolders())('%s', async (name) => {
    for (const { raw, mode, parsed, about } of fixturesOf(name)) {
      const channel = channelIn(mode, name)
      const verification = channel.verify(raw)
      if (!verification.ok) throw new Error(about)
      // Some events are recorded twice, sealed and open: to the inbox they are one.
      await city.db.of(inboxRecord).deleteMany({})
      city.pass(1000)
      for (const message of channel.parse(verification.body, raw, verification.method)) {
        const { id } = await receiveMessage(city, message, verification.body, verification.method, raw)
        const row = await rowOf(id)
        expect(openRaw(city, row).body.equals(verification.body), about).toBe(true)
        expect(replayMessage(city, new Map([[name, channel]]), row), about).toEqual({ outcome: 'same' })
        expect(JSON.parse(JSON.stringify(parsed)), about).toContainEqual(
          JSON.parse(JSON.stringify(await loadMessage(city, id))),
        )
      }
    }
  })
})

describe('what is kept of a callback', () => {
  it('is its body byte by byte, also when it is no text', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x0a])
    const { id } = await receiveMessage(city, { ...base, dedupeKey: 'bytes' }, bytes, 'test')
    expect(openRaw(city, await rowOf(id)).body.equals(bytes)).toBe(true)
    expect(JSON.stringify(await rowOf(id))).not.toContain('somebody')
  })

  it('is what says how to read it, and no proof of its origin', async () => {
    const request = {
      method: 'POST' as const,
      query: { action: 'cdr', signature: 's', timestamp: '1', nonce: '2', openid: 'o' },
      headers: {
        'content-type': 'text/vtt',
        'ce-type': 'x.y',
        authorization: 'Bearer t',
        cookie: 'c',
        'x-jiesu-signature': 'v1',
      },
      receivedAt: base.at,
    }
    const { id } = await receiveMessage(city, { ...base, dedupeKey: 'kept' }, Buffer.from('x'), 'test', request)
    expect(openRaw(city, await rowOf(id)).request).toEqual({
      method: 'POST',
      query: { action: 'cdr' },
      headers: { 'content-type': 'text/vtt', 'ce-type': 'x.y' },
      receivedAt: base.at,
    })
    expect((await rowOf(id)).verification).toBe('test')
  })

  it('can be read as the first version wrote it', async () => {
    const { id } = await stored()
    const sealedRaw = city.sealer.seal('井盖', `inbox.raw.${id}`)
    await city.db.of(inboxRecord).updateOne({ _id: id }, { $set: { sealedRaw }, $unset: { sealedRequest: '' } })
    const row = await rowOf(id)
    expect(openRaw(city, row)).toEqual({ body: Buffer.from('井盖'), request: undefined })
    const read = channelOf('test', (body) => [{ ...base, dedupeKey: `key-${keys}`, text: body.toString() }])
    expect(replayMessage(city, new Map([['test', read]]), row)).toMatchObject({ outcome: 'differs' })
  })

  it('a form of our own is no callback: there is nothing to parse', async () => {
    await submitRequest(city, { text: '光华路路灯不亮，请来修' })
    const row = await city.db.of(inboxRecord).findOne({ verification: 'form' })
    expect(row && replayMessage(city, new Map([['web-form', channelIn('plain', 'web-form')]]), row)).toEqual({
      outcome: 'no-callback',
    })
  })
})

describe('what today’s parser reads otherwise', () => {
  it('is named field by field, masked', async () => {
    const { replay } = await stored()
    const replayed = await replay({ kind: 'link', text: '电话13800138001', form: { name: '张三' } })
    expect(replayed.outcome === 'differs' && replayed.differences).toEqual([
      { field: 'kind', stored: '"text"', today: '"link"' },
      { field: 'text', stored: '"光华路路灯不亮，电话138****8000"', today: '"电话138****8001"' },
      { field: 'form.name', stored: '（无）', today: '（不显示，4 字符）' },
    ])
  })

  it('is also that it finds no such message', async () => {
    const { replay } = await stored()
    expect(await replay(undefined)).toMatchObject({ outcome: 'differs', differences: [{ today: '解析不出' }] })
    expect(await replay({ dedupeKey: 'another' })).toMatchObject({ outcome: 'differs' })
  })
})

describe('--apply', () => {
  const today = { ...base, kind: 'link' as const }

  it('lets a message be heard anew that still waits', async () => {
    const { id, message } = await stored()
    expect(await applyReplay(city, await rowOf(id), { ...today, dedupeKey: message.dedupeKey })).toBe(true)
    const row = await rowOf(id)
    expect(row).toMatchObject({ kind: 'link' })
    expect(row.outbox).toHaveLength(1)
    expect(await loadMessage(city, id)).toMatchObject({ kind: 'link' })
  })

  it('and one that was taken for nothing', async () => {
    const { id, message } = await stored({ kind: 'presence' })
    await city.db.of(inboxRecord).updateOne({ _id: id }, { $set: { outbox: [] } })
    expect(await applyReplay(city, await rowOf(id), { ...today, dedupeKey: message.dedupeKey })).toBe(true)
    expect((await rowOf(id)).outbox).toMatchObject([{ name: 'message.received' }])
  })

  it('leaves alone what was heard, what was answered and what somebody changed meanwhile', async () => {
    const heard = await stored()
    await city.db.of(inboxRecord).updateOne({ _id: heard.id }, { $set: { outbox: [] } })
    const answered = await stored()
    const notice = {
      _id: `${answered.id}:answer`,
      kind: 'answer',
      citizenKey: 'c',
      channel: 'test',
      text: '您好',
    } as const
    const now = city.clock.now()
    await insertNotice(city.db, { ...notice, state: 'SENT', attempts: 1, dueAt: now, createdAt: now })
    const changed = await stored()
    const before = await rowOf(changed.id)
    await applyReplay(city, before, { ...today, dedupeKey: changed.message.dedupeKey })
    for (const row of [await rowOf(heard.id), await rowOf(answered.id), before]) {
      expect(await applyReplay(city, row, today)).toBe(false)
    }
  })
})
