import { z } from 'zod'
import { DomainError } from '../../schema/kernel/errors.ts'
import type { InboundMessage, MessageKind } from '../../schema/kernel/ports.ts'

/** What a puppet tells about one message, as far as the hotline needs it: this is what is kept as it came. */
export const factsShape = z.object({
  /** The puppet's id of it. */
  id: z.string().min(1),
  kind: z.enum(['text', 'image', 'voice', 'video', 'location', 'link', 'unknown']),
  talkerId: z.string().min(1),
  roomId: z.string().min(1).optional(),
  /** RFC 3339. */
  at: z.iso.datetime(),
  /** Without the account's own name where it was mentioned. */
  text: z.string().optional(),
  place: z.object({ latitude: z.number(), longitude: z.number(), label: z.string().optional() }).optional(),
  link: z.object({ url: z.string(), title: z.string().optional(), description: z.string().optional() }).optional(),
})

export type ForeignFacts = z.infer<typeof factsShape>

/** Where a citizen is spoken to: alone, or in a room. The same person in two rooms is two accounts. */
export interface ForeignAccount {
  talkerId: string
  roomId?: string
}

/** The account as one text, which the citizen's record seals. */
export const writeAccount = ({ talkerId, roomId }: ForeignAccount): string => JSON.stringify([talkerId, roomId ?? null])

export function readAccount(sender: string): ForeignAccount {
  const [talkerId, roomId] = z.tuple([z.string(), z.string().nullable()]).parse(JSON.parse(sender))
  return { talkerId, ...(roomId && { roomId }) }
}

/** How long an answer still makes sense in a chat. The platform itself sets no limit. */
const CONVERSATION_MS = 30 * 24 * 3_600_000
const MAX_WORDS = 4000

const MEDIA: readonly MessageKind[] = ['image', 'voice', 'video']

/** Turns what a puppet told into one message. Throws DomainError BAD_INPUT. */
export function parseFacts(body: Buffer): InboundMessage[] {
  const facts = factsOf(body)
  const { id, kind, text, place, link } = facts
  const account = writeAccount({ talkerId: facts.talkerId, ...(facts.roomId && { roomId: facts.roomId }) })
  const at = new Date(facts.at)
  return [
    {
      channel: 'wechaty',
      // Ids of some puppets are only unique within their conversation.
      dedupeKey: `${id} ${account}`,
      sender: account,
      kind,
      ...(text && { text: text.slice(0, MAX_WORDS) }),
      at,
      ...(place && { place: { ...place, datum: 'GCJ-02' } }),
      ...(link && { link }),
      ...(isMedia(kind) && { media: [{ type: kind, mediaId: id }] }),
      reply: { mode: 'messages', remaining: 'unlimited', until: new Date(at.getTime() + CONVERSATION_MS) },
      platformType: facts.roomId ? `room:${kind}` : kind,
    },
  ]
}

const isMedia = (kind: MessageKind): kind is 'image' | 'voice' | 'video' => MEDIA.includes(kind)

function factsOf(body: Buffer): ForeignFacts {
  try {
    return factsShape.parse(JSON.parse(body.toString('utf8')))
  } catch {
    throw new DomainError('BAD_INPUT', '不是 wechaty 的消息')
  }
}
