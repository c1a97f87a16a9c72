import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock, DeliveryReceipt } from '../../../schema/kernel/ports.ts'
import { SIGNATURE_HEADER, signBody } from '../inbound/hmac.ts'
import { callPlatform, type Fetch } from './call-platform.ts'

/** A gateway of the city that takes e-mails or text messages over HTTP. */
export interface Gateway {
  url: string
  /** Signs what we send, as `x-jiesu-signature` everywhere. */
  key: string
}

const answerShape = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String).optional(),
    code: z.string().max(64).optional(),
    retryAfter: z.number().min(0).max(86_400).optional(),
  })
  .catch({})

/**
 * Hands one message over. The gateway takes a message once per `id`, so that a lost answer is simply asked for again.
 * Throws DeliveryError.
 */
export async function sendThroughGateway(
  channel: string,
  message: { id: string } & Record<string, unknown>,
  using: { gateway: Gateway; clock: Clock; fetch: Fetch },
): Promise<DeliveryReceipt> {
  const { gateway, clock, fetch } = using
  const body = JSON.stringify(message)
  const { status, json } = await callPlatform(fetch, {
    channel,
    url: gateway.url,
    init: {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: signBody(gateway.key, Buffer.from(body), clock.now()),
      },
      body,
    },
    repeatable: true,
  })
  const { id, code, retryAfter } = answerShape.parse(json)
  // 409: this id was taken before.
  if ((status >= 200 && status < 300) || status === 409) return { means: channel, ...(id && { platformId: id }) }
  if (status === 429) {
    throw new DeliveryError(channel, 'pause', status, '网关要求放慢', (retryAfter ?? 60) * 1000)
  }
  if (status === 401 || status === 403) throw new DeliveryError(channel, 'config', status, '网关不认我们的签名')
  throw new DeliveryError(channel, 'stop', status, `网关拒绝：${REASONS[code ?? ''] ?? `HTTP ${status}`}`)
}

/** The codes of the contract. */
const REASONS: Readonly<Record<string, string>> = {
  'opted-out': '收信人已退订',
  'no-such-recipient': '收信人不存在',
  'too-long': '内容过长',
  'bad-message': '消息格式不对',
}
