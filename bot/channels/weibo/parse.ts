import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, MessageKind, ReplyCapability } from '../../../schema/kernel/ports.ts'
import { parseJson } from '../inbound/json.ts'
import { mentionInList, mentionMessage } from './mention.ts'
import { readTime } from './weibo-time.ts'

const WINDOW_MS = 48 * 3_600_000

const id = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()]).transform(String)
const scalar = z.union([z.string(), z.number()]).transform(String)

/** A push of the fan service platform. Ids are 64-bit and stay strings. */
const pushShape = z.object({
  type: z.string().min(1).max(64),
  sender_id: id,
  receiver_id: id.optional(),
  created_at: z.string(),
  text: z.string().nullish(),
  data: z
    .object({
      subtype: scalar.optional(),
      key: scalar.optional(),
      latitude: scalar.optional(),
      longitude: scalar.optional(),
      tovfid: scalar.optional(),
    })
    .catch({}),
})

type Push = z.infer<typeof pushShape>

/** An item of a mention list, as the poller keeps it: the same parser reads again what was stored. */
const readShape = z.object({ list: z.enum(['statuses', 'comments']), item: z.unknown() })

/**
 * Turns one push, or one item that was read from a list, into one message. Throws DomainError BAD_INPUT for what is
 * neither.
 */
export function parseWeibo(body: Buffer): InboundMessage[] {
  const content = parseJson(body)
  const read = readShape.safeParse(content)
  const mention = read.success ? mentionInList(read.data.list, read.data.item) : undefined
  if (mention) return [mention]
  const parsed = pushShape.safeParse(content)
  const at = parsed.success ? readTime(parsed.data.created_at) : undefined
  if (!parsed.success || !at) throw new DomainError('BAD_INPUT', '消息缺少发送人、类型或时间')
  const push = parsed.data
  if (push.type === 'mention' && push.data.key) return [pushedMention(push, push.data.key, at)]
  const [kind, messages] = kindOf(push)
  const reply: ReplyCapability =
    messages === 0
      ? { mode: 'none' }
      : { mode: 'messages', remaining: messages, until: new Date(at.getTime() + WINDOW_MS) }
  const { subtype } = push.data
  return [
    {
      channel: 'weibo',
      dedupeKey: `${push.sender_id}:${at.getTime()}:${fingerprint(body, push)}`,
      sender: push.sender_id,
      ...(push.receiver_id && { recipient: push.receiver_id }),
      kind,
      at,
      ...contentOf(push, kind),
      reply,
      platformType: subtype && push.type === 'event' ? `event:${subtype}` : push.type,
    },
  ]
}

function pushedMention(push: Push, key: string, at: Date): InboundMessage {
  const { text, sender_id: author, receiver_id: recipient } = push
  const where = push.data.subtype === 'comment' ? { commentId: key } : { statusId: key }
  return { ...mentionMessage({ author, at, text: text ?? '', ...where }), ...(recipient && { recipient }) }
}

/** What it is, and how many messages it lets us send within 48 hours. */
function kindOf({ type, data }: Push): [MessageKind, 0 | 'unlimited'] {
  switch (type) {
    case 'text':
    case 'image':
    case 'voice':
      return [type, 'unlimited']
    case 'position':
      return ['location', 'unlimited']
    case 'mention':
      // Without an id there is nothing to point at or to answer under.
      return ['presence', 0]
    case 'event':
      switch (data.subtype) {
        case 'follow':
        case 'scan_follow':
          return ['follow', 'unlimited']
        case 'scan':
          return ['scan', 'unlimited']
        case 'click':
          return ['menu-click', 'unlimited']
        case 'subscribe':
          return ['presence', 'unlimited']
        case 'unfollow':
          return ['unfollow', 0]
        default:
          // The platform wants unknown events ignored; nobody spoke.
          return ['presence', 0]
      }
    default:
      return ['unknown', 'unlimited']
  }
}

function contentOf({ text, data }: Push, kind: MessageKind): Partial<InboundMessage> {
  if (kind === 'text') return { text: text ?? '' }
  if (kind === 'location') {
    const [latitude, longitude] = [Number(data.latitude), Number(data.longitude)]
    const valid = data.latitude && data.longitude && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    const label = text && { label: text }
    return valid ? { place: { latitude, longitude, datum: 'GCJ-02', ...label } } : {}
  }
  if (kind === 'image' || kind === 'voice') {
    return { media: [{ type: kind, ...(data.tovfid && { mediaId: data.tovfid }) }] }
  }
  if (kind === 'menu-click') return data.key ? { menuId: data.key } : {}
  if (kind === 'follow' || kind === 'scan') return data.key ? { scene: data.key } : {}
  return {}
}

/** There is no message id, and two texts may come in one second: the words and ids tell them apart. */
function fingerprint(body: Buffer, { type, text, data }: Push): string {
  const said = [type, text ?? '', data.subtype ?? '', data.key ?? '', data.tovfid ?? '', data.latitude, data.longitude]
  const hash = createHash('sha256').update(JSON.stringify(said))
  // Of an unknown type nothing is known but its bytes.
  if (!KNOWN_TYPES.includes(type)) hash.update(body)
  return hash.digest('base64url').slice(0, 16)
}

const KNOWN_TYPES: readonly string[] = ['text', 'image', 'voice', 'position', 'event']
