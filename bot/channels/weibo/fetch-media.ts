import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import { parseJson } from '../inbound/json.ts'
import { uploadBase } from './account.ts'
import { weiboRefusal } from './error-codes.ts'
import type { WeiboUsing } from './weibo-api.ts'

/** Larger than any photo or voice message of the platform. */
const MAX_BYTES = 10 * 1024 * 1024
const TIMEOUT_MS = 20_000

const lost = (what: string) => new DeliveryError('weibo', 'retry', undefined, what, 10_000)

/**
 * The bytes of an image or voice message, by its `tovfid`. Never from an address in the message: only the platform's own
 * host is asked. Throws DeliveryError.
 */
export async function fetchWeiboMedia(mediaId: string, { account, fetch }: WeiboUsing): Promise<Buffer> {
  const search = new URLSearchParams({ access_token: account.accessToken, fid: mediaId })
  let response: Response
  let bytes: Buffer
  try {
    const url = `${uploadBase(account)}/2/mss/msget?${search}`
    response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    bytes = await readLimited(response)
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    throw lost('附件下载中断')
  }
  if (/json/.test(response.headers.get('content-type') ?? '')) throw refusalIn(bytes)
  if (!response.ok) throw lost(`附件暂时下载不了（HTTP ${response.status}）`)
  return bytes
}

async function readLimited(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > MAX_BYTES) throw new DeliveryError('weibo', 'stop', undefined, '附件过大')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Errors come as JSON where bytes were asked for. */
function refusalIn(body: Buffer): DeliveryError {
  try {
    const refusal = z.object({ error_code: z.coerce.number().int() }).parse(parseJson(body))
    return weiboRefusal(refusal.error_code)
  } catch {
    return lost('附件下载的回答看不懂')
  }
}
