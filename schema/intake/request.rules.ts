import { phoneKey, trackingKey } from '../citizen/contact.rules.ts'
import { findPhone } from '../citizen/masking.rules.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import type { Sealer } from '../kernel/seal.ts'
import type { NewRequest } from '../ticket/normalise.rules.ts'

/** What the citizen said, in text; undefined when there are no words to work with. */
export function wordsOf(message: InboundMessage): string | undefined {
  const address = message.form?.['address']
  const parts = [message.text, address && `地点：${address}`, message.place?.label && `位置：${message.place.label}`]
  const words = parts.filter(Boolean).join('\n').trim()
  return words === '' ? undefined : words
}

/** The phone number the citizen can be reached by: a form's own field, the caller's number, or one in the text. */
function phoneOf(message: InboundMessage): string | undefined {
  const given = message.form?.['phone'] ?? (message.channel === 'ivr' ? message.sender : undefined)
  return findPhone(given ?? '') ?? findPhone(message.text ?? '')
}

/** The request a message makes; personal data leaves only as blind indexes. `text` may join several messages. */
export function requestFrom(
  sealer: Sealer,
  source: { inboxId: string; citizenKey: string; message: InboundMessage; text: string },
): NewRequest {
  const { message } = source
  const phone = phoneOf(message)
  const trackingCode = message.form?.['trackingCode']
  return {
    sourceKey: source.inboxId,
    channel: message.channel,
    citizenKey: source.citizenKey,
    text: source.text,
    at: message.at,
    ...(message.place && { point: message.place }),
    ...(phone && { phoneKey: phoneKey(sealer, phone) }),
    ...(trackingCode && { trackingKey: trackingKey(sealer, trackingCode) }),
  }
}
