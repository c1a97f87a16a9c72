import type { Channel, Clock } from '../../../schema/kernel/ports.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import type { Gateway } from '../outbound/gateway.ts'
import { parseEmail } from './parse.ts'
import { MAX_TEXT, sendEmail } from './send.ts'

/** Text and HTML of a mail; attachments are only named. */
const MAX_BODY = 256 * 1024

export interface EmailSettings {
  /** Keys of the gateways that hand over what citizens write. */
  gateways: KeyRing
  /** Where mails go out; without it nothing is sent. */
  outbound?: Gateway
}

/** 电子邮件, through the city's gateway. */
export function createEmailChannel(settings: EmailSettings, deps: { clock: Clock; fetch: Fetch }): Channel {
  const { outbound } = settings
  return {
    name: 'email',
    capabilities: {
      menus: false,
      publicSpeech: false,
      maxText: MAX_TEXT,
      maxBody: MAX_BODY,
      mayWrite: 'until-left',
    },
    verify(raw) {
      const checked = verifyHmac(raw, settings.gateways, MAX_BODY)
      return checked.ok ? { ok: true, method: `hmac:${checked.holder}`, body: raw.body } : checked
    },
    parse: parseEmail,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
    ...(outbound && { send: (message) => sendEmail(message, { gateway: outbound, ...deps }) }),
  }
}
