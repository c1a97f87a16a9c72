import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { fillTemplate } from './notice-templates.rules.ts'
import type { WechatAccount } from './settings.ts'
import type { WechatApi, WechatAnswer } from './wechat-api.ts'

/** Sends the notice of a message by a subscription template; undefined when it has none or no template is set. */
export async function sendSubscriptionNotice(
  message: OutboundMessage,
  using: {
    api: WechatApi
    account: WechatAccount
    clock: Clock
    /** `bizsend` for service accounts, `send` for mini-programs: mixing them up gives 40037. */
    call: 'bizsend' | 'send'
    /** What the call wants besides recipient, template and data. */
    also: Readonly<Record<string, unknown>>
  },
): Promise<DeliveryReceipt | undefined> {
  const notice = message.notice
  const template = notice && using.account.notices?.[notice.template]
  if (!notice || !template) return undefined
  const answer = await using.api.post(`/cgi-bin/message/subscribe/${using.call}`, {
    touser: message.recipient,
    template_id: template.id,
    data: fillTemplate(template, notice.fields, using.clock.now()),
    ...using.also,
  })
  return receiptOf(answer, 'subscription-notice')
}

export function receiptOf(answer: WechatAnswer, means: string): DeliveryReceipt {
  return answer.msgid === undefined ? { means } : { platformId: String(answer.msgid), means }
}

/** Whether another way to the citizen may be tried. */
export function mayFallBack(error: unknown): boolean {
  return error instanceof DeliveryError && error.action === 'fall-back'
}
