import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { citizenKey, keepStanding } from '../citizen/citizen.store.ts'
import { standingAfter } from '../citizen/window.rules.ts'
import { bytesOf } from '../kernel/bytes.ts'
import type { DomainEvent, EventName } from '../kernel/events.ts'
import type { InboundMessage, RawRequest } from '../kernel/ports.ts'
import { releaseHeld } from '../notice/notice.store.ts'
import { type InboxRow, inboxRecord } from './intake.model.ts'
import { findInboxRow, findInboxRows, insertInboxRow, takeUp } from './intake.store.ts'

/** The same message has the same id on every machine, however often its platform sends it. */
export function inboxIdOf(message: Pick<InboundMessage, 'channel' | 'dedupeKey'>): string {
  return createHash('sha256').update(`${message.channel}\0${message.dedupeKey}`).digest('base64url').slice(0, 27)
}

/** What of a request is kept beside its body, so that any later parser can read it again. */
export type KeptRequest = Omit<RawRequest, 'body'>

/** What proves where a callback came from, and who carried it; worth nothing later. */
const PROOF = new Set(['signature', 'msg_signature', 'timestamp', 'nonce', 'echostr', 'openid', 'encrypt_type'])
/** Headers that say how a body is to be read; CloudEvents in binary mode are mostly made of them. */
const READ_BY = /^(content-type|content-encoding|content-language|ce-[\w-]+)$/

/**
 * Stores a verified message once. One durable write; when it returns, the sender may be told "received". Gives the
 * inbox id, whether this delivery was the first, and whether a repeated one says the same as the first. `raw` is the
 * verified body as it came, `request` the callback it came with, if it was one.
 */
export async function receiveMessage(
  city: City,
  message: InboundMessage,
  raw: Buffer,
  verification: string,
  request?: KeptRequest,
): Promise<{ id: string; first: boolean; same: boolean }> {
  const id = inboxIdOf(message)
  const now = city.clock.now()
  // What was sent along is fetched beside the hearing, which does not wait for it.
  const names: EventName[] = ['message.received', ...(fetchable(message) ? (['media.due'] as const) : [])]
  const events: DomainEvent[] = names.map((name) => ({ id: `${id}:${name}`, name, at: now }))
  const envelope = sealEnvelope(city, id, message)
  // Before the message is stored: the platform brings it again when the process dies in between.
  const standing = standingAfter(message)
  if (standing) await keepStanding(city.db, city.sealer, message, standing, message.at)
  const first = await insertInboxRow(city.db, {
    _id: id,
    channel: message.channel,
    ...envelope,
    verification,
    sealedRaw: city.sealer.sealBytes(raw, rawContext(id)),
    ...(request && { sealedRequest: city.sealer.seal(JSON.stringify(keptOf(request)), requestContext(id)) }),
    receivedAt: now,
    outbox: events.map((event) => city.spine.entry(event)),
  })
  if (standing?.spokeAt) await releaseHeld(city.db, envelope.citizenKey, now)
  if (!first) return { id, first, same: (await findInboxRow(city.db, id))?.contentKey === envelope.contentKey }
  city.spine.announce(events.map((event) => ({ event, subject: id, collection: inboxRecord.collection })))
  return { id, first, same: true }
}

/** Whether files are to be fetched from the platform: those it names by an id, not those it points to. */
const fetchable = ({ media }: InboundMessage) => media?.some(({ mediaId }) => mediaId !== undefined) ?? false

/** The parts of a row that say what its message means. */
export function sealEnvelope(
  city: City,
  id: string,
  message: InboundMessage,
): Pick<InboxRow, 'citizenKey' | 'kind' | 'sealedMessage' | 'contentKey'> {
  const { at: _at, reply: _reply, ...content } = message
  return {
    citizenKey: citizenKey(city.sealer, message.channel, message.sender),
    kind: message.kind,
    sealedMessage: city.sealer.seal(JSON.stringify(message), messageContext(id)),
    contentKey: city.sealer.blindIndex(JSON.stringify(content), 'content'),
  }
}

/** The body as it came, and the request around it; undefined for what was no callback, or came before it was kept. */
export function openRaw(city: City, row: InboxRow): { body: Buffer; request: KeptRequest | undefined } {
  const { sealer } = city
  const { _id: id, sealedRaw, sealedRequest } = row
  const body =
    typeof sealedRaw === 'string'
      ? Buffer.from(sealer.open(sealedRaw, rawContext(id)))
      : sealer.openBytes(bytesOf(sealedRaw), rawContext(id))
  if (!sealedRequest) return { body, request: undefined }
  const request = JSON.parse(sealer.open(sealedRequest, requestContext(id))) as KeptRequest
  return { body, request: { ...request, receivedAt: new Date(request.receivedAt) } }
}

const messageContext = (id: string) => `inbox.message.${id}`
const rawContext = (id: string) => `inbox.raw.${id}`
const requestContext = (id: string) => `inbox.request.${id}`

function keptOf({ method, query, headers, receivedAt }: KeptRequest): KeptRequest {
  return {
    method,
    receivedAt,
    query: Object.fromEntries(Object.entries(query).filter(([name]) => !PROOF.has(name))),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => READ_BY.test(name))),
  }
}

/** The parsed envelope of a stored message; undefined when there is none with that id. */
export async function loadMessage(city: City, id: string): Promise<InboundMessage | undefined> {
  const row = await findInboxRow(city.db, id)
  return row ? openMessage(city, row) : undefined
}

/** The parsed envelopes of those of the ids that have a stored message. */
export async function loadMessages(
  city: Pick<City, 'db' | 'sealer'>,
  ids: readonly string[],
): Promise<Map<string, InboundMessage>> {
  const rows = await findInboxRows(city.db, ids)
  return new Map(rows.map((row) => [row._id, openMessage(city, row)]))
}

/** The parsed envelope in a row. */
export function openMessage(city: Pick<City, 'sealer'>, row: InboxRow): InboundMessage {
  const message = JSON.parse(city.sealer.open(row.sealedMessage, messageContext(row._id))) as InboundMessage
  message.at = new Date(message.at)
  if (message.reply.mode === 'messages') message.reply.until = new Date(message.reply.until)
  return message
}

/** Has a message that was put aside heard once more; its tries begin anew. False when it is not aside. */
export async function hearAgain(city: City, id: string): Promise<boolean> {
  const at = city.clock.now()
  // The name of the first event may still lie in the queue as failed.
  const event: DomainEvent = { id: `${id}:message.received:${at.getTime()}`, name: 'message.received', at }
  if (!(await takeUp(city.db, id, city.spine.entry(event)))) return false
  city.spine.announce([{ event, subject: id, collection: inboxRecord.collection }])
  return true
}
