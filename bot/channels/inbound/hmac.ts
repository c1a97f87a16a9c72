import { createHmac } from 'node:crypto'
import type { RawRequest } from '../../../schema/kernel/ports.ts'
import { isFresh, refuse, sameText } from './signature.ts'

/** The header our own callbacks are signed with: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export const SIGNATURE_HEADER = 'x-jiesu-signature'

/** Keys by the name of who holds them (a site, a call centre, a device source); two of them during a key change. */
export type KeyRing = Readonly<Record<string, string | readonly string[]>>

function mac(key: string, timestamp: string, body: Buffer): string {
  return createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')
}

/** What the sender puts into the header. */
export function signBody(key: string, body: Buffer, at: Date): string {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return `t=${timestamp},v1=${mac(key, timestamp, body)}`
}

/**
 * Checks a signed body. The holder is found by trying the keys, so that a request needs not say who it is; a ring has
 * a handful of them.
 */
export function verifyHmac(
  raw: RawRequest,
  keys: KeyRing,
  maxBody: number,
): { ok: true; holder: string } | ReturnType<typeof refuse> {
  if (raw.body.length > maxBody) return refuse(413, '内容过大')
  const header = raw.headers[SIGNATURE_HEADER]
  if (!header) return refuse(401, '缺少签名')
  const [, timestamp, signature] = /^t=(\d{1,16}),\s*v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (!timestamp || !signature) return refuse(401, '签名格式应为 t=…,v1=…')
  const holder = Object.keys(keys).find((name) =>
    [keys[name] ?? []].flat().some((key) => sameText(signature, mac(key, timestamp, raw.body))),
  )
  if (holder === undefined) return refuse(403, '签名不符')
  if (!isFresh(timestamp, raw.receivedAt)) return refuse(403, '请求已过期')
  return { ok: true, holder }
}
