import type { InboundMessage } from '../../../schema/kernel/ports.ts'
import { type PushHead, readPush, textOf } from '../wechat-platform/push-fields.ts'
import { envelopeOf, NOTHING, opens, parseSubscriptionEvent } from '../wechat-platform/push-message.ts'

/** Customer service in a mini-program: five answers to a message, two on entering the chat. */
const AFTER_MESSAGE = { remaining: 5, ms: 48 * 3_600_000 }
const AFTER_ENTERING = { remaining: 2, ms: 60_000 }

const envelope = envelopeOf('mini-program')

/** Turns one push of the mini-program into messages; several where a delivery report covers several notices. */
export function parseMiniProgram(body: Buffer): InboundMessage[] {
  const head = readPush(body)
  switch (head.type) {
    case 'event':
      return parseEvent(head)
    case 'text':
      return [envelope(head, 'text', opens(head, AFTER_MESSAGE), { text: textOf(head.fields, 'Content') ?? '' })]
    case 'image': {
      const [mediaId, url] = [textOf(head.fields, 'MediaId'), textOf(head.fields, 'PicUrl')]
      const media = [{ type: 'image' as const, ...(mediaId && { mediaId }), ...(url && { url }) }]
      return [envelope(head, 'image', opens(head, AFTER_MESSAGE), { media })]
    }
    default:
      return [envelope(head, 'unknown', opens(head, AFTER_MESSAGE))]
  }
}

function parseEvent(head: PushHead): InboundMessage[] {
  const reply = head.event === 'user_enter_tempsession' ? opens(head, AFTER_ENTERING) : NOTHING
  return parseSubscriptionEvent(head, envelope) ?? [envelope(head, 'presence', reply)]
}
