import type { Acknowledgement, RawRequest, Verification } from '../../../schema/kernel/ports.ts'
import { parseJson } from '../inbound/json.ts'
import { answerHandshake, refusalOfQuery, refuse } from '../inbound/signature.ts'
import { decodeAesKey, decryptPush } from './push-crypto.ts'
import type { WechatAccount } from './settings.ts'

/** The platform's own messages stay under 10 KB, three times that in compatible mode. */
export const MAX_PUSH_BODY = 32 * 1024

export interface PushVerifier {
  handshake(raw: RawRequest): Acknowledgement | undefined
  verify(raw: RawRequest): Verification
}

/**
 * Checks pushes of one account. Encrypted ones are checked by `msg_signature`, which covers the content; plain ones by
 * `signature`, which covers only time and nonce, so in safe mode a plain one is refused even when it is signed.
 */
export function createPushVerifier(account: WechatAccount): PushVerifier {
  const keys = [account.aesKey, account.previousAesKey].flatMap((key) => (key ? [decodeAesKey(key)] : []))
  if (account.mode !== 'plain' && keys.length === 0) {
    throw new Error(`${account.mode} mode needs an EncodingAESKey`)
  }
  return {
    handshake: (raw) => answerHandshake(raw, account.token),
    verify(raw) {
      if (raw.body.length > MAX_PUSH_BODY) return refuse(413, '内容过大')
      if (raw.query['encrypt_type'] === 'aes') return verifyEncrypted(raw, account, keys)
      const refused = refusalOfQuery(raw, { signature: raw.query['signature'], secret: account.token })
      if (refused) return refused
      if (account.mode === 'safe') return refuse(403, '安全模式下不接受明文')
      return { ok: true, method: 'wechat-plain', body: raw.body, once: signatureOf(raw) }
    },
  }
}

/** A plain signature covers only the time and the nonce. */
const signatureOf = ({ query }: RawRequest) => [query['signature'], query['timestamp'], query['nonce']].join('\0')

function verifyEncrypted(raw: RawRequest, account: WechatAccount, keys: readonly Buffer[]): Verification {
  if (keys.length === 0) return refuse(400, '未配置 EncodingAESKey')
  const encrypted = findEncrypt(raw.body)
  if (!encrypted) return refuse(400, '缺少 Encrypt')
  const signature = raw.query['msg_signature']
  const refused = refusalOfQuery(raw, { signature, secret: account.token, also: [encrypted] })
  if (refused) return refused
  for (const [index, key] of keys.entries()) {
    const body = decryptPush(encrypted, key, account.appId)
    if (body) return { ok: true, method: index === 0 ? 'wechat-aes' : 'wechat-aes-previous-key', body }
  }
  return refuse(403, '无法解密，或不是本账号的消息')
}

/**
 * The one base64 value of the outer envelope. Nothing is trusted yet, so no parser is let loose on XML here; what this
 * finds is worth something only with the right signature over it.
 */
function findEncrypt(body: Buffer): string | undefined {
  const text = body.toString('utf8')
  if (!text.trimStart().startsWith('{')) {
    return /<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/]+={0,2})/.exec(text)?.[1]
  }
  try {
    const value = (parseJson(body) as { Encrypt?: unknown }).Encrypt
    return typeof value === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? value : undefined
  } catch {
    return undefined
  }
}
