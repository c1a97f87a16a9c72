import type { InboundMessage, MessageKind, ReplyCapability } from '../../../schema/kernel/ports.ts'
import type { PushHead } from './push-fields.ts'
import { consentsOf, noticeReceiptsOf } from './subscription-events.ts'

export const NOTHING: ReplyCapability = { mode: 'none' }

/** What may be sent back after one act of the citizen: so many messages within so long. */
export function opens({ at }: PushHead, allowance: { remaining: number; ms: number }): ReplyCapability {
  return { mode: 'messages', remaining: allowance.remaining, until: new Date(at.getTime() + allowance.ms) }
}

/** Makes the envelopes of one channel. */
export function envelopeOf(channel: string) {
  return (
    head: PushHead,
    kind: MessageKind,
    reply: ReplyCapability,
    more: Partial<InboundMessage> = {},
  ): InboundMessage => ({
    channel,
    dedupeKey: head.dedupeKey,
    sender: head.from,
    ...(head.to && { recipient: head.to }),
    kind,
    at: head.at,
    ...more,
    reply,
    platformType: head.event ? `event:${head.event}` : head.type,
  })
}

/**
 * The events about subscription notices, alike for service accounts and mini-programs; undefined for other events.
 * One report may cover several notices, and each becomes a message of its own.
 */
export function parseSubscriptionEvent(
  head: PushHead,
  envelope: ReturnType<typeof envelopeOf>,
): InboundMessage[] | undefined {
  switch (head.event) {
    case 'subscribe_msg_sent_event':
      return noticeReceiptsOf(head.fields).map((receipt) =>
        envelope(head, 'receipt', NOTHING, { receipt, dedupeKey: `${head.dedupeKey}${receipt.platformId}` }),
      )
    case 'subscribe_msg_popup_event':
    case 'subscribe_msg_change_event':
      return [envelope(head, 'consent', NOTHING, { consents: consentsOf(head.fields) })]
    default:
      return undefined
  }
}
