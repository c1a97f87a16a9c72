import type { Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { cutPolitely, utf8Bytes } from '../outbound/cut.ts'
import { receiptOf, sendByTemplate } from '../wechat-platform/send-by-template.ts'
import { tryInTurn, type Way } from '../wechat-platform/ways.ts'
import type { WechatApi } from '../wechat-platform/wechat-api.ts'
import type { ServiceAccount } from './account.ts'

/** Longest text of a customer message, in bytes of UTF-8. */
const MAX_TEXT_BYTES = 2048
/** A second message would cost a second of the five that may be sent, so a long text is cut, not split. */
const MORE = '…（内容较长，请凭工单号查询全文）'

/**
 * Says something to a citizen: as a customer message while the conversation is open (a menu as tappable rows), else as
 * a subscription notice, else as a template message. Throws DeliveryError when none of them may be sent.
 */
export async function sendWechat(
  message: OutboundMessage,
  using: { api: WechatApi; account: ServiceAccount; clock: Clock },
): Promise<DeliveryReceipt> {
  const { account } = using
  const pagepath = message.notice?.page
  const appid = account.linkedMiniProgram
  const also = pagepath && appid ? { miniprogram: { appid, pagepath } } : {}
  const conversation: Way = async () => {
    const body = message.menu ? menuBody(message.menu) : textBody(message.text)
    const answer = await using.api.post('/cgi-bin/message/custom/send', { touser: message.recipient, ...body })
    return receiptOf(answer, message.menu ? 'menu' : 'customer-message')
  }
  const notice: Way = () => sendByTemplate(message, { ...using, templates: account.notices, call: 'bizsend', also })
  const template: Way = () =>
    sendByTemplate(message, { ...using, templates: account.templates, call: 'template', also })
  return tryInTurn('wechat', [
    ...(message.closed?.conversation ? [] : [conversation]),
    ...(message.closed?.notices ? [] : [notice]),
    template,
  ])
}

function textBody(text: string): object {
  return { msgtype: 'text', text: { content: cutPolitely(text, MAX_TEXT_BYTES, utf8Bytes, MORE) } }
}

function menuBody(menu: NonNullable<OutboundMessage['menu']>): object {
  return {
    msgtype: 'msgmenu',
    msgmenu: {
      head_content: cutPolitely(menu.head, MAX_TEXT_BYTES, utf8Bytes, MORE),
      list: menu.options.map(({ id, label }) => ({ id, content: label })),
      tail_content: menu.tail ?? '',
    },
  }
}
