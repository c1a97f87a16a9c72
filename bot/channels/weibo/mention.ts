import { z } from 'zod'
import type { InboundMessage } from '../../../schema/kernel/ports.ts'
import { readTime } from './weibo-time.ts'

/** One reply within this time, says the platform. */
const WINDOW_MS = 48 * 3_600_000

/** Public speech that names the account: a status, or a comment under one. Ids are 64-bit and stay strings. */
export interface Mention {
  author: string
  at: Date
  text: string
  /** What it stands under; of a comment that was pushed only its own id is known. */
  statusId?: string
  commentId?: string
  point?: { latitude: number; longitude: number }
}

/** The same mention has the same key whether it was pushed, read from a list, or both. */
export function mentionMessage(mention: Mention): InboundMessage {
  const { author, at, statusId, commentId, point } = mention
  return {
    channel: 'weibo',
    dedupeKey: commentId ? `mention:comment:${commentId}` : `mention:status:${statusId ?? ''}`,
    sender: author,
    kind: 'text',
    text: withoutHandles(mention.text),
    at,
    ...(point && { place: { ...point, datum: 'GCJ-02' } }),
    ...(statusId && { publicUrl: `https://m.weibo.cn/status/${statusId}` }),
    publicTarget: [statusId ?? '', ...(commentId ? [commentId] : [])].join('/'),
    reply: { mode: 'messages', remaining: 1, until: new Date(at.getTime() + WINDOW_MS) },
    platformType: commentId ? 'mention:comment' : 'mention:status',
  }
}

/** `@name` names people, us and others, and says nothing about the matter. */
function withoutHandles(text: string): string {
  return text
    .replaceAll(/(?:\/\/)?@[\p{L}\p{N}_-]{1,30}[:：]?/gu, ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
}

const id = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()]).transform(String)

/** What every item of a mention list has, also one whose author deleted it. */
export const listItemShape = z.object({ id, created_at: z.string() })

const spokenShape = listItemShape.extend({
  text: z.string(),
  user: z.object({ id }),
  /** Of comments. */
  status: z.object({ id }).optional().catch(undefined),
  geo: z
    .object({ coordinates: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]) })
    .nullish()
    .catch(undefined),
})

/** A mention as it stands in a list; undefined for what has no author or words any more. */
export function mentionInList(list: 'statuses' | 'comments', item: unknown): InboundMessage | undefined {
  const parsed = spokenShape.safeParse(item)
  const at = parsed.success ? readTime(parsed.data.created_at) : undefined
  if (!parsed.success || !at) return undefined
  const { user, text, status, geo } = parsed.data
  const statusId = list === 'statuses' ? parsed.data.id : status?.id
  const [latitude, longitude] = geo?.coordinates ?? []
  return mentionMessage({
    author: user.id,
    at,
    text,
    ...(statusId && { statusId }),
    ...(list === 'comments' && { commentId: parsed.data.id }),
    ...(latitude !== undefined && longitude !== undefined && { point: { latitude, longitude } }),
  })
}
