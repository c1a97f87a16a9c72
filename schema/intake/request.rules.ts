import { phoneKey, trackingKey } from '../citizen/contact.rules.ts'
import { findPhone } from '../personal/phone.rules.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import type { Sealer } from '../kernel/seal.ts'
import { streetOfScene } from '../territory/hint.rules.ts'
import type { NewRequest } from '../ticket/normalise.rules.ts'

/** What the citizen said, in text; undefined when there are no words to work with. */
export function wordsOf(message: InboundMessage): string | undefined {
  const address = message.form?.['address']
  const parts = [message.text, address && `地点：${address}`, message.place?.label && `位置：${message.place.label}`]
  const words = parts.filter(Boolean).join('\n').trim()
  return words === '' ? undefined : words
}

/** Channels whose accounts are phone numbers. */
const BY_PHONE: readonly string[] = ['ivr', 'sms']

/** The phone number the citizen can be reached by: a form's own field, the caller's number, or one in the text. */
function phoneOf(message: InboundMessage): string | undefined {
  return findPhone(givenPhone(message) ?? '') ?? findPhone(message.text ?? '')
}

function givenPhone(message: InboundMessage): string | undefined {
  return message.form?.['phone'] ?? (BY_PHONE.includes(message.channel) ? message.sender : undefined)
}

/**
 * The request a message makes; personal data leaves only as blind indexes. `text` may join several messages, `scene` is
 * the QR code its citizen scanned before.
 */
export function requestFrom(
  sealer: Sealer,
  source: {
    inboxId: string
    citizenKey: string
    message: InboundMessage
    text: string
    scene?: string | undefined
    verifiedPhoneKey?: string | undefined
  },
): NewRequest {
  const { message } = source
  const phone = phoneOf(message)
  const given = findPhone(givenPhone(message) ?? '')
  const name = message.form?.['name']?.trim()
  // A number given with the request counts for more than the account's verified one.
  const contactKey = phone ? phoneKey(sealer, phone) : source.verifiedPhoneKey
  const streetHint = streetOfScene(source.scene)
  const trackingCode = message.form?.['trackingCode']
  const category = message.form?.['category']
  const attachments = (message.media ?? []).flatMap(({ attachmentId: id, type }) =>
    id ? [{ id, type, cause: source.inboxId }] : [],
  )
  return {
    sourceKey: source.inboxId,
    channel: message.channel,
    citizenKey: source.citizenKey,
    text: source.text,
    at: message.at,
    ...(message.place && { point: message.place }),
    ...(message.transcript?.length && { bySound: 'always' as const }),
    ...(streetHint && { streetHint }),
    ...(contactKey && { phoneKey: contactKey }),
    ...((given || name) && { contact: { ...(given && { phone: given }), ...(name && { name }) } }),
    ...(message.publicUrl && { publicUrl: message.publicUrl }),
    ...(message.site && { site: message.site }),
    ...(attachments.length > 0 && { attachments }),
    ...(trackingCode && { trackingKey: trackingKey(sealer, trackingCode) }),
    ...(category && { category }),
  }
}
