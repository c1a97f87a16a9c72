import type { City } from './city.ts'
import type { CaseCount } from './family/case-count.service.ts'
import { DomainError } from './kernel/errors.ts'
import type { Notice } from './notice/notice.model.ts'
import { type StaffIdentity, mayAct, maySee } from './staff/staff.rules.ts'
import { noSuchTicket } from './ticket/ticket.store.ts'
import type { Ticket } from './ticket/ticket.rules.ts'

/** Who is calling: a member of staff, or a citizen by the blind index of their account. */
export type Caller = ({ type: 'staff' } & StaffIdentity) | { type: 'citizen'; citizenKey: string }

/** Exchanges a mini-program's login code with the platform. */
export type SignInMiniProgram = (code: string) => Promise<{ openid: string }>

/** Exchanges the code of a mini-program's phone number button for the number the platform verified. */
export type ExchangePhoneNumber = (code: string) => Promise<string>

/** What a resolver may use of one request. */
export interface GraphContext {
  city: City
  caller: Caller | undefined
  /** Opens a session for somebody whose identity was just proven. */
  openSession(caller: Caller): Promise<{ token: string; expiresAt: Date }>
  /** Counts a try by this caller's address and, where given, by subject; throws TOO_MANY when either has used them up. */
  countTry(what: 'login' | 'track' | 'submit' | 'submit-plain' | 'reveal', subject?: string): void
  /** Throws DomainError or DeliveryError. */
  signInMiniProgram: SignInMiniProgram
  /** Throws DomainError. */
  exchangePhoneNumber: ExchangePhoneNumber
  /** Notices of a ticket; asked for in the same tick, several tickets share one query. */
  noticesOf(number: string): Promise<Notice[] | undefined>
  /** How many tickets its case has; asked for in the same tick, several tickets share two queries. */
  caseCountOf(number: string): Promise<CaseCount | undefined>
  /** Numbers of tickets as they change, until the caller goes away. */
  changedTickets(number: string | null | undefined): AsyncIterable<string>
}

export function requireStaff(context: GraphContext): StaffIdentity {
  if (context.caller?.type === 'staff') return context.caller
  throw new DomainError('UNAUTHENTICATED', '请先登录。')
}

export function requireActor(context: GraphContext): StaffIdentity {
  const staff = requireStaff(context)
  if (mayAct(staff)) return staff
  throw new DomainError('FORBIDDEN', '您的岗位只能查看，不能操作工单。', { role: staff.role })
}

/** A ticket outside one's own unit looks the same as one that does not exist. */
export function requireVisible(staff: StaffIdentity, ticket: Ticket): Ticket {
  if (maySee(staff, ticket)) return ticket
  throw noSuchTicket(ticket._id)
}
