import { readFileSync, readdirSync } from 'node:fs'
import { GeneralSign, type JWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { SIGNATURE_HEADER, signBody } from '../../../bot/channels/inbound/hmac.ts'
import { twilioSignature } from '../../../bot/channels/ivr/centre-auth.ts'
import { createIvrChannel } from '../../../bot/channels/ivr/channel.ts'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { Channel, InboundMessage, RawRequest, Verification } from '../../../schema/kernel/ports.ts'

const FOLDER = 'bot/channels/ivr/fixtures'

interface Stored {
  about: string
  key?: string | JWK
  raw: Omit<RawRequest, 'body' | 'receivedAt'> & { body: string; receivedAt: string }
  parsed: InboundMessage[]
}

function recorded(kind: 'unstamped' | 'signed'): (Omit<Stored, 'raw'> & { name: string; raw: RawRequest })[] {
  return readdirSync(`${FOLDER}/${kind}`).map((file) => {
    const { raw, ...rest } = JSON.parse(readFileSync(`${FOLDER}/${kind}/${file}`, 'utf8')) as Stored
    const body = Buffer.from(raw.body)
    return { name: file, ...rest, raw: { ...raw, body, receivedAt: new Date(raw.receivedAt) } }
  })
}

const centres = { 'demo-centre': 'demo-ivr-key', other: 'key-of-the-other' }
const twilio = { authToken: 'demo-twilio-token', url: 'https://hotline.example.gov.cn/channels/ivr' }
const channel = createIvrChannel({ centres, twilio })

/** What the HTTP door does, both checks included. */
async function enter(door: Channel, raw: RawRequest): Promise<{ seen: Verification; messages: InboundMessage[] }> {
  const first = door.verify(raw)
  const seen = first.ok && door.unseal ? await door.unseal(first, raw) : first
  return { seen, messages: seen.ok ? door.parse(seen.body, raw, seen.method) : [] }
}

const status = async (door: Channel, raw: RawRequest) => {
  try {
    const { seen } = await enter(door, raw)
    return seen.ok ? 200 : seen.status
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_INPUT') return 400
    throw error
  }
}

describe.each(recorded('unstamped'))('$name: $about', ({ raw, parsed }) => {
  it('is read as recorded, the same however late it is sent again', async () => {
    const { messages } = await enter(channel, raw)
    expect(JSON.parse(JSON.stringify(messages))).toEqual(parsed)
    const again = await enter(channel, { ...raw, receivedAt: new Date(raw.receivedAt.getTime() + 600_000) })
    // It carries no time, so it is not refused as stale; the same key makes it the same message.
    expect(again.messages.map((message) => message.dedupeKey)).toEqual(parsed.map((message) => message.dedupeKey))
  })

  it('is refused unsigned, forged, changed, too large', async () => {
    const { 'x-twilio-signature': signature, authorization, ...headers } = raw.headers
    expect(await status(channel, { ...raw, headers })).toBe(401)
    const forged: Record<string, string> = signature
      ? { 'x-twilio-signature': `A${signature.slice(1)}` }
      : { authorization: `${authorization?.slice(0, -6)}AAAA==` }
    expect(await status(channel, { ...raw, headers: { ...headers, ...forged } })).toBe(403)
    expect(await status(channel, { ...raw, body: Buffer.alloc(128 * 1024 + 1, 'x') })).toBe(413)
    if (signature) {
      expect(await status(channel, { ...raw, body: raw.body.subarray(0, -1) })).toBe(403)
      expect(await status(channel, { ...raw, query: { ...raw.query, more: '1' } })).toBe(403)
      expect(await status(createIvrChannel({ centres }), raw)).toBe(401)
    }
  })
})

describe("the platform's own scheme", () => {
  it("reproduces the signature of Twilio's published example", () => {
    const fields = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    })
    expect(twilioSignature('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', fields)).toBe(
      'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
    )
  })

  it('signs the address as it came, not as we would write it', async () => {
    const body = 'CallSid=CA1&From=%2B8613800138000&Digits=1'
    const target = '/channels/ivr?b=%20&a=%E5%BB%BA'
    const signature = twilioSignature(twilio.authToken, `${twilio.url}?b=%20&a=%E5%BB%BA`, new URLSearchParams(body))
    const raw = post(body, { 'x-twilio-signature': signature }, { b: ' ', a: '建' })
    expect(await status(channel, { ...raw, target })).toBe(200)
  })

  it('a flood of fields costs one look', async () => {
    const body = 'a=1&'.repeat(30_000)
    expect(await status(channel, post(body, { 'x-twilio-signature': 'x' }))).toBe(400)
  })

  it('user and password open the door only for pushes that cannot be signed', async () => {
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
    const query = { action: 'cdr' }
    expect(await status(channel, post('{}', basic('other:key-of-the-other'), query))).toBe(400)
    expect(await status(channel, post('{}', basic('other:demo-ivr-key'), query))).toBe(403)
    expect(await status(channel, post('{}', basic('constructor:x'), query))).toBe(403)
    expect(await status(channel, post('{}', basic('nonsense'), query))).toBe(401)
    expect(await status(channel, post('{}', basic('other:key-of-the-other')))).toBe(401)
  })

  it.each([
    ['tencent-cdr', '{"ErrCode":0,"ErrMsg":""}'],
    ['twilio-gather', 'zh-CN'],
    ['twilio-recording', '<Response></Response>'],
    ['vcon-0.0.2', '{"received":true}'],
  ])('%s is told that it was received in its own words', (platformType, words) => {
    const message = { ...(recorded('unstamped')[0]?.parsed[0] as InboundMessage), platformType }
    expect(channel.acknowledge([message]).body).toContain(words)
  })

  it('a push is refused in its own form too', () => {
    const raw = post('{}', {}, { action: 'cdr' })
    expect(channel.refusal?.(raw, 403, '签名不符')).toEqual({
      status: 403,
      contentType: 'application/json',
      body: '{"ErrCode":403,"ErrMsg":"签名不符"}',
    })
    expect(channel.refusal?.({ ...raw, query: {} }, 403, '签名不符')).toBeUndefined()
  })
})

