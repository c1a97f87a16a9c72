import { createHash } from 'node:crypto'
import type { City } from '../city.ts'
import { citizenKey } from '../citizen/citizen.store.ts'
import type { DomainEvent } from '../kernel/events.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import { inboxRecord } from './intake.model.ts'
import { findInboxRow, insertInboxRow } from './intake.store.ts'

/** The same message has the same id on every machine, however often its platform sends it. */
export function inboxIdOf(message: Pick<InboundMessage, 'channel' | 'dedupeKey'>): string {
  return createHash('sha256').update(`${message.channel}\0${message.dedupeKey}`).digest('base64url').slice(0, 27)
}

/**
 * Stores a verified message once. One durable write; when it returns, the sender may be told "received". Gives the
 * inbox id, whether this delivery was the first, and whether a repeated one says the same as the first.
 */
export async function receiveMessage(
  city: City,
  message: InboundMessage,
  raw: Buffer,
  verification: string,
): Promise<{ id: string; first: boolean; same: boolean }> {
  const id = inboxIdOf(message)
  const now = city.clock.now()
  const event: DomainEvent = { id: `${id}:message.received`, name: 'message.received', at: now }
  const { at: _at, reply: _reply, ...content } = message
  const contentKey = city.sealer.blindIndex(JSON.stringify(content), 'content')
  const first = await insertInboxRow(city.db, {
    _id: id,
    channel: message.channel,
    citizenKey: citizenKey(city.sealer, message.channel, message.sender),
    kind: message.kind,
    verification,
    sealedRaw: city.sealer.seal(raw.toString('utf8'), `inbox.raw.${id}`),
    sealedMessage: city.sealer.seal(JSON.stringify(message), `inbox.message.${id}`),
    contentKey,
    receivedAt: now,
    outbox: [city.spine.entry(event)],
  })
  if (!first) return { id, first, same: (await findInboxRow(city.db, id))?.contentKey === contentKey }
  city.spine.announce([{ event, subject: id, collection: inboxRecord.collection }])
  return { id, first, same: true }
}

/** The parsed envelope of a stored message; undefined when there is none with that id. */
export async function loadMessage(city: City, id: string): Promise<InboundMessage | undefined> {
  const row = await findInboxRow(city.db, id)
  if (!row) return undefined
  const message = JSON.parse(city.sealer.open(row.sealedMessage, `inbox.message.${id}`)) as InboundMessage
  message.at = new Date(message.at)
  if (message.reply.mode === 'messages') message.reply.until = new Date(message.reply.until)
  return message
}
