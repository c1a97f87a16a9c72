import { z } from 'zod'
import { DeliveryError } from '../../../schema/kernel/errors.ts'
import type { DeliveryReceipt, OutboundMessage } from '../../../schema/kernel/ports.ts'
import { characters, cutPolitely, splitPolitely } from '../outbound/cut.ts'
import { numberedMenu } from '../outbound/numbered-menu.ts'
import { businessBase } from './account.ts'
import { postToWeibo, type WeiboUsing } from './weibo-api.ts'

/** "Less than 300 characters." */
export const MAX_TEXT = 299
/** "No more than 140 Chinese characters." */
const MAX_COMMENT = 140
/** A reply of a unit rarely fills two; what is longer than three is cut. */
const MAX_PARTS = 3
const MORE = '…（内容较长，请凭工单号查询全文）'

/**
 * Replies: in public under a mention when `inReplyTo` names one, otherwise in the private conversation.
 * Throws DeliveryError.
 */
export async function sendWeibo(message: OutboundMessage, using: WeiboUsing): Promise<DeliveryReceipt> {
  const [statusId, commentId] = (message.inReplyTo ?? '').split('/')
  if (statusId) return sayInPublic(message.text, statusId, commentId, using)
  // Under a comment whose status is not known nothing can be said; its one private reply remains.
  return sayInPrivate(message, using)
}

/**
 * As many messages as the length asks for. When a later part is refused the earlier ones are out already: that is a
 * delivery, and the receipt says how far it went.
 */
async function sayInPrivate(message: OutboundMessage, using: WeiboUsing): Promise<DeliveryReceipt> {
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

const repliedShape = z.union([z.object({ result: z.literal(true) }), z.object({ sender_id: z.unknown() })])

async function reply(recipient: string, text: string, using: WeiboUsing): Promise<void> {
  const form = {
    type: 'text',
    // "JSON, URL-encoded": the form's own encoding is meant, not a second one inside it.
    data: JSON.stringify({ text }),
    receiver_id: recipient,
    save_sender_box: '1',
  }
  const answer = await postToWeibo(`${using.account.apiBase}/2/messages/reply.json`, form, using)
  if (!repliedShape.safeParse(answer).success) throw unreadable()
}

const commentedShape = z.object({ id: z.union([z.string(), z.number()]).transform(String) })

/** A comment under the status, or an answer to the comment that named us. */
async function sayInPublic(
  text: string,
  statusId: string,
  commentId: string | undefined,
  using: WeiboUsing,
): Promise<DeliveryReceipt> {
  const { serverIp } = using.account
  const answer = await postToWeibo(
    `${businessBase(using.account)}/2/comments/${commentId ? 'reply' : 'create'}/biz.json`,
    {
      id: statusId,
      ...(commentId && { cid: commentId }),
      comment: cutPolitely(text, MAX_COMMENT, characters),
      ...(serverIp && { rip: serverIp }),
    },
    using,
  )
  const said = commentedShape.safeParse(answer)
  if (!said.success) throw unreadable()
  return { means: 'public-comment', platformId: said.data.id }
}

const unreadable = () => new DeliveryError('weibo', 'unknown', undefined, '平台的回答看不懂，是否送达不明')
