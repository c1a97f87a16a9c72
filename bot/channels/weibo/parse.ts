import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, MessageKind, ReplyCapability } from '../../../schema/kernel/ports.ts'
import { parseJson } from '../inbound/json.ts'

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

/** Turns one push into one message. Throws DomainError BAD_INPUT for what is no push at all. */
export function parseWeibo(body: Buffer): InboundMessage[] {
  const parsed = pushShape.safeParse(parseJson(body))
  const at = parsed.success ? readTime(parsed.data.created_at) : undefined
  if (!parsed.success || !at) throw new DomainError('BAD_INPUT', '消息缺少发送人、类型或时间')
  const push = parsed.data
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
      platformType:
        subtype && (push.type === 'event' || push.type === 'mention') ? `${push.type}:${subtype}` : push.type,
    },
  ]
}

/** What it is, and how many messages it lets us send within 48 hours. */
function kindOf({ type, data }: Push): [MessageKind, 0 | 1 | 'unlimited'] {
  switch (type) {
    case 'text':
    case 'image':
    case 'voice':
      return [type, 'unlimited']
    case 'position':
      return ['location', 'unlimited']
    case 'mention':
      return ['text', 1]
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

function contentOf({ type, text, data }: Push, kind: MessageKind): Partial<InboundMessage> {
  if (kind === 'text') {
    // A comment's own address cannot be told from its id alone; a status has one.
    const url = type === 'mention' && data.subtype !== 'comment' && data.key && `https://m.weibo.cn/status/${data.key}`
    return { text: text ?? '', ...(url && { publicUrl: url }) }
  }
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

const KNOWN_TYPES: readonly string[] = ['text', 'image', 'voice', 'position', 'mention', 'event']

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mon Jul 16 18:09:20 +0800 2012`: the platform's form, which Date.parse does not promise to read. */
function readTime(text: string): Date | undefined {
  const found = /^\w{3} (\w{3}) (\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2}) (\d{4})$/.exec(text)
  if (!found) return undefined
  const [, month, day, time, hours, minutes, year] = found
  const number = String(MONTHS.indexOf(month ?? '') + 1).padStart(2, '0')
  const at = new Date(`${year}-${number}-${day}T${time}${hours}:${minutes}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
