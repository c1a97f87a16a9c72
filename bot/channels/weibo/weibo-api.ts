import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import { callPlatform, type Fetch } from '../outbound/call-platform.ts'
import type { WeiboAccount } from './account.ts'
import { weiboRefusal } from './error-codes.ts'

export interface WeiboUsing {
  account: WeiboAccount
  fetch: Fetch
}

const refusalShape = z.object({ error_code: z.coerce.number().int() })

/** Reads something; asking twice does no harm. Throws DeliveryError for an error code or a lost answer. */
export async function readFromWeibo(url: string, query: Readonly<Record<string, string>>, using: WeiboUsing) {
  const search = new URLSearchParams({ access_token: using.account.accessToken, ...query })
  const { json } = await callPlatform(using.fetch, { channel: 'weibo', url: `${url}?${search}`, repeatable: true })
  return unrefused(json)
}

/** Says something. Throws DeliveryError; `unknown` when the answer got lost or cannot be read. */
export async function postToWeibo(url: string, form: Readonly<Record<string, string>>, using: WeiboUsing) {
  const { json } = await callPlatform(using.fetch, {
    channel: 'weibo',
    url,
    init: {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ access_token: using.account.accessToken, ...form }).toString(),
    },
    repeatable: false,
  })
  return unrefused(json)
}

/** Errors come with an HTTP status and a code of their own; the code says more. */
function unrefused(json: unknown): unknown {
  const refusal = refusalShape.safeParse(json)
  if (refusal.success) throw weiboRefusal(refusal.data.error_code)
  if (typeof json !== 'object' || json === null) {
    throw new DeliveryError('weibo', 'unknown', undefined, '平台的回答看不懂，是否送达不明')
  }
  return json
}
