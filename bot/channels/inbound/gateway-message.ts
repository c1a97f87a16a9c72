import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, ReplyCapability } from '../../../schema/kernel/ports.ts'

/** Long enough for the slowest deadline, its redo and the callback; a letter has no window of its own. */
const CONVERSATION_MS = 60 * 24 * 3_600_000

/** Nobody closes this conversation but the citizen. */
export function openConversation(at: Date): ReplyCapability {
  return { mode: 'messages', remaining: 'unlimited', until: new Date(at.getTime() + CONVERSATION_MS) }
}

/** What became of a message that was handed to a gateway. */
export const receiptShape = z.object({
  type: z.literal('receipt'),
  /** The gateway's own id, as it answered when it took the message. */
  messageId: z.string().min(1).max(200),
  to: z.string().min(1).max(200),
  outcome: z.enum(['delivered', 'refused', 'failed']),
  reason: z.string().max(200).optional(),
  at: z.iso.datetime({ offset: true }),
})

export function receiptMessage(channel: string, receipt: z.infer<typeof receiptShape>, sender: string): InboundMessage {
  const { messageId: platformId, outcome, reason } = receipt
  return {
    channel,
    dedupeKey: `receipt:${platformId}:${outcome}`,
    sender,
    kind: 'receipt',
    at: new Date(receipt.at),
    receipt: { platformId, outcome, ...(reason && { reason }) },
    reply: { mode: 'none' },
    platformType: `receipt:${outcome}`,
  }
}

/** What is wrong, by field, for the people who connect a gateway. */
export function badMessage(error: z.ZodError): DomainError {
  const fields = error.issues.map((issue) => `${issue.path.join('.') || '(root)'} ${issue.message}`)
  return new DomainError('BAD_INPUT', `消息格式不对：${[...new Set(fields)].slice(0, 10).join('；')}`)
}
