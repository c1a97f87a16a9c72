import { createHmac } from 'node:crypto'
import type { RawRequest, Verification } from '../../../schema/kernel/ports.ts'
import { type KeyRing, SIGNATURE_HEADER, verifyHmac } from '../inbound/hmac.ts'
import { refuse, sameText } from '../inbound/signature.ts'

/** A Twilio-compatible account: its auth token, and the address as it is written in the platform's console. */
export interface TwilioAccount {
  authToken: string
  url: string
}

/** More fields than any callback of the platform has. */
const MAX_FIELDS = 100

interface Doors {
  centres: KeyRing
  twilio?: TwilioAccount
}

/**
 * Who sent it, by whichever of the three ways the platform has: our own signature, Twilio's, or user and password
 * where the platform knows nothing better (Tencent, Alibaba). `method` ends up as `<way>:<centre>`.
 */
export function verifyCentre(raw: RawRequest, { centres, twilio }: Doors, maxBody: number): Verification {
  if (raw.body.length > maxBody) return refuse(413, '内容过大')
  const signature = raw.headers['x-twilio-signature']
  if (signature !== undefined && twilio) return verifyTwilio(raw, twilio, signature)
  const basic = raw.headers['authorization']
  // A password says nothing of the time; only callbacks that cannot be signed may come by it.
  if (basic?.startsWith('Basic ') && raw.query['action'] && !raw.headers[SIGNATURE_HEADER]) {
    return verifyBasic(raw, centres, basic)
  }
  const checked = verifyHmac(raw, centres, maxBody)
  return checked.ok ? { ok: true, method: `hmac:${checked.holder}`, body: raw.body } : checked
}

/** The centre that a verification names. */
export function centreOf(method: string | undefined): string {
  return /^[a-z]+:(.+?)(\+jws)?$/.exec(method ?? '')?.[1] ?? 'default'
}

/** The user is the centre's name, the password its key. */
function verifyBasic(raw: RawRequest, centres: KeyRing, header: string): Verification {
  const [, user, password] = /^([^:]+):(.*)$/s.exec(Buffer.from(header.slice(6), 'base64').toString('utf8')) ?? []
  if (!user || !password) return refuse(401, '缺少签名')
  const keys = Object.hasOwn(centres, user) ? [centres[user] ?? []].flat() : []
  if (!keys.some((key) => sameText(password, key))) return refuse(403, '签名不符')
  return { ok: true, method: `basic:${user}`, body: raw.body }
}

/**
 * Twilio's scheme: HMAC-SHA1 with the auth token over the address and every field's name and value in the order of the
 * names. The address is the one the platform was told, because a proxy in between may have changed ours.
 */
function verifyTwilio(raw: RawRequest, { authToken, url }: TwilioAccount, signature: string): Verification {
  const body = raw.body.toString('utf8')
  if (body.split('&', MAX_FIELDS + 1).length > MAX_FIELDS) return refuse(400, '字段过多')
  const { target } = raw
  const asked = target?.indexOf('?') ?? -1
  const query = target ? target.slice(asked < 0 ? target.length : asked + 1) : new URLSearchParams(raw.query).toString()
  const address = query ? `${url}?${query}` : url
  const wanted = twilioSignature(authToken, address, new URLSearchParams(body))
  return sameText(signature, wanted) ? { ok: true, method: 'twilio:twilio', body: raw.body } : refuse(403, '签名不符')
}

export function twilioSignature(authToken: string, address: string, fields: URLSearchParams): string {
  const signed = [...fields].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([name, value]) => name + value)
  return createHmac('sha1', authToken)
    .update(address + signed.join(''))
    .digest('base64')
}
