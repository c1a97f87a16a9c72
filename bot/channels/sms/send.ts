import { maskNumbers } from '../../../schema/personal/mask.rules.ts'
import type { Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import { characters, cutPolitely } from '../outbound/cut.ts'
import { type Gateway, sendThroughGateway } from '../outbound/gateway.ts'
import { numberedMenu } from '../outbound/numbered-menu.ts'

/** A text message in UCS-2 holds 70 characters, a part of a longer one 67: three are the header that joins them again. */
const SINGLE = 70
const PART = 67
/** More than five parts are no text message any more, and the city pays for each. */
const MOST_PARTS = 5
/** Gateways put the sender's name (【…】) before the text, and operators count it. */
const SIGNATURE = 12
export const MAX_TEXT = PART * MOST_PARTS - SIGNATURE
const MORE = '…（内容较长，全文请凭工单号在网上查询）'

/** How many text messages a text makes, with the sender's name before it. */
export function partsOf(text: string): number {
  const length = text.length + SIGNATURE
  return length <= SINGLE ? 1 : Math.ceil(length / PART)
}

/**
 * One text message, joined of parts where it is long, cut where it is too long, and then it says so. Numbers that name
 * a person are masked: whoever holds the phone can read it. Throws DeliveryError.
 */
export function sendSms(
  message: OutboundMessage,
  using: { gateway: Gateway; clock: Clock; fetch: Fetch },
): Promise<DeliveryReceipt> {
  const said = maskNumbers(message.menu ? numberedMenu(message.menu) : message.text)
  const text = cutPolitely(said, MAX_TEXT, characters, MORE)
  const id = message.id ?? crypto.randomUUID()
  return sendThroughGateway('sms', { id, to: message.recipient, text, parts: partsOf(text) }, using)
}
