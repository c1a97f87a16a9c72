import type { EventName } from '../kernel/events.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'

/** `progressText` for citizens who write English; units keep their names, and replies their words. */
export function progressInEnglish(ticket: Ticket, event: EventName): string | undefined {
  const { _id: number, organName: unit = 'the unit in charge', dueAt, reply = '' } = ticket
  const due = new Date(dueAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  switch (event) {
    case 'ticket.dispatched':
      return `Your request is registered, ticket ${number}. It went to ${unit}; you get an answer by ${due}.`
    case 'ticket.signed':
      return `${unit} has taken up your ticket ${number}.`
    case 'ticket.replied':
      return `There is an answer to your ticket ${number}.\n${unit}: ${reply}`
    case 'ticket.reopened':
      return `We are sorry that you are not satisfied. Ticket ${number} is back at ${unit}; you get an answer by ${due}.`
    default:
      return undefined
  }
}
