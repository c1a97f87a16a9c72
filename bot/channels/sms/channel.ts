import type { Channel, Clock } from '../../../schema/kernel/ports.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import { createGatewayChannel, type GatewaySettings } from '../outbound/gateway-channel.ts'
import { parseSms } from './parse.ts'
import { MAX_TEXT, sendSms } from './send.ts'

/** 4,000 characters, escaped. */
const MAX_BODY = 32 * 1024

/** 短信, through the city's gateway. */
export function createSmsChannel(settings: GatewaySettings, deps: { clock: Clock; fetch: Fetch }): Channel {
  const kind = { name: 'sms', maxText: MAX_TEXT, maxBody: MAX_BODY, parse: parseSms, send: sendSms }
  return createGatewayChannel(kind, settings, deps)
}
