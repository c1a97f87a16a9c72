import type { Ticket } from './ticket.rules.ts'

/** What tells one citizen from another, without saying who they are. */
export type TicketCaller = Pick<Ticket, '_id' | 'citizenKey' | 'phoneKey'>

/** The same account, or the same telephone number given. */
export function isSameCaller(a: Omit<TicketCaller, '_id'>, b: Omit<TicketCaller, '_id'>): boolean {
  return a.citizenKey === b.citizenKey || (a.phoneKey !== undefined && a.phoneKey === b.phoneKey)
}
