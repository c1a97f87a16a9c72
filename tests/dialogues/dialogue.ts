import type { RequestKind, TicketState, Urgency } from '../../schema/ticket/ticket.rules.ts'

/** What the citizen does in one turn, or what happens between two. */
export type Act =
  | string
  /** A location card: the first place with coordinates of that street. */
  | { location: string; label?: string }
  | { image: true }
  /** A voice message, with what the platform understood of it. */
  | { voice: string | undefined }
  | { link: string }
  | { scan: string }
  /** Several messages, one second apart. */
  | { burst: readonly string[] }
  | { tap: string }
  | { staff: 'sign' | 'reply' | 'close' }

/**
 * One turn: what is done, what the citizen then hears (all of it, joined by lines; null for nothing), and how long it
 * was after the turn before: `90s`, `10m`, `5h`, `3d`; a minute when not said.
 */
export type Turn = readonly [act: Act, hears?: RegExp | null, after?: string]

/** A ticket as it has to be in the end; `text` and `place` as patterns, `place` over district, street and place names. */
export interface TicketWanted {
  text?: RegExp
  place?: RegExp
  category?: RegExp
  kind?: RequestKind
  urgency?: Urgency
  state?: TicketState
  /** Fields of evidence that have to be there: when, who, contact. */
  says?: readonly string[]
  acts?: readonly string[]
  callback?: true
  /** Whether a person has to say what the category is. */
  review?: boolean
}

/** A scripted dialogue, and how it has to end: in complete tickets, in an answer, or with a human. */
export interface Dialogue {
  name: string
  /** `none` as a form has it: nothing can be asked. */
  reply?: 'messages' | 'passive' | 'none'
  turns: readonly Turn[]
  /** Every ticket there is, oldest first. */
  tickets?: readonly TicketWanted[]
  /** Ends without a ticket, because what was said last answered it. */
  answer?: RegExp
}
