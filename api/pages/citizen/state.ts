/** What the citizen pages are drawn from: plain data, so that they work without JavaScript. */

/** The fields of the form at `/`, urlencoded under these names. */
export interface HomeValues {
  text?: string
  address?: string
  name?: string
  phone?: string
  /** Stays the same when the same request is sent again; given with the empty form. */
  idempotencyKey: string
}

export interface HomeState {
  values: HomeValues
  /** Words beside the field they are about; `form` for what concerns the whole. */
  errors: Partial<Record<'text' | 'address' | 'name' | 'phone' | 'form', string>>
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
  state: 'ACCEPTED' | 'DISPATCHED' | 'SIGNED' | 'REPLIED' | 'CLOSED'
  text: string
  organName?: string | null | undefined
  dueAt: Date | string
  reply?: string | null | undefined
  surveyQuestion?: 'solved' | 'satisfaction' | null | undefined
  survey?: { solved?: string | null | undefined; satisfaction?: string | null | undefined } | null | undefined
  timeline: readonly { id: string; at: Date | string; event: string; text: string }[]
  createdAt: Date | string
}
