import { describe, expect, it } from 'vitest'
import { createDeviceChannel } from '../../../bot/channels/device/channel.ts'
import { type KeyRing, SIGNATURE_HEADER, signBody, verifyHmac } from '../../../bot/channels/inbound/hmac.ts'
import type { RawRequest } from '../../../schema/kernel/ports.ts'

const now = new Date('2026-11-30T01:00:00Z')

function signed(key: string, text: string, at = now): RawRequest {
  const body = Buffer.from(text)
  return { method: 'POST', query: {}, headers: { [SIGNATURE_HEADER]: signBody(key, body, at) }, body, receivedAt: now }
}

describe('a signed body', () => {
  const ring: KeyRing = { one: 'key-one', two: ['key-two', 'key-two-old'] }

  it.each([
    ['key-one', 'one'],
    ['key-two', 'two'],
    ['key-two-old', 'two'],
  ])('with %s is of %s', (key, holder) => {
    expect(verifyHmac(signed(key, '{}'), ring, 100)).toEqual({ ok: true, holder })
  })

  it('of nobody is refused', () => {
    expect(verifyHmac(signed('key-three', '{}'), ring, 100)).toMatchObject({ ok: false, status: 403 })
    expect(verifyHmac(signed('key-one', '{}'), {}, 100)).toMatchObject({ ok: false, status: 403 })
  })

  it('is refused when a byte of it changed', () => {
    const raw = signed('key-one', '{"a":1}')
    expect(verifyHmac({ ...raw, body: Buffer.from('{"a":2}') }, ring, 100)).toMatchObject({ ok: false, status: 403 })
  })

  it.each(['', 't=1', 'v1=00', 't=x,v1=00', `t=1,v1=${'G'.repeat(64)}`, `v1=${'0'.repeat(64)},t=1`])(
    'with the header %j is unsigned',
    (header) => {
      const raw = { ...signed('key-one', '{}'), headers: { [SIGNATURE_HEADER]: header } }
      expect(verifyHmac(raw, ring, 100)).toMatchObject({ ok: false, status: 401 })
    },
  )
})

const event = (source: string) => JSON.stringify({ specversion: '1.0', id: '1', source, type: 'cn.jiesu.test' })

describe('a device speaks', () => {
  const channel = createDeviceChannel({ sources: { '/water': 'key-water', '*': 'key-all' } })

  it.each([
    ['key-water', '/water', true],
    ['key-water', '/water/pump-3', true],
    ['key-water', '/waterworks', false],
    ['key-water', '/power', false],
    ['key-all', '/power', true],
  ])('with %s for %s: %s', (key, source, ok) => {
    expect(channel.verify(signed(key, event(source)))).toMatchObject(ok ? { ok } : { ok, status: 403 })
  })
})
