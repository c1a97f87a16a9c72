import { DomainError } from '../../../schema/kernel/errors.ts'
import { parseJson } from '../inbound/json.ts'
import { parseXml } from '../inbound/xml.ts'

/** A push message as name and value, whether it came as XML or as JSON. */
export type PushFields = Readonly<Record<string, unknown>>

/** What every push has. Times are the platform's. */
export interface PushHead {
  fields: PushFields
  from: string
  to: string | undefined
  at: Date
  type: string
  /** The platform's spelling; empty for messages. */
  event: string
  /** Stable across the platform's three tries. */
  dedupeKey: string
}

/** A scalar field as text; undefined when it is absent, empty or something nested. */
export function textOf(fields: PushFields, name: string): string | undefined {
  const value = fields[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A number within bounds; undefined for anything else. */
export function numberOf(fields: PushFields, name: string, limit: number): number | undefined {
  const value = Number(textOf(fields, name) ?? Number.NaN)
  return Math.abs(value) <= limit ? value : undefined
}

/** Reads a push, XML or JSON. Throws DomainError BAD_INPUT when it is neither or lacks sender, type or time. */
export function readPush(body: Buffer): PushHead {
  const isJson = body.subarray(0, 64).toString('utf8').trimStart().startsWith('{')
  const fields = (isJson ? parseJson(body) : parseXml(body)) as PushFields
  const from = textOf(fields, 'FromUserName')
  const type = textOf(fields, 'MsgType')
  const seconds = textOf(fields, 'CreateTime')
  if (!from || !type || !seconds || !/^\d{1,11}$/.test(seconds)) {
    throw new DomainError('BAD_INPUT', '消息缺少发送人、类型或时间')
  }
  const event = type === 'event' ? (textOf(fields, 'Event') ?? '') : ''
  return {
    fields,
    from,
    to: textOf(fields, 'ToUserName'),
    at: new Date(Number(seconds) * 1000),
    type,
    event,
    dedupeKey: textOf(fields, 'MsgId') ?? eventKey(fields, from, seconds, event),
  }
}

/**
 * Events have no MsgId. Sender and second alone would merge two different events of one second, so the event and its
 * key are part of it; for delivery reports the id of the reported message.
 */
function eventKey(fields: PushFields, from: string, seconds: string, event: string): string {
  const about = textOf(fields, 'EventKey') ?? textOf(fields, 'MsgID') ?? ''
  return [from, seconds, event, about].join(':')
}