/** A body that our own signature lets through; the keys of the vCon are what is at stake. */
function post(body: string, headers: Record<string, string> = {}, query: Record<string, string> = {}): RawRequest {
  return { method: 'POST', query, headers, body: Buffer.from(body), receivedAt: new Date('2026-11-30T01:00:00Z') }
}

function ours(body: string, key = 'demo-ivr-key'): RawRequest {
  const raw = post(body)
  return { ...raw, headers: { [SIGNATURE_HEADER]: signBody(key, raw.body, raw.receivedAt) } }
}

describe.each(recorded('signed'))('$name: $about', ({ raw, parsed, key }) => {
  const signing = createIvrChannel({ centres, vconKeys: { 'demo-centre': [key ?? ''] } })

  it('is opened with the configured key and read as recorded', async () => {
    const { seen, messages } = await enter(signing, raw)
    expect(seen).toMatchObject({ ok: true, method: 'hmac:demo-centre+jws' })
    expect(JSON.parse(JSON.stringify(messages))).toEqual(parsed)
  })

  it('is refused with another key, and by a centre without one', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true })
    const { exportJWK } = await import('jose')
    const stranger = createIvrChannel({ centres, vconKeys: { 'demo-centre': [await exportJWK(publicKey)] } })
    expect(await status(stranger, raw)).toBe(403)
    await expect(enter(channel, raw)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })

  it('either key counts while keys are being changed', async () => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true })
    const { exportSPKI } = await import('jose')
    const keys = [await exportSPKI(publicKey), key ?? '']
    expect(await status(createIvrChannel({ centres, vconKeys: { 'demo-centre': keys } }), raw)).toBe(200)
  })

  it('is refused with a payload, a header or a signature of its own', async () => {
    const jws = JSON.parse(raw.body.toString('utf8')) as { payload: string; signatures: { signature: string }[] }
    const [signature] = jws.signatures
    const forged = [
      { ...jws, payload: Buffer.from('{"vcon":"0.0.2","uuid":"forged"}').toString('base64url') },
      { ...jws, signatures: [{ ...signature, signature: 'AAAA' }] },
      { ...jws, signatures: [{ ...signature, protected: Buffer.from('{"alg":"none"}').toString('base64url') }] },
      { ...jws, signatures: [{ ...signature, protected: Buffer.from('{"alg":"HS256"}').toString('base64url') }] },
      { ...jws, signatures: [] },
      { ...jws, signatures: Array.from({ length: 200 }, () => signature) },
      { payload: jws.payload, signatures: 'x' },
    ]
    for (const body of forged) expect([400, 403]).toContain(await status(signing, ours(JSON.stringify(body))))
  })
})

describe('a centre that signs its vCons', () => {
  const [{ key } = { key: '' }] = recorded('signed')
  const signing = createIvrChannel({ centres, vconKeys: { 'demo-centre': [key ?? ''] } })
  const plain = '{"vcon":"0.0.2","uuid":"u-1","parties":[]}'

  it.each([plain, `\uFEFF${plain}`, ` \n${plain}`, plain.replace('"vcon"', '"\\u0076con"')])(
    'sends no unsigned one: %j',
    async (body) => {
      expect(await status(signing, ours(body))).toBe(403)
      expect(await status(signing, ours(body, 'key-of-the-other'))).toBe(200)
    },
  )

  it('may still send other formats, which our own signature covers', async () => {
    expect(await status(signing, ours('WEBVTT\n\n00:00.000 --> 00:01.000\n停水'))).toBe(200)
    expect(await status(signing, ours('{"call":{"id":"1","startedAt":"2026-11-30T01:00:00Z"}}'))).toBe(200)
  })

  it('cannot prove itself with a secret that everybody knows', async () => {
    const secret = Buffer.from(typeof key === 'string' ? key : JSON.stringify(key))
    const sign = new GeneralSign(Buffer.from(plain))
    const body = await sign.addSignature(secret).setProtectedHeader({ alg: 'HS256' }).sign()
    expect(await status(signing, ours(JSON.stringify(body)))).toBe(403)
  })
})
