import { maskPersonal } from '../../schema/personal/mask.rules.ts'
import { localTime } from '../../schema/notice/notice.rules.ts'
import { type Ticket, isAnswered } from '../../schema/ticket/ticket.rules.ts'
import { findTicket, ticketsOfCitizen } from '../../schema/ticket/ticket.store.ts'
import { politely } from './abuse.rules.ts'
import { type Hearing, since } from './hearing.ts'

/** How far back the bot looks for tickets of one citizen. */
const LOOKED_AT = 10

/** The citizen's own tickets, newest first. */
export function ownTickets({ city, citizen }: Hearing, first = LOOKED_AT): Promise<Ticket[]> {
  return ticketsOfCitizen(city.db, citizen._id, first)
}

/** Those whose unit still owes an answer. */
export async function openTickets(hearing: Hearing): Promise<Ticket[]> {
  return (await ownTickets(hearing)).filter(({ state }) => !isAnswered(state))
}

/** The ticket with this number if it is the citizen's own: of others nothing is told, not even that they exist. */
export async function ownTicket({ city, citizen }: Hearing, number: string): Promise<Ticket | undefined> {
  const ticket = await findTicket(city.db, number)
  return ticket?.citizenKey === citizen._id ? ticket : undefined
}

/**
 * The newest ticket before this message, if it is not over and was opened within this time. The message's own ticket is
 * there only when it is heard again, after a process that died before it could note so.
 */
export async function recentTicket(hearing: Hearing, withinMs: number): Promise<Ticket | undefined> {
  const latest = (await ownTickets(hearing, 2)).find(({ sourceKey }) => sourceKey !== hearing.inboxId)
  if (!latest || latest.state === 'CLOSED' || latest.state === 'WITHDRAWN') return undefined
  return since(hearing, latest.createdAt) <= withinMs ? latest : undefined
}

/** Whether the next place that is said is this ticket's: a question needs none, danger does however it is asked. */
export function wantsPlace({ place, kind, urgency }: Ticket): boolean {
  return !place.districtId && (kind !== 'CONSULTATION' || urgency === 'EMERGENCY')
}

/** Longest part of a citizen's words that a list repeats. */
const SHORT = 20

export function short(text: string): string {
  const line = politely(maskPersonal(text)).replaceAll('\n', ' ')
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line
}

/** One line of a list: number, state, when an answer is due, and what it is about. */
export function statusLine({ texts, language }: Hearing, ticket: Ticket): string {
  const due = isAnswered(ticket.state)
    ? undefined
    : language === 'en'
      ? plainTime(ticket.dueAt)
      : localTime(ticket.dueAt)
  return texts.statusLine(ticket._id, texts.states[ticket.state] ?? ticket.state, due, short(ticket.text))
}

/** `2026-11-25 14:00` in Asia/Shanghai. */
function plainTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
