import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { callPlatform, type Fetch } from '../outbound/call-platform.ts'
import { characters, splitPolitely } from '../outbound/cut.ts'
import { numberedMenu } from '../outbound/numbered-menu.ts'
import type { WeiboAccount } from './account.ts'
import { weiboRefusal } from './error-codes.ts'

/** "Less than 300 characters." */
export const MAX_TEXT = 299
/** A reply of a unit rarely fills two; what is longer than three is cut. */
const MAX_PARTS = 3
const MORE = '…（内容较长，请凭工单号查询全文）'

const answerShape = z.union([
  z.object({ error_code: z.coerce.number().int() }),
  z.object({ result: z.literal(true) }),
  z.object({ sender_id: z.unknown() }),
])

/**
 * Replies in the private conversation, in as many messages as the length asks for. When a later part is refused the
 * earlier ones are out already: that is a delivery, and the receipt says how far it went.
 * Throws DeliveryError when the first part is not taken.
 */
export async function sendWeibo(
  message: OutboundMessage,
  using: { account: WeiboAccount; fetch: Fetch },
): Promise<DeliveryReceipt> {
  const text = message.menu ? numberedMenu(message.menu) : message.text
  const parts = splitPolitely(text, MAX_TEXT, characters, MAX_PARTS, MORE)
  for (const [index, part] of parts.entries()) {
    try {
      await reply(message.recipient, part, using)
    } catch (error) {
      if (index === 0 || !(error instanceof DeliveryError)) throw error
      return { means: `private-message ${index}/${parts.length}` }
    }
  }
  return { means: 'private-message' }
}

async function reply(recipient: string, text: string, using: { account: WeiboAccount; fetch: Fetch }): Promise<void> {
  const { json } = await callPlatform(using.fetch, {
    channel: 'weibo',
    url: `${using.account.apiBase}/2/messages/reply.json`,
    init: {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        access_token: using.account.accessToken,
        type: 'text',
        // "JSON, URL-encoded": the form's own encoding is meant, not a second one inside it.
        data: JSON.stringify({ text }),
        receiver_id: recipient,
        save_sender_box: '1',
      }).toString(),
    },
    repeatable: false,
  })
  const answer = answerShape.safeParse(json)
  if (!answer.success) throw new DeliveryError('weibo', 'unknown', undefined, '平台的回答看不懂，是否送达不明')
  if ('error_code' in answer.data) throw weiboRefusal(answer.data.error_code)
}
