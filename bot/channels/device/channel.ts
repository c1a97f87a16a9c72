import { DomainError } from '../../../schema/kernel/errors.ts'
import type {
  Acknowledgement,
  Channel,
  InboundMessage,
  PartOutcome,
  RawRequest,
  Verification,
} from '../../../schema/kernel/ports.ts'
import { isKnownType } from '../../../schema/sensing/reading.rules.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import { refuse } from '../inbound/signature.ts'
import { readCloudEvent } from './cloud-event.ts'
import { contentMode, signedBytes, toStructured } from './content-mode.ts'
import { MOST_EVENTS, parseDevice, readBody } from './parse.ts'

const MAX_BODY = 64 * 1024
/** The attributes of an event that travel as headers; Node takes 16 KB of headers in all. */
const MAX_HEADERS = 16 * 1024

/** Names whose key signed, for cities with more sources than one would try one after the other. */
const HOLDER_HEADER = 'x-jiesu-source'

export interface DeviceSettings {
  /**
   * A key for each source: it may speak for itself and for what lies under it (`/water`, `/water/pump-3`). The key of
   * `*`, a platform that gathers the devices of many, may speak for all.
   */
  sources: KeyRing
}

/** 物联感知: CloudEvents 1.0 of devices and their platforms, in structured, binary and batch mode. */
export function createDeviceChannel(settings: DeviceSettings): Channel {
  return {
    name: 'device',
    capabilities: { menus: false, publicSpeech: false, maxText: 0, maxBody: MAX_BODY },
    verify: (raw) => verifyDevice(raw, settings.sources),
    parse: parseDevice,
    split: splitBatch,
    acknowledge,
  }
}

/** The signature says who sends. A single event must not claim to be somebody else's; of a batch only its own count. */
function verifyDevice(raw: RawRequest, sources: KeyRing): Verification {
  if (raw.body.length > MAX_BODY) return refuse(413, '内容过大')
  const mode = contentMode(raw.headers)
  const signed = mode === 'binary' ? { ...raw, body: signedBytes(raw) } : raw
  const checked = verifyHmac(signed, ringOf(raw, sources), MAX_BODY + MAX_HEADERS)
  if (!checked.ok) return checked
  if (!mode) return refuse(400, '只支持 JSON 格式的 CloudEvents')
  try {
    const body = mode === 'binary' ? toStructured(raw) : raw.body
    const value = readBody(body)
    if (mode !== 'batch' && !speaksFor(checked.holder, readCloudEvent(value).source)) {
      return refuse(403, '签名不属于事件的来源')
    }
    if (mode === 'batch' && !Array.isArray(value)) return refuse(400, '批量模式应为 JSON 数组')
    if (Array.isArray(value) && value.length > MOST_EVENTS) return refuse(413, `一批至多 ${MOST_EVENTS} 个事件`)
    return { ok: true, method: methodOf(checked.holder), body }
  } catch (error) {
    if (error instanceof DomainError) return refuse(400, error.message)
    throw error
  }
}

const METHOD = 'hmac:'
const methodOf = (holder: string) => `${METHOD}${holder}`

function ringOf({ headers }: RawRequest, sources: KeyRing): KeyRing {
  const holder = headers[HOLDER_HEADER]
  if (holder === undefined) return sources
  const key = Object.hasOwn(sources, holder) ? sources[holder] : undefined
  return key === undefined ? {} : { [holder]: key }
}

function speaksFor(holder: string, source: string): boolean {
  return holder === '*' || source === holder || source.startsWith(`${holder}/`)
}

/** The events of a batch, each in a body of its own; one event is a batch of one. */
function splitBatch(body: Buffer, method: string): (Buffer | { refused: string })[] {
  const value = readBody(body)
  if (!Array.isArray(value)) return [body]
  const holder = method.slice(METHOD.length)
  return value.map((event: unknown) => {
    const source = typeof event === 'object' && event !== null && 'source' in event ? event.source : undefined
    const foreign = typeof source === 'string' && !speaksFor(holder, source)
    return foreign ? { refused: '签名不属于事件的来源' } : Buffer.from(JSON.stringify(event))
  })
}

/** Says of each event what became of it, in their order. A batch of which nothing could be taken is 400. */
function acknowledge(messages: readonly InboundMessage[], outcomes: readonly PartOutcome[] = []): Acknowledgement {
  const events = outcomes.map(({ outcome, reason, messages: [message] }) => ({
    ...(message?.device && { source: message.device.source, id: message.dedupeKey.split(' ').slice(1).join(' ') }),
    outcome,
    ...(message?.device && { known: isKnownType(message.device.type) }),
    ...(reason && { reason }),
  }))
  const refused = outcomes.length > 0 && messages.length === 0
  return {
    status: refused ? 400 : 200,
    contentType: 'application/json',
    body: JSON.stringify({ received: !refused, ...(outcomes.length > 0 && { events }) }),
  }
}
