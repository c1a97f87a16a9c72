import { randomBytes } from 'node:crypto'
import { sortedSha1 } from '../../inbound/signature.ts'
import { decodeAesKey, encryptPush } from '../../wechat-platform/push-crypto.ts'
import type { PlatformAccount } from '../credentials.ts'
import type { Callback } from '../deliver.ts'

/** A message as the platform has it, before it is written down. Message ids are 64-bit numbers. */
export type PushContent = Readonly<Record<string, string | number | bigint | NestedContent>>
type NestedContent = Readonly<Record<string, Readonly<Record<string, string>>[]>>

/** Writes, signs and where the account wants it encrypts one push. */
export function buildPush(
  channel: 'wechat' | 'mini-program',
  account: PlatformAccount,
  openid: string,
  content: PushContent,
  now: Date,
): Callback {
  const plain = channel === 'wechat' ? `<xml>${toXml(content)}</xml>` : toJson(content)
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const nonce = String(randomBytes(4).readUInt32BE())
  const signature = sortedSha1([account.token, timestamp, nonce])
  const signed = { signature, timestamp, nonce, openid }
  const headers = { 'content-type': channel === 'wechat' ? 'text/xml' : 'application/json' }
  if (account.mode === 'plain' || !account.aesKey) return { channel, query: signed, headers, body: plain, plain }
  const encrypted = encryptPush(Buffer.from(plain), decodeAesKey(account.aesKey), account.appId, randomBytes(16))
  const query = {
    ...signed,
    encrypt_type: 'aes',
    msg_signature: sortedSha1([account.token, timestamp, nonce, encrypted]),
  }
  // In compatible mode the content stands there twice, open and sealed.
  const open: PushContent = account.mode === 'compatible' ? content : { ToUserName: content['ToUserName'] ?? '' }
  const sealed = { ...open, Encrypt: encrypted }
  return { channel, query, headers, body: channel === 'wechat' ? `<xml>${toXml(sealed)}</xml>` : toJson(sealed), plain }
}

function toXml(content: PushContent): string {
  return Object.entries(content)
    .map(([name, value]) => `<${name}>${typeof value === 'object' ? nestedXml(value) : scalarXml(value)}</${name}>`)
    .join('')
}

function scalarXml(value: string | number | bigint): string {
  return typeof value !== 'string' ? String(value) : `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

function nestedXml(nested: NestedContent): string {
  return Object.entries(nested)
    .map(([name, rows]) => rows.map((row) => `<${name}>${toXml(row)}</${name}>`).join(''))
    .join('')
}

/** In JSON the list of an event lies at the top: an object when it has one entry, an array when it has several. */
function toJson(content: PushContent): string {
  const members = Object.entries(content).flatMap(([name, value]) => {
    if (typeof value === 'bigint') return [`"${name}":${value}`]
    if (typeof value !== 'object') return [`"${name}":${JSON.stringify(value)}`]
    return Object.entries(value).map(
      ([list, rows]) => `"${list}":${JSON.stringify(rows.length === 1 ? rows[0] : rows)}`,
    )
  })
  return `{${members.join(',')}}`
}
