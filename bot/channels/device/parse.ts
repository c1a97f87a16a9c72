import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'
import { parseJson } from '../inbound/json.ts'

/** CloudEvents 1.0, structured mode. `source` and `id` together are unique, by the specification. */
const eventShape = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  type: z.string().min(1).max(200),
  subject: z.string().min(1).max(200).optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  data: z.unknown().optional(),
})

export type CloudEvent = z.infer<typeof eventShape>

/** Devices report where they stand as the satellites tell it. */
const placeShape = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

/** Throws DomainError BAD_INPUT for what is no CloudEvent. */
export function readCloudEvent(body: Buffer): CloudEvent {
  const parsed = eventShape.safeParse(parseJson(body))
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)')
  throw new DomainError('BAD_INPUT', `不是有效的 CloudEvents 1.0：${[...new Set(fields)].join(', ')}`)
}

/** Turns one event into one message for the sensing slice; it is no citizen's and is never answered. */
export function parseDevice(body: Buffer, raw: RawRequest): InboundMessage[] {
  const event = readCloudEvent(body)
  const place = placeShape.safeParse(event.data)
  return [
    {
      channel: 'device',
      dedupeKey: `${event.source} ${event.id}`,
      sender: event.subject ? `${event.source}#${event.subject}` : event.source,
      kind: 'device-event',
      at: event.time ? new Date(event.time) : raw.receivedAt,
      ...(place.success && { place: { ...place.data, datum: 'WGS84' } }),
      device: {
        source: event.source,
        type: event.type,
        ...(event.subject && { subject: event.subject }),
        ...(event.data !== undefined && { data: event.data }),
      },
      reply: { mode: 'none' },
      platformType: event.type,
    },
  ]
}
