import type { Context } from 'koa'
import type { City } from '../../schema/city.ts'
import { receiveMessage } from '../../schema/intake/intake.service.ts'
import { useSignature } from '../../schema/intake/signature.store.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { Acknowledgement, Channel, RawRequest } from '../../schema/kernel/ports.ts'
import { isOutage } from '../graphql/errors.ts'
import { readBody } from './body.ts'
import { takeParts } from './take-parts.ts'

export interface CallbackDeps {
  city: City
  onBug(error: unknown): void
}

const plain = (status: number, body: string): Acknowledgement => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
})

/**
 * One callback: verify → parse → store → acknowledge. The platform hears "received" only when the store has it; nothing
 * here waits for Redis or for the conversation.
 */
export async function handleCallback(
  { city, onBug }: CallbackDeps,
  channel: Channel,
  context: Context,
): Promise<Acknowledgement> {
  const { method } = context
  const cors = answerCrossOrigin(channel, context)
  if (cors) return cors
  if (method !== 'GET' && method !== 'POST') return plain(405, '不支持的方法')
  const body = method === 'POST' ? await readBody(context.req, channel.capabilities.maxBody) : Buffer.alloc(0)
  if (!body) return plain(413, '内容过大')
  const raw: RawRequest = {
    method,
    query: flatten(context.query),
    headers: flatten(context.headers),
    body,
    receivedAt: city.clock.now(),
    target: context.originalUrl,
  }
  const refuse = (status: number, reason: string) => channel.refusal?.(raw, status, reason) ?? plain(status, reason)
  try {
    if (method === 'GET') return channel.handshake?.(raw) ?? plain(405, '不支持的方法')
    const seen = channel.verify(raw)
    const verification = seen.ok && channel.unseal ? await channel.unseal(seen, raw) : seen
    if (!verification.ok) return refuse(verification.status, verification.reason)
    const { once } = verification
    if (once && !(await useSignature(city.db, `${channel.name}\0${once}`, body, raw.receivedAt))) {
      return refuse(403, '签名已用于另一条消息')
    }
    if (channel.split) {
      const { body: whole, method: how } = verification
      return await takeParts(city, channel, channel.split(whole, how), { raw, method: how })
    }
    const messages = channel.parse(verification.body, raw, verification.method)
    for (const message of messages) {
      const { same } = await receiveMessage(city, message, verification.body, verification.method, raw)
      if (!same && channel.capabilities.oneUseKeys) return refuse(409, '这个标识已用于另一条诉求')
    }
    return channel.acknowledge(messages)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_INPUT') return refuse(400, error.message)
    if (!isOutage(error)) onBug(error)
    return refuse(503, '暂时无法受理，请稍后重试')
  }
}

/**
 * Lets pages of listed sites read our answer, and answers their browser's question whether it may post (preflight);
 * undefined when there is still something to do. Other origins are told nothing, and a preflight of theirs is refused.
 */
function answerCrossOrigin({ crossOrigin }: Channel, context: Context): Acknowledgement | undefined {
  if (!crossOrigin) return undefined
  context.vary('Origin')
  const origin = context.get('origin')
  const allowed = origin !== '' && crossOrigin.allows(origin)
  if (allowed) context.set('access-control-allow-origin', origin)
  if (context.method !== 'OPTIONS') return undefined
  if (!allowed) return plain(403, '来源网站不在名单中')
  context.set({
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': crossOrigin.headers.join(', '),
    'access-control-max-age': '600',
  })
  return plain(204, '')
}

function flatten(values: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value
    return first === undefined ? [] : [[name, first] as const]
  })
  return Object.fromEntries(entries)
}
