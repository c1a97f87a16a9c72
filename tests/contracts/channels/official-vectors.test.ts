import { describe, expect, it } from 'vitest'
import { sortedSha1 } from '../../../bot/channels/inbound/signature.ts'
import { openChannels } from '../../../bot/channels/open-channels.ts'
import { decodeAesKey, decryptPush, encryptPush } from '../../../bot/channels/wechat-platform/push-crypto.ts'
import type { PushMode } from '../../../bot/channels/wechat-platform/settings.ts'
import { createPushVerifier } from '../../../bot/channels/wechat-platform/verify-push.ts'
import type { RawRequest } from '../../../schema/kernel/ports.ts'
import { demoSettings } from '../../support/simulator-settings.ts'

/** Published by the platform with its documentation of message push. */
const WECHAT = {
  token: 'AAAAA',
  aesKey: 'A'.repeat(43),
  appId: 'wxba5fad812f8e6fb9',
  url: {
    query: { timestamp: '1714036504', nonce: '1514711492', echostr: '4375120948345356249' },
    signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
  },
  plain: {
    query: { timestamp: '1714037059', nonce: '486452656' },
    signature: '899cf89e464efb63f54ddac96b0a0a235f53aa78',
  },
  aes: {
    query: { timestamp: '1714112445', nonce: '415670741', encrypt_type: 'aes' },
    msgSignature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
    random: 'a8eedb185eb2fecf',
    encrypt:
      '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
    message:
      '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}',
  },
  reply: {
    timestamp: '1713424427',
    nonce: '415670741',
    random: '707722b803182950',
    message: '{"demo_resp":"good luck"}',
    encrypt: 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
    msgSignature: '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
  },
} as const

/** Published with the open platform's guide; the timestamp is in milliseconds. */
const WEIBO = {
  appSecret: 'xyz123xyz',
  query: { timestamp: '1397022061823', nonce: '57155157' },
  signature: '90e4c22c90a58f26526c2dd5b6c56c8822edeaa1',
} as const

const verifierIn = (mode: PushMode) =>
  createPushVerifier({ ...WECHAT, mode, appSecret: 'unused', apiBase: 'http://unused.invalid' })

function request(query: Readonly<Record<string, string>>, body = '', method: 'GET' | 'POST' = 'POST'): RawRequest {
  const timestamp = Number(query['timestamp'])
  const receivedAt = new Date(timestamp < 1e11 ? timestamp * 1000 : timestamp)
  return { method, query, headers: {}, body: Buffer.from(body), receivedAt }
}

describe("WeChat's published vectors", () => {
  it('URL: the echo goes back verbatim', () => {
    const { query, signature } = WECHAT.url
    expect(verifierIn('plain').handshake(request({ ...query, signature }, '', 'GET'))).toMatchObject({
      status: 200,
      body: query.echostr,
    })
    expect(
      verifierIn('plain').handshake(request({ ...query, signature: signature.replace('f4', 'f5') }, '', 'GET')),
    ).toMatchObject({ status: 403 })
    expect(verifierIn('plain').handshake(request({ signature }, '', 'GET'))).toBeUndefined()
  })

  it('plain: the signature covers token, timestamp and nonce', () => {
    const { query, signature } = WECHAT.plain
    const raw = request({ ...query, signature }, '<xml/>')
    expect(verifierIn('plain').verify(raw)).toMatchObject({ ok: true, method: 'wechat-plain' })
    expect(verifierIn('compatible').verify(raw)).toMatchObject({ ok: true })
  })

  it('plain: in safe mode it is refused although it is signed', () => {
    const { query, signature } = WECHAT.plain
    expect(verifierIn('safe').verify(request({ ...query, signature }, '<xml/>'))).toMatchObject({
      ok: false,
      status: 403,
    })
  })

  it('aes: opens to the published message', () => {
    const { query, msgSignature, encrypt, message } = WECHAT.aes
    const body = JSON.stringify({ ToUserName: 'gh_97417a04a28d', Encrypt: encrypt })
    for (const mode of ['safe', 'compatible'] as const) {
      const verified = verifierIn(mode).verify(request({ ...query, msg_signature: msgSignature }, body))
      expect(verified).toMatchObject({ ok: true, method: 'wechat-aes' })
      expect(verified.ok && verified.body.toString()).toBe(message)
    }
  })

  it('aes: closes to the published bytes', () => {
    const { encrypt, message, random } = WECHAT.aes
    const key = decodeAesKey(WECHAT.aesKey)
    expect(encryptPush(Buffer.from(message), key, WECHAT.appId, Buffer.from(random))).toBe(encrypt)
  })

  it("aes: another account's message is refused", () => {
    const key = decodeAesKey(WECHAT.aesKey)
    expect(decryptPush(WECHAT.aes.encrypt, key, 'wxsomebodyelse0000')).toBeUndefined()
  })

  it('reply: closes and signs to the published bytes', () => {
    const { timestamp, nonce, random, message, encrypt, msgSignature } = WECHAT.reply
    const sealed = encryptPush(Buffer.from(message), decodeAesKey(WECHAT.aesKey), WECHAT.appId, Buffer.from(random))
    expect(sealed).toBe(encrypt)
    expect(sortedSha1([WECHAT.token, timestamp, nonce, sealed])).toBe(msgSignature)
  })
})

