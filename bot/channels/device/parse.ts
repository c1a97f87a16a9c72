import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'
import { parseJson } from '../inbound/json.ts'
import { readCloudEvent } from './cloud-event.ts'

/** Events a batch may have, and members all of them together. */
export const MOST_EVENTS = 100
const MOST_MEMBERS = 3000

const MINUTE_MS = 60_000
/** A clock may run ahead by this much; an event from further in the future happened when it arrived. */
const AHEAD_MS = 5 * MINUTE_MS
/** Devices without a network keep their events; what is older than this is history, and no signal. */
const OLDEST_MS = 30 * 24 * 60 * MINUTE_MS

/** Devices report where they stand as the satellites tell it. */
const placeShape = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

/** A body in structured mode or a batch, as a value. Throws DomainError BAD_INPUT. */
export function readBody(body: Buffer): unknown {
  return parseJson(body, MOST_MEMBERS)
}

/** One message for each event of a body; they are no citizen's and are never answered. Throws DomainError BAD_INPUT. */
export function parseDevice(body: Buffer, raw: RawRequest): InboundMessage[] {
  const value = readBody(body)
  return Array.isArray(value) ? value.map((event) => parseEvent(event, raw)) : [parseEvent(value, raw)]
}

function parseEvent(value: unknown, raw: RawRequest): InboundMessage {
  const { id, source, type, subject, time, data, extensions } = readCloudEvent(value)
  const place = placeShape.safeParse(data)
  return {
    channel: 'device',
    dedupeKey: `${source} ${id}`,
    sender: subject ? `${source}#${subject}` : source,
    kind: 'device-event',
    at: happenedAt(time, raw.receivedAt),
    ...(place.success && { place: { ...place.data, datum: 'WGS84' } }),
    device: {
      source,
      type,
      ...(subject && { subject }),
      ...(data !== undefined && { data }),
      ...(Object.keys(extensions).length > 0 && { extensions }),
    },
    reply: { mode: 'none' },
    platformType: type,
  }
}

function happenedAt(time: string | undefined, receivedAt: Date): Date {
  if (!time) return receivedAt
  const at = new Date(time)
  const ago = receivedAt.getTime() - at.getTime()
  if (ago > OLDEST_MS) throw new DomainError('BAD_INPUT', '事件发生在 30 天以前')
  return ago < -AHEAD_MS ? receivedAt : at
}
