import { createHash } from 'node:crypto'
import type { Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import type { Fetch } from '../outbound/call-platform.ts'
import { characters, cutPolitely } from '../outbound/cut.ts'
import { type Gateway, sendThroughGateway } from '../outbound/gateway.ts'
import { numberedMenu } from '../outbound/numbered-menu.ts'

/** A unit's reply has 2,000 characters at most. */
export const MAX_TEXT = 4000
const FOOTER = '\n\n——\n12345 热线。直接回复本邮件即可补充情况；不想再收到，请回复“退订”。'

/** One mail in plain text. All mails to one address stand together. Throws DeliveryError. */
export function sendEmail(
  message: OutboundMessage,
  using: { gateway: Gateway; clock: Clock; fetch: Fetch },
): Promise<DeliveryReceipt> {
  const text = message.menu ? numberedMenu(message.menu) : message.text
  const number = /\d{8}-\d{6}/.exec(text)?.[0]
  const mail = {
    id: message.id ?? crypto.randomUUID(),
    to: message.recipient,
    subject: number ? `【12345热线】工单 ${number}` : '【12345热线】关于您的来信',
    text: cutPolitely(text, MAX_TEXT, characters) + FOOTER,
    thread: createHash('sha256').update(`thread ${message.recipient}`).digest('hex').slice(0, 32),
  }
  return sendThroughGateway('email', mail, using)
}
