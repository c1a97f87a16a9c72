import type { Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { fillTemplate, type NoticeTemplates } from './notice-templates.rules.ts'
import type { WechatApi, WechatAnswer } from './wechat-api.ts'

/**
 * The calls that send a template: `bizsend` for subscription notices of service accounts, `send` for those of
 * mini-programs (mixing them up gives 40037), and the template message, which needs no consent but a follower.
 */
const CALLS = {
  bizsend: { path: '/cgi-bin/message/subscribe/bizsend', means: 'subscription-notice' },
  send: { path: '/cgi-bin/message/subscribe/send', means: 'subscription-notice' },
  template: { path: '/cgi-bin/message/template/send', means: 'template-message' },
} as const

/** Sends the notice of a message by a template; undefined when it has none or no template is set for it. */
export async function sendByTemplate(
  message: OutboundMessage,
  using: {
    api: WechatApi
    templates: NoticeTemplates | undefined
    clock: Clock
    call: keyof typeof CALLS
    /** What the call wants besides recipient, template and data. */
    also: Readonly<Record<string, unknown>>
  },
): Promise<DeliveryReceipt | undefined> {
  const notice = message.notice
  const template = notice && using.templates?.[notice.template]
  if (!notice || !template) return undefined
  const { path, means } = CALLS[using.call]
  const answer = await using.api.post(path, {
    touser: message.recipient,
    template_id: template.id,
    data: fillTemplate(template, notice.fields, using.clock.now()),
    ...using.also,
  })
  return receiptOf(answer, means)
}

export function receiptOf(answer: WechatAnswer, means: string): DeliveryReceipt {
  return answer.msgid === undefined ? { means } : { platformId: String(answer.msgid), means }
}
