import { createHash, timingSafeEqual } from 'node:crypto'
import type { Acknowledgement, RawRequest, Verification } from '../../../schema/kernel/ports.ts'

/** How long a callback's timestamp is good for, both ways: platforms retry with the old timestamp, clocks differ. */
const WINDOW_MS = 5 * 60_000

/** The callback signature of WeChat and Weibo: SHA-1 over the sorted parts. */
export function sortedSha1(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/** Compares without telling by its duration how much was right. */
export function sameText(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Whether a timestamp in seconds or milliseconds (WeChat sends the one, Weibo the other) is of these minutes. */
export function isFresh(timestamp: string, now: Date): boolean {
  if (!/^\d{1,16}$/.test(timestamp)) return false
  const value = Number(timestamp)
  const at = value < 1e11 ? value * 1000 : value
  return Math.abs(now.getTime() - at) <= WINDOW_MS
}

export function refuse(status: 400 | 401 | 403 | 413, reason: string): Extract<Verification, { ok: false }> {
  return { ok: false, status, reason }
}

/**
 * Checks the query's signature over the secret, timestamp, nonce and what else the platform signs; undefined when it
 * is right and of these minutes.
 */
export function refusalOfQuery(
  raw: RawRequest,
  signed: { signature: string | undefined; secret: string; also?: readonly string[] },
): Extract<Verification, { ok: false }> | undefined {
  const { timestamp, nonce } = raw.query
  if (!signed.signature || !timestamp || !nonce) return refuse(401, '缺少签名')
  const wanted = sortedSha1([signed.secret, timestamp, nonce, ...(signed.also ?? [])])
  if (!sameText(signed.signature, wanted)) return refuse(403, '签名不符')
  return isFresh(timestamp, raw.receivedAt) ? undefined : refuse(403, '请求已过期')
}

/** Answers the platform's check of our address: its echostr comes back verbatim. Undefined when this GET is no check. */
export function answerHandshake(raw: RawRequest, secret: string): Acknowledgement | undefined {
  const { echostr, signature } = raw.query
  if (echostr === undefined) return undefined
  const refused = refusalOfQuery(raw, { signature, secret })
  return { status: refused?.status ?? 200, contentType: 'text/plain; charset=utf-8', body: refused?.reason ?? echostr }
}
