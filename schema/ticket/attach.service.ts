import {
  attachmentsOf,
  claimAttachment,
  looseAttachments,
  settleAttachment,
  ticketOfAttachment,
} from '../attachment/attachment.store.ts'
import type { City } from '../city.ts'
import { addAttachment, isActCause, latestTicketBetween, ticketActedOn } from './attach.store.ts'
import type { TicketAttachment } from './ticket.rules.ts'
import { findBySource } from './ticket.store.ts'

/** How long before or after the words a photo may come and still be about the same matter. */
const TOGETHER_MS = 3_600_000

const WORDS: Readonly<Record<TicketAttachment['type'], string>> = {
  image: '市民提供了一张图片',
  voice: '市民提供了一段语音',
  video: '市民提供了一段视频',
}

/**
 * Gives an attachment to a ticket; an attachment belongs to one ticket for good. The claim comes first, and the
 * attachment stays loose until the ticket has it, so that what a crash leaves half done is finished by `attachLoose`.
 * False when another ticket has it.
 */
export async function attachToTicket(city: City, number: string, attachment: TicketAttachment): Promise<boolean> {
  const { id, type, cause } = attachment
  if ((await claimAttachment(city.db, id, number)) !== number) return false
  const at = city.clock.now()
  const entry = { id: `${number}:attached:${id}`, at, event: 'attached', text: WORDS[type] }
  // Where the citizen added it to the ticket, the timeline says so already.
  const step = (await isActCause(city.db, number, cause)) ? undefined : entry
  if (await addAttachment(city.db, number, { id, type, cause }, step)) {
    city.spine.announce([{ event: { id: entry.id, name: 'ticket.attached', at }, subject: number, ticket: number }])
  }
  await settleAttachment(city.db, id)
  return true
}

/** Gives a ticket what came with a message, as far as it has been fetched; the rest finds its way by `attachToMatter`. */
export async function attachSent(city: City, number: string, inboxId: string): Promise<void> {
  for (const { id, type } of await attachmentsOf(city.db, inboxId)) {
    await attachToTicket(city, number, { id, type, cause: inboxId })
  }
}

/**
 * Gives what a citizen sent to the ticket it belongs to: the one opened from the same message or that the message was
 * added to, else the citizen's latest of that hour, before or after. With none yet it stays loose, for `attachLoose`
 * and `attachSent`.
 */
export async function attachToMatter(
  city: City,
  attachment: TicketAttachment,
  sent: { citizenKey: string; at: Date },
): Promise<void> {
  const number = (await ticketOfAttachment(city.db, attachment.id)) ?? (await matterOf(city, attachment.cause, sent))
  if (number) await attachToTicket(city, number, attachment)
}

async function matterOf({ db }: City, cause: string, sent: { citizenKey: string; at: Date }) {
  const at = (by: number) => new Date(sent.at.getTime() + by)
  const ticket =
    (await findBySource(db, cause)) ??
    (await ticketActedOn(db, sent.citizenKey, cause)) ??
    (await latestTicketBetween(db, sent.citizenKey, at(-TOGETHER_MS), at(TOGETHER_MS)))
  return ticket?._id
}

/**
 * Photos often come before the words: gives those of the last hour to tickets opened since. Not those whose message
 * nobody has heard: it may say which ticket they are for.
 */
export async function attachLoose(city: City, isHeard: (cause: string) => Promise<boolean>): Promise<void> {
  const since = new Date(city.clock.now().getTime() - TOGETHER_MS)
  for (const { id, type, cause, sender, receivedAt } of await looseAttachments(city.db, since)) {
    if (await isHeard(cause)) await attachToMatter(city, { id, type, cause }, { citizenKey: sender, at: receivedAt })
  }
}
