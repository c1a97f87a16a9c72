import type { Channel, Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { type KeyRing, verifyHmac } from '../inbound/hmac.ts'
import type { Fetch } from './call-platform.ts'
import type { Gateway } from './gateway.ts'

export interface GatewaySettings {
  /** Keys of the gateways that hand over what citizens write. */
  gateways: KeyRing
  /** Where ours goes out; without it nothing is sent. */
  outbound?: Gateway
}

/** What tells one kind of letter from another. */
interface Letters {
  name: string
  /** Longest text, in characters, and largest callback body, in bytes. */
  maxText: number
  maxBody: number
  parse: Channel['parse']
  send(message: OutboundMessage, using: { gateway: Gateway; clock: Clock; fetch: Fetch }): Promise<DeliveryReceipt>
}

/** A channel through a gateway of the city: signed JSON comes in, and goes out where there is a way out. */
export function createGatewayChannel(
  { name, maxText, maxBody, parse, send }: Letters,
  { gateways, outbound }: GatewaySettings,
  deps: { clock: Clock; fetch: Fetch },
): Channel {
  return {
    name,
    capabilities: { menus: false, publicSpeech: false, maxText, maxBody, mayWrite: 'until-left' },
    verify(raw) {
      const checked = verifyHmac(raw, gateways, maxBody)
      return checked.ok ? { ok: true, method: `hmac:${checked.holder}`, body: raw.body } : checked
    },
    parse,
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"received":true}' }),
    ...(outbound && { send: (message) => send(message, { gateway: outbound, ...deps }) }),
  }
}
