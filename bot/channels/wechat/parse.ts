import type { InboundMessage } from '../../../schema/kernel/ports.ts'
import { numberOf, type PushHead, readPush, textOf } from '../wechat-platform/push-fields.ts'
import { envelopeOf, NOTHING, opens, parseSubscriptionEvent } from '../wechat-platform/push-message.ts'
import { templateReceiptOf } from '../wechat-platform/subscription-events.ts'

/** What a message opens, and what a tap, a follow or a scan opens (the rules since June 2023). */
const AFTER_MESSAGE = { remaining: 5, ms: 48 * 3_600_000 }
const AFTER_ACT = { remaining: 3, ms: 60_000 }

const envelope = envelopeOf('wechat')

/** Turns one push into messages: one, or several where a delivery report covers several notices. */
export function parseWechat(body: Buffer): InboundMessage[] {
  const head = readPush(body)
  return head.type === 'event' ? parseEvent(head) : [parseMessage(head)]
}

function parseMessage(head: PushHead): InboundMessage {
  const { fields } = head
  const reply = opens(head, AFTER_MESSAGE)
  switch (head.type) {
    case 'text': {
      const text = textOf(fields, 'Content') ?? ''
      const menuId = textOf(fields, 'bizmsgmenuid')
      // The platform counts the tap on a menu message as a tap, not as something said.
      return menuId
        ? envelope(head, 'menu-click', opens(head, AFTER_ACT), { text, menuId })
        : envelope(head, 'text', reply, { text })
    }
    case 'image':
      return envelope(head, 'image', reply, { media: mediaOf(head, 'image') })
    case 'voice': {
      // The documentation knows both spellings, and either only when recognition is switched on.
      const text = textOf(fields, 'Recognition') ?? textOf(fields, 'Recongnition')
      return envelope(head, 'voice', reply, { ...(text && { text }), media: mediaOf(head, 'voice') })
    }
    case 'video':
    case 'shortvideo':
      return envelope(head, 'video', reply, { media: mediaOf(head, 'video') })
    case 'location':
      return envelope(head, 'location', reply, placeOf(head))
    case 'link':
      return envelope(head, 'link', reply, linkOf(head))
    default:
      return envelope(head, 'unknown', reply)
  }
}

function parseEvent(head: PushHead): InboundMessage[] {
  const key = textOf(head.fields, 'EventKey')
  switch (head.event.toLowerCase()) {
    case 'subscribe': {
      const scene = key?.startsWith('qrscene_') ? key.slice('qrscene_'.length) : undefined
      return [envelope(head, 'follow', opens(head, AFTER_ACT), { ...(scene && { scene }) })]
    }
    case 'unsubscribe':
      return [envelope(head, 'unfollow', NOTHING)]
    case 'scan':
      return [envelope(head, 'scan', opens(head, AFTER_ACT), { ...(key && { scene: key }) })]
    case 'click':
      return [envelope(head, 'menu-click', opens(head, AFTER_ACT), { ...(key && { menuId: key }) })]
    case 'templatesendjobfinish': {
      const receipt = templateReceiptOf(head.fields)
      return [envelope(head, 'receipt', NOTHING, { ...(receipt && { receipt }) })]
    }
    default:
      // VIEW, LOCATION and what else the platform reports: nobody spoke, and where someone stands is not ours to keep.
      return parseSubscriptionEvent(head, envelope) ?? [envelope(head, 'presence', NOTHING)]
  }
}

function mediaOf({ fields }: PushHead, type: 'image' | 'voice' | 'video'): InboundMessage['media'] {
  const [mediaId, url, format] = [textOf(fields, 'MediaId'), textOf(fields, 'PicUrl'), textOf(fields, 'Format')]
  return [{ type, ...(mediaId && { mediaId }), ...(url && { url }), ...(format && { format }) }]
}

/** Location_X is the latitude, Location_Y the longitude; both are shifted as all maps in the country are. */
function placeOf({ fields }: PushHead): Partial<InboundMessage> {
  const latitude = numberOf(fields, 'Location_X', 90)
  const longitude = numberOf(fields, 'Location_Y', 180)
  if (latitude === undefined || longitude === undefined) return {}
  const label = textOf(fields, 'Label')
  return { place: { latitude, longitude, datum: 'GCJ-02', ...(label && { label }) } }
}

function linkOf({ fields }: PushHead): Partial<InboundMessage> {
  const [url, title, description] = [textOf(fields, 'Url'), textOf(fields, 'Title'), textOf(fields, 'Description')]
  return url ? { link: { url, ...(title && { title }), ...(description && { description }) } } : {}
}
