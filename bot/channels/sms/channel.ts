import type { Channel, Clock } from '../../../schema/kernel/ports.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import type { Gateway } from '../outbound/gateway.ts'
import { parseSms } from './parse.ts'
import { MAX_TEXT, sendSms } from './send.ts'

/** 4,000 characters, escaped. */
const MAX_BODY = 32 * 1024

export interface SmsSettings {
  /** Keys of the gateways that hand over what citizens write. */
  gateways: KeyRing
  /** Where text messages go out; without it nothing is sent. */
  outbound?: Gateway
}

/** 短信, through the city's gateway. */
export function createSmsChannel(settings: SmsSettings, deps: { clock: Clock; fetch: Fetch }): Channel {
  const { outbound } = settings
  return {
    name: 'sms',
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
    parse: parseSms,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
    ...(outbound && { send: (message) => sendSms(message, { gateway: outbound, ...deps }) }),
  }
}
