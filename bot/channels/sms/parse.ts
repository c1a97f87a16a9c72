import { z } from 'zod'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'
import { badMessage, openConversation, receiptMessage, receiptShape } from '../inbound/gateway-message.ts'
import { parseJson } from '../inbound/json.ts'
import { isOptOut } from '../inbound/opt-out.ts'

const NUMBER = /^\+?\d{3,20}$/

const messageShape = z.object({
  type: z.literal('message').default('message'),
  /** Unique at the gateway, the same in every retry. */
  id: z.string().min(1).max(200),
  from: z.string().regex(NUMBER, '应为号码'),
  /** The city's own number. */
  to: z.string().regex(NUMBER, '应为号码').optional(),
  /** The whole text: the gateway joins the parts of a long message. */
  text: z.string().min(1).max(4000),
  at: z.iso.datetime({ offset: true }).optional(),
})

/** Turns what the gateway posts into one message. Throws DomainError BAD_INPUT. */
export function parseSms(body: Buffer, raw: RawRequest): InboundMessage[] {
  const content = parseJson(body)
  const receipt = receiptShape.safeParse(content)
  if (receipt.success) return [receiptMessage('sms', receipt.data, mobile(receipt.data.to) ?? receipt.data.to)]
  const parsed = messageShape.safeParse(content)
  if (!parsed.success) throw badMessage(parsed.error)
  const { id, from, to, text } = parsed.data
  const at = parsed.data.at ? new Date(parsed.data.at) : raw.receivedAt
  const person = mobile(from)
  return [
    {
      channel: 'sms',
      dedupeKey: id,
      sender: person ?? from,
      ...(to && { recipient: to }),
      at,
      ...(person
        ? said(text, at)
        : { kind: 'presence', text, reply: { mode: 'none' }, platformType: 'service-number' }),
    },
  ]
}

function said(text: string, at: Date): Pick<InboundMessage, 'kind' | 'text' | 'reply' | 'platformType'> {
  if (isOptOut(text)) return { kind: 'unfollow', reply: { mode: 'none' }, platformType: 'opt-out' }
  return { kind: 'text', text: text.trim(), reply: openConversation(at), platformType: 'message' }
}

/** The mobile number without its country; undefined for short codes and service numbers: machines, not to be answered. */
function mobile(number: string): string | undefined {
  return /^(?:\+?86)?(1[3-9]\d{9})$/.exec(number)?.[1]
}
