import type { RequestKind, Ticket } from './ticket.rules.ts'

/** What of a ticket may be read in order to show it to the public: nothing that points at a person. */
export type PublicTicket = Omit<
  Ticket,
  | 'outbox'
  | 'citizenKey'
  | 'phoneKey'
  | 'trackingKey'
  | 'evidence'
  | 'sourceKey'
  | 'replyCheck'
  | 'likeness'
  | 'standing'
  | 'workAt'
>

/** One kind of matter; without `l3` the tickets of the branch that fit none of its leaves. */
export interface Matter {
  l1: string
  l2: string
  l3?: string
}

/** Which tickets are public at all: those of these matters that came by an open channel or are of these kinds. */
export interface PublicRule {
  matters: readonly Matter[]
  channels: readonly string[]
  kinds: readonly RequestKind[]
}

export interface PublicQuery {
  /** Opened at or after, and at or before. */
  from: Date
  to: Date
  /** Only these matters; all public ones when not given. */
  matters?: readonly Matter[]
  closed?: boolean
  skip: number
  limit: number
}
