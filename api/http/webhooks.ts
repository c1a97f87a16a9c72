import type { Context } from 'koa'
import type { City } from '../../schema/city.ts'
import { receiveMessage } from '../../schema/intake/intake.service.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { Acknowledgement, Channel, RawRequest } from '../../schema/kernel/ports.ts'
import { isOutage } from '../graphql/errors.ts'
import { readBody } from './body.ts'

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
  if (method !== 'GET' && method !== 'POST') return plain(405, '不支持的方法')
  const body = method === 'POST' ? await readBody(context.req, channel.capabilities.maxBody) : Buffer.alloc(0)
  if (!body) return plain(413, '内容过大')
  const raw: RawRequest = {
    method,
    query: flatten(context.query),
    headers: flatten(context.headers),
    body,
    receivedAt: city.clock.now(),
  }
  try {
    if (method === 'GET') return channel.handshake?.(raw) ?? plain(405, '不支持的方法')
    const verification = channel.verify(raw)
    if (!verification.ok) return plain(verification.status, verification.reason)
    const messages = channel.parse(verification.body, raw)
    for (const message of messages) await receiveMessage(city, message, verification.body, verification.method)
    return channel.acknowledge(messages)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_INPUT') return plain(400, error.message)
    if (!isOutage(error)) onBug(error)
    return plain(503, '暂时无法受理，请稍后重试')
  }
}

function flatten(values: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value
    return first === undefined ? [] : [[name, first] as const]
  })
  return Object.fromEntries(entries)
}