describe('keys of the platform', () => {
  const key = decodeAesKey(WECHAT.aesKey)
  const seal = (length: number) => encryptPush(Buffer.alloc(length, 'x'), key, WECHAT.appId, Buffer.alloc(16, 'r'))

  it.each(Array.from({ length: 33 }, (_, length) => [length]))('padding of every size is read: %i bytes', (length) => {
    expect(decryptPush(seal(length), key, WECHAT.appId)?.toString()).toBe('x'.repeat(length))
  })

  it('a changed byte anywhere never opens to something else than the message or nothing', () => {
    const sealed = Buffer.from(seal(40), 'base64')
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(index) ^ 0xff, index)
      expect(() => decryptPush(changed.toString('base64'), key, WECHAT.appId)).not.toThrow()
    }
    for (const junk of ['', 'AAAA', 'A'.repeat(128), '====', '!!']) {
      expect(decryptPush(junk, key, WECHAT.appId)).toBeUndefined()
    }
  })

  it('during a change the previous key still opens, and an unknown one does not', () => {
    const { query, msgSignature, encrypt } = WECHAT.aes
    const raw = request({ ...query, msg_signature: msgSignature }, JSON.stringify({ Encrypt: encrypt }))
    const account = { ...WECHAT, mode: 'safe' as const, appSecret: 'unused', apiBase: 'http://unused.invalid' }
    const next = 'B'.repeat(43)
    expect(createPushVerifier({ ...account, aesKey: next, previousAesKey: WECHAT.aesKey }).verify(raw)).toMatchObject({
      ok: true,
      method: 'wechat-aes-previous-key',
    })
    expect(createPushVerifier({ ...account, aesKey: next }).verify(raw)).toMatchObject({ ok: false, status: 403 })
  })

  it('a key of the wrong length does not start', () => {
    expect(() => decodeAesKey('short')).toThrow('43')
    const settings = demoSettings({ mode: 'safe' })
    const keyless = { ...settings, wechat: { ...settings.wechat, aesKey: undefined } }
    expect(() => openChannels(keyless, { clock: { now: () => new Date(0) } })).toThrow('EncodingAESKey')
  })
})

describe("Weibo's published vector", () => {
  const settings = demoSettings()
  const { channels } = openChannels(
    { ...settings, weibo: { ...settings.weibo, appSecret: WEIBO.appSecret } },
    { clock: { now: () => new Date(0) } },
  )
  const signed = { ...WEIBO.query, signature: WEIBO.signature }

  it('is signed with the secret of the app', () => {
    expect(sortedSha1([WEIBO.appSecret, WEIBO.query.timestamp, WEIBO.query.nonce])).toBe(WEIBO.signature)
    expect(channels.get('weibo')?.verify(request(signed, '{}'))).toMatchObject({ ok: true })
  })

  it('the echo goes back verbatim', () => {
    const raw = request({ ...signed, echostr: '<b>42</b>' }, '', 'GET')
    expect(channels.get('weibo')?.handshake?.(raw)).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: '<b>42</b>',
    })
  })
})
