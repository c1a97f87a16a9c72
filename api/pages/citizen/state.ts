import type { TicketState } from '../../../schema/ticket/ticket.rules.ts'

/** What the citizen pages are drawn from: plain data, so that they work without JavaScript. */

/** The fields of the form at `/`, urlencoded or multipart under these names; photos that are kept as `attachments`. */
export interface HomeValues {
  text?: string
  address?: string
  name?: string
  phone?: string
  /** Degrees as they were sent, WGS84; both or neither. */
  latitude?: string
  longitude?: string
  /** Receipts of the photos that are uploaded already. */
  photos?: readonly string[]
  /** Stays the same when the same request is sent again; given with the empty form. */
  idempotencyKey: string
}

export interface HomeState {
  values: HomeValues
  /** Words beside the field they are about; `form` for what concerns the whole. */
  errors: Partial<Record<'text' | 'photos' | 'address' | 'point' | 'name' | 'phone' | 'form', string>>
  done?: { trackingCode: string; number?: string | null | undefined }
}

/** The fields of the form at `/track`. A survey answer is posted with them, as `solved` or `satisfaction`. */
export interface TrackValues {
  number?: string
  /** The phone number given with the request, or its tracking code. */
  phone?: string
}

export interface TrackState {
  values: TrackValues
  error?: string
  ticket?: TrackedTicket
  /** True right after an answer was taken. */
  thanked?: boolean
}

/** As GraphQL's TrackedTicket; instants as RFC 3339 or Date. */
export interface TrackedTicket {
  number: string
  state: TicketState
  text: string
  organName?: string | null | undefined
  dueAt: Date | string
  reply?: string | null | undefined
  surveyQuestion?: 'solved' | 'satisfaction' | null | undefined
  survey?: { solved?: string | null | undefined; satisfaction?: string | null | undefined } | null | undefined
  /** Thumbnails of photos, as data: addresses; and how many voice and video recordings there are. */
  photos?: readonly string[]
  recordings?: number
  timeline: readonly { id: string; at: Date | string; event: string; text: string }[]
  createdAt: Date | string
}
