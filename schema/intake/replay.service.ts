import type { City } from '../city.ts'
import { DomainError } from '../kernel/errors.ts'
import type { DomainEvent } from '../kernel/events.ts'
import type { Channel, InboundMessage } from '../kernel/ports.ts'
import { noticesCausedBy } from '../notice/notice.store.ts'
import { findBySource } from '../ticket/ticket.store.ts'
import { type InboxRow, inboxRecord } from './intake.model.ts'
import { inboxIdOf, openMessage, openRaw, sealEnvelope } from './intake.service.ts'
import { restoreEnvelope } from './intake.store.ts'
import { type Difference, differencesOf, ledToNothing } from './replay.rules.ts'

/**
 * What today's parser makes of a stored message. `no-callback`: it was typed into a form of ours or fetched, so there
 * is no parser for it. `today` is missing where the parser does not find that message any more.
 */
export type Replayed =
  | { outcome: 'no-callback' }
  | { outcome: 'same' }
  | { outcome: 'differs'; differences: Difference[]; today?: InboundMessage }

/** Reads a stored raw message with today's parser and compares; changes nothing. */
export function replayMessage(city: City, channels: ReadonlyMap<string, Channel>, row: InboxRow): Replayed {
  const channel = channels.get(row.channel)
  const { body, request } = openRaw(city, row)
  const isCallback = request !== undefined || (typeof row.sealedRaw === 'string' && row.verification !== 'form')
  if (!channel || !isCallback) return { outcome: 'no-callback' }
  const stored = openMessage(city, row)
  // Before requests were kept, no parser asked for more than the time, and only to give it to the message.
  const { method, query, headers, receivedAt } = request ?? { ...BARE, receivedAt: stored.at }
  const raw = { method, query, headers, receivedAt, body }
  const today = parsed(channel, body, { raw, method: row.verification }).find(
    (message) => inboxIdOf(message) === row._id,
  )
  const differences = differencesOf(stored, today)
  if (differences.length === 0) return { outcome: 'same' }
  return { outcome: 'differs', differences, ...(today && { today }) }
}

const BARE = { method: 'POST', query: {}, headers: {} } as const

function parsed(
  channel: Channel,
  body: Buffer,
  by: { raw: Parameters<Channel['parse']>[1]; method: string },
): InboundMessage[] {
  try {
    return channel.parse(body, by.raw, by.method)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_INPUT') return []
    throw error
  }
}

/**
 * Puts today's envelope in place of the stored one and lets it be heard, where the message led to nothing yet. False
 * where it did, or where somebody changed it meanwhile. What is heard twice is done once, so nothing is lost when the
 * process dies in between.
 */
export async function applyReplay(city: City, row: InboxRow, today: InboundMessage): Promise<boolean> {
  const eventId = `${row._id}:message.received`
  const waits = row.outbox.some((entry) => entry.id === eventId)
  const [ticket, notices] = await Promise.all([findBySource(city.db, row._id), noticesCausedBy(city.db, row._id)])
  const kind = row.kind as InboundMessage['kind']
  if (!ledToNothing({ kind, waits, hasTicket: ticket !== null, wasAnswered: notices > 0 })) return false
  const event: DomainEvent = { id: eventId, name: 'message.received', at: city.clock.now() }
  const envelope = sealEnvelope(city, row._id, today)
  const restored = await restoreEnvelope(city.db, row, envelope, waits ? undefined : city.spine.entry(event))
  if (restored) city.spine.announce([{ event, subject: row._id, collection: inboxRecord.collection }])
  return restored
}
