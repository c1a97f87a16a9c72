import type { Channel, Clock } from '../../../schema/kernel/ports.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import { createGatewayChannel, type GatewaySettings } from '../outbound/gateway-channel.ts'
import { parseEmail } from './parse.ts'
import { MAX_TEXT, sendEmail } from './send.ts'

/** Text and HTML of a mail; attachments are only named. */
const MAX_BODY = 256 * 1024

/** 电子邮件, through the city's gateway. */
export function createEmailChannel(settings: GatewaySettings, deps: { clock: Clock; fetch: Fetch }): Channel {
  const kind = { name: 'email', maxText: MAX_TEXT, maxBody: MAX_BODY, parse: parseEmail, send: sendEmail }
  return createGatewayChannel(kind, settings, deps)
}
