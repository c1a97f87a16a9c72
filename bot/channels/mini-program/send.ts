import type { Clock, DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { cutPolitely, utf8Bytes } from '../outbound/cut.ts'
import { numberedMenu } from '../outbound/numbered-menu.ts'
import { receiptOf, sendByTemplate } from '../wechat-platform/send-by-template.ts'
import { tryInTurn, type Way } from '../wechat-platform/ways.ts'
import type { WechatApi } from '../wechat-platform/wechat-api.ts'
import type { MiniProgramAccount } from './account.ts'

/** Longest text of a customer message, in bytes of UTF-8. */
const MAX_TEXT_BYTES = 2048
const MORE = '…（内容较长，请在小程序里查看全文）'

/**
 * Tells a citizen of the mini-program something: by subscription notice where one fits and was allowed, because most of
 * them never opened a chat; else as a customer message. Throws DeliveryError when neither may be sent.
 */
export async function sendMiniProgram(
  message: OutboundMessage,
  using: { api: WechatApi; account: MiniProgramAccount; clock: Clock },
): Promise<DeliveryReceipt> {
  const page = message.notice?.page
  const also = { ...(page && { page }), miniprogram_state: using.account.state, lang: 'zh_CN' }
  const notice: Way = () => sendByTemplate(message, { ...using, templates: using.account.notices, call: 'send', also })
  const conversation: Way = async () => {
    const text = message.menu ? numberedMenu(message.menu) : message.text
    const answer = await using.api.post('/cgi-bin/message/custom/send', {
      touser: message.recipient,
      msgtype: 'text',
      text: { content: cutPolitely(text, MAX_TEXT_BYTES, utf8Bytes, MORE) },
    })
    return receiptOf(answer, 'customer-message')
  }
  return tryInTurn('mini-program', [
    ...(message.closed?.notices ? [] : [notice]),
    ...(message.closed?.conversation ? [] : [conversation]),
  ])
}
