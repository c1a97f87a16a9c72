import { maskPersonal } from '../../schema/personal/mask.rules.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import { hasDone } from '../../schema/ticket/citizen-acts.rules.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { correctTo } from './correction.ts'
import { DAY, type Hearing, MINUTE, since } from './hearing.ts'
import { recentTicket, wantsPlace } from './own-tickets.ts'
import { type RequestRead, readRequest } from './request.rules.ts'
import { supplement } from './supplement.ts'

/** What is said so soon after a ticket was opened, and names no place of its own, belongs to it. */
const RIGHT_AFTER_MS = 10 * MINUTE
/** How long a ticket without a place takes the next place for its own. */
const PLACE_MISSING_MS = 7 * DAY
/** How long the same words are the same request. */
const SAME_WORDS_MS = DAY

/** What follows a ticket that was just opened: the place it lacked, the same words again, or more about the same matter. */
export async function hearFollowUp(hearing: Hearing) {
  const { city, inboxId, message, words, texts, say } = hearing
  const ticket = await recentTicket(hearing, PLACE_MISSING_MS)
  if (!ticket) return undefined
  const age = since(hearing, ticket.createdAt)
  if (age <= SAME_WORDS_MS && ticket.text === maskPersonal(wordsOf(message) ?? '')) {
    await say(texts.known(ticket._id), { once: `${ticket._id}:known` })
    return {}
  }
  const read = readRequest(city.registers.gazetteer, words)
  const isMore = age <= RIGHT_AFTER_MS && isSameMatter(ticket, read)
  const lacksPlace = wantsPlace(ticket) || hasDone(ticket, 'correct-place', inboxId)
  if (read.place && lacksPlace && (isMore || !read.matter)) return correctTo(hearing, ticket._id, words)
  if (!isMore || (read.place && read.place.streetId !== ticket.place.streetId)) return undefined
  return supplement(hearing, ticket._id, { text: message.text ?? words })
}

/** No other matter and no question of its own. Danger is a further word only where there was danger before. */
function isSameMatter(ticket: Ticket, { classification, matter }: RequestRead): boolean {
  const { category, kind, urgency } = classification
  if (urgency.level === 'EMERGENCY') return ticket.urgency === 'EMERGENCY'
  if (kind.code === 'CONSULTATION' && matter) return false
  return category.evidence.length === 0 || (category.l1 === ticket.category.l1 && category.l2 === ticket.category.l2)
}
