import { z } from 'zod'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'
import { badMessage, openConversation, receiptMessage, receiptShape } from '../inbound/gateway-message.ts'
import { parseJson } from '../inbound/json.ts'
import { isOptOut } from '../inbound/opt-out.ts'
import { freshWords } from './fresh-words.ts'
import { textOfHtml } from './html-text.ts'

/** Longer than this nobody writes by hand; the mail itself is kept whole. */
const MAX_WORDS = 4000

const address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/, '应为邮箱地址')
  .transform((text) => text.toLowerCase())

const mailShape = z
  .object({
    type: z.literal('message').default('message'),
    /** Message-ID, the same in every retry. */
    id: z.string().min(1).max(500),
    from: address,
    to: address.optional(),
    subject: z.string().max(1000).default(''),
    text: z.string().optional(),
    html: z.string().optional(),
    inReplyTo: z.string().max(500).optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    /** RFC 3834: written by a program, not to be answered. */
    autoSubmitted: z.boolean().default(false),
    attachments: z
      .array(z.object({ id: z.string().min(1).max(500), contentType: z.string().max(200) }))
      .max(20)
      .default([]),
  })
  .refine((mail) => mail.text !== undefined || mail.html !== undefined, { error: '缺少 text 或 html' })

type Mail = z.infer<typeof mailShape>

/** Turns what the gateway posts into one message. Throws DomainError BAD_INPUT. */
export function parseEmail(body: Buffer, raw: RawRequest): InboundMessage[] {
  const content = parseJson(body)
  const receipt = receiptShape.safeParse(content)
  if (receipt.success) return [receiptMessage('email', receipt.data, receipt.data.to.toLowerCase())]
  const parsed = mailShape.safeParse(content)
  if (!parsed.success) throw badMessage(parsed.error)
  const mail = parsed.data
  const at = mail.at ? new Date(mail.at) : raw.receivedAt
  const media = mediaOf(mail)
  return [
    {
      channel: 'email',
      dedupeKey: mail.id,
      sender: mail.from,
      ...(mail.to && { recipient: mail.to }),
      at,
      ...said(mail, at),
      ...(media.length > 0 && { media }),
    },
  ]
}

function said(mail: Mail, at: Date): Pick<InboundMessage, 'kind' | 'text' | 'reply' | 'platformType'> {
  const text = wordsOf(mail)
  if (mail.autoSubmitted || MACHINES.test(mail.from)) {
    return { kind: 'presence', text, reply: { mode: 'none' }, platformType: 'auto-submitted' }
  }
  if (isOptOut(text)) return { kind: 'unfollow', reply: { mode: 'none' }, platformType: 'opt-out' }
  return { kind: 'text', text, reply: openConversation(at), platformType: mail.inReplyTo ? 'reply' : 'message' }
}

/** Two programs that thank each other for their mails never stop. */
const MACHINES = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+-][^@]*)?@/

const REPLY_SUBJECT = /^\s*((re|fw|fwd|回复|答复|转发)\s*[:：]\s*)+/i

/** The new words. What stands in the subject of a first mail belongs to the matter; of an answer it repeats. */
function wordsOf(mail: Mail): string {
  // Programs send both; the plain one is what was typed.
  const plain = mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? '')
  const words = freshWords(plain)
  const subject = mail.inReplyTo || REPLY_SUBJECT.test(mail.subject) ? '' : mail.subject.trim()
  const joined = subject === '' || words.includes(subject) ? words : [subject, words].filter(Boolean).join('\n')
  return joined.slice(0, MAX_WORDS).replace(/[\uD800-\uDBFF]$/, '')
}

/** Pictures, voices and films, by the gateway's id; other files stay with the gateway. */
function mediaOf({ attachments }: Mail): NonNullable<InboundMessage['media']> {
  return attachments.flatMap(({ id, contentType }) => {
    const [family = '', format = ''] = contentType.toLowerCase().split(/[/;]/)
    const type = FAMILIES[family]
    return type ? [{ type, mediaId: id, ...(format && { format }) }] : []
  })
}

const FAMILIES: Readonly<Record<string, 'image' | 'voice' | 'video'>> = {
  image: 'image',
  audio: 'voice',
  video: 'video',
}
