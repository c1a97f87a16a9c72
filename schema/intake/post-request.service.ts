import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { rememberCitizen } from '../citizen/citizen.store.ts'
import { DomainError } from '../kernel/errors.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { openTicket } from '../ticket/ticket.service.ts'
import { findBySource } from '../ticket/ticket.store.ts'
import { inboxIdOf, receiveMessage } from './intake.service.ts'
import { findInboxRow } from './intake.store.ts'
import type { PostedRequest } from './posted-request.rules.ts'
import { requestFrom, wordsOf } from './request.rules.ts'

/** The channel of requests that other programs post. */
export const OPEN_CHANNEL = 'open311'

/** Without a key of its own, the same content of the same program within this time is the same request. */
const SAME_WITHIN_MS = 10 * 60_000

/**
 * Takes a posted request in: stores it as it came, then opens its ticket. When that takes longer than `patienceMs`, or
 * fails, the request is stored all the same and its ticket follows from there; the caller then gets no ticket but the
 * token to ask for it with. Throws CONFLICT when the key was used for something else.
 */
export async function postRequest(
  city: City,
  posted: PostedRequest,
  patienceMs: number,
  onTrouble: (error: unknown) => void,
): Promise<{ token: string; ticket?: Ticket }> {
  const message = await envelopeOf(city, posted)
  const received = await receiveMessage(city, message, Buffer.from(posted.raw), `key:${posted.client}`)
  if (!received.same) throw new DomainError('CONFLICT', '同一 Idempotency-Key 已用于另一条请求。')
  const opening = open(city, received.id, message).catch((error: unknown) => {
    onTrouble(error)
    return undefined
  })
  const ticket = await within(patienceMs, opening)
  return { token: received.id, ...(ticket && { ticket }) }
}

/** What has become of a posted request; null for a token that we never gave out. */
export async function ticketOfToken(city: City, token: string): Promise<{ number: string | null } | null> {
  const row = await findInboxRow(city.db, token)
  if (row?.channel !== OPEN_CHANNEL) return null
  return { number: (await findBySource(city.db, token))?._id ?? null }
}

async function open(city: City, inboxId: string, message: InboundMessage): Promise<Ticket> {
  const account = await rememberCitizen(city.db, city.sealer, message.channel, message.sender, message.at)
  const source = { inboxId, citizenKey: account._id, message, text: wordsOf(message) ?? '' }
  return openTicket(city, requestFrom(city.sealer, source))
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  const first = await Promise.race([work, patience])
  clearTimeout(timer)
  return first
}

async function envelopeOf(city: City, posted: PostedRequest): Promise<InboundMessage> {
  const { client, person, place, mediaUrl } = posted
  const at = city.clock.now()
  const dedupeKey = await dedupeKeyOf(city, posted, at)
  return {
    channel: OPEN_CHANNEL,
    dedupeKey,
    sender: person ? `${client}:${person}` : `${client}:post:${dedupeKey}`,
    kind: 'form',
    text: posted.text,
    at,
    ...(place && { place: { ...place, datum: 'WGS84' as const } }),
    ...(mediaUrl && { media: [{ type: 'image' as const, url: mediaUrl }] }),
    form: { ...posted.form, category: posted.category },
    reply: { mode: 'none' },
    platformType: 'open311',
  }
}

/** Time is cut into windows; what stands in the one before and is young enough counts as this one's. */
async function dedupeKeyOf(city: City, { client, idempotencyKey, raw }: PostedRequest, now: Date): Promise<string> {
  if (idempotencyKey) return `${client}:key:${idempotencyKey}`
  const content = createHash('sha256').update(raw).digest('base64url')
  const window = Math.floor(now.getTime() / SAME_WITHIN_MS)
  const before = `${client}:${content}:${window - 1}`
  const earlier = await findInboxRow(city.db, inboxIdOf({ channel: OPEN_CHANNEL, dedupeKey: before }))
  const young = earlier && now.getTime() - earlier.receivedAt.getTime() < SAME_WITHIN_MS
  return young ? before : `${client}:${content}:${window}`
}
