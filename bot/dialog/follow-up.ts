import { maskPersonal } from '../../schema/personal/mask.rules.ts'
import { wordsOf } from '../../schema/intake/request.rules.ts'
import { hasDone } from '../../schema/ticket/citizen-acts.rules.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { correctTo } from './correction.ts'
import { DAY, type Hearing, MINUTE, since } from './hearing.ts'
import { ownTickets, recentTicket, wantsPlace } from './own-tickets.ts'
import { type RequestRead, readRequest } from './request.rules.ts'
import { supplement } from './supplement.ts'

/** What is said so soon after a ticket was opened, and names no place of its own, belongs to it. */
const RIGHT_AFTER_MS = 10 * MINUTE
/** Whom to call, and when: about the ticket, whatever its matter is. */
const ABOUT_CALLS =
  /^.{0,8}(?:别|不要|不用|先别|打|联系|打给|致电)(?:打|联系)?(?:给)?(?:我|电话|这个|他|她|邻居|家人|老婆|老公|爸|妈).{0,14}$/
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
  const known = age <= SAME_WORDS_MS && (await sentBefore(hearing, maskPersonal(wordsOf(message) ?? '')))
  if (known) {
    await say(texts.known(known._id), { once: `${known._id}:known` })
    return {}
  }
  const read = readRequest(city.registers.gazetteer, words)
  const isMore = age <= RIGHT_AFTER_MS && (isSameMatter(ticket, read) || (!read.place && ABOUT_CALLS.test(words)))
  const lacksPlace = wantsPlace(ticket) || hasDone(ticket, 'correct-place', inboxId)
  if (read.place && lacksPlace && (isMore || !read.matter)) return correctTo(hearing, ticket._id, words)
  if (!isMore || (read.place && read.place.streetId !== ticket.place.streetId)) return undefined
  return supplement(hearing, ticket._id, { text: message.text ?? words })
}

/** The citizen's ticket of today with these very words, also when they have told something else since. */
async function sentBefore(hearing: Hearing, text: string): Promise<Ticket | undefined> {
  return (await ownTickets(hearing)).find(
    ({ text: said, state, sourceKey, createdAt }) =>
      said === text &&
      state !== 'WITHDRAWN' &&
      state !== 'CLOSED' &&
      sourceKey !== hearing.inboxId &&
      since(hearing, createdAt) <= SAME_WORDS_MS,
  )
}

/** The second level counts where the ticket has one. */
function isSameCategory(known: Ticket['category'], { l1, l2 }: RequestRead['classification']['category']): boolean {
  return l1 === known.l1 && (known.l2 === undefined || l2 === known.l2)
}

/** No other matter and no question of its own. Danger is a further word only where there was danger before. */
function isSameMatter(ticket: Ticket, { classification, matter }: RequestRead): boolean {
  const { category, kind, urgency } = classification
  if (urgency.level === 'EMERGENCY') return ticket.urgency === 'EMERGENCY'
  if (kind.code === 'CONSULTATION' && matter) return false
  return category.evidence.length === 0 || isSameCategory(ticket.category, category)
}
