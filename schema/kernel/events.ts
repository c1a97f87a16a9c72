/** Everything that can happen to a request, in the order it happens: the spine of the house. */
export const EVENTS = [
  'message.received',
  'request.normalised',
  'request.classified',
  'ticket.opened',
  'ticket.dispatched',
  'ticket.signed',
  'ticket.replied',
  'deadline.approaching',
  'deadline.passed',
  'notice.due',
  'notice.sent',
  'ticket.closed',
  'survey.due',
  'survey.answered',
  'period.assessed',
  'signal.found',
  'report.published',
] as const

export type EventName = (typeof EVENTS)[number]

/** Events carry ids only: no text, no personal data, so that queues and logs never hold any. */
export interface DomainEvent {
  /** Unique and derived from its cause, so that publishing twice is publishing once. */
  id: string
  name: EventName
  at: Date
  /** What it is about: a ticket number, an inbox id, a notice id. */
  subject: string
}
