/** Everything that can happen to a request, in the order it happens: the spine of the house. */
export const EVENTS = [
  'message.received',
  'media.due',
  'call.changed',
  'ticket.opened',
  'ticket.reworded',
  'ticket.corrected',
  'ticket.refined',
  'ticket.dispatched',
  'ticket.signed',
  'ticket.urged',
  'ticket.supplemented',
  'ticket.withdrawn',
  'ticket.replied',
  'notice.due',
  'notice.sent',
  'ticket.closed',
  'survey.answered',
  'ticket.reopened',
  'ticket.attached',
  'ticket.joined',
  'ticket.parted',
  'family.joined',
  'family.left',
  'signal.found',
  'signal.cleared',
] as const

export type EventName = (typeof EVENTS)[number]

/** What happened, as the record it happened to carries it. Ids only: queues and logs never hold a citizen's words. */
export interface DomainEvent {
  /** Unique and derived from its cause, so that publishing twice is publishing once. */
  id: string
  name: EventName
  at: Date
}
