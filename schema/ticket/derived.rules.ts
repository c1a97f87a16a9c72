import type { Ticket } from './ticket.rules.ts'

/** What of a ticket is derived from the citizen's words, each with the way it was derived. */
export const DERIVED_FIELDS = [
  'kind',
  'category',
  'urgency',
  'sensitive',
  'tier',
  'pledges',
  'place',
  'title',
  'sentiment',
  'family',
] as const
export type DerivedField = (typeof DERIVED_FIELDS)[number]

/** A value that came into question, and how sure. */
export interface Guess {
  /** As in `Derivation.value`. */
  value: string
  /** 0..1 */
  confidence?: number
}

/**
 * How one field was derived. The value that is used stands in the ticket's own field; a person's correction changes that
 * one and leaves this as it is.
 */
export interface Derivation {
  /** Method and version, e.g. `rules-1`, `linear-1`; `citizen` for what the sender picked from a list. */
  by: string
  /** 0..1; absent where the method has no opinion on how sure it is. */
  confidence?: number
  /** What was derived, of a field that can be corrected: a code, a path of the category tree, the id of a street. */
  value?: string
  /** Of a category: probabilities that it is right down to the second and third level it names, where the first is. */
  deeper?: number[]
  /** What else came into question, likeliest first, the chosen one included. */
  top?: Guess[]
}

/** By field; a field that nothing was derived for is not there. The words it rests on are in `evidence`, by field. */
export type Derived = Partial<Record<DerivedField, Derivation>>

/** What a person may put right of what was derived. */
export const CORRECTABLE = ['kind', 'category', 'place', 'urgency', 'tier'] as const
export type CorrectableField = (typeof CORRECTABLE)[number]

/** 人工更正: what a person said a field is. The same as before is a confirmation (确认): it counts as much. */
export interface Correction {
  field: CorrectableField
  /** What was used until then, and from then on; as in `Derivation.value`. */
  from: string
  to: string
  /** As the timeline names them. */
  by: string
  at: Date
  why?: string
}

/** Method of what the sender picked from a list: people said so, no method is measured by it. */
export const BY_CITIZEN = 'citizen'
/** Method of what a table of another system says. */
export const BY_TABLE = 'table'

/**
 * How a field was derived, also of a ticket from before each field kept its own: those have one method for all of it in
 * `understoodBy`.
 */
export function derivationOf(
  ticket: Pick<Ticket, 'derived' | 'understoodBy' | 'category'>,
  field: DerivedField,
): Derivation | undefined {
  if (ticket.derived) return ticket.derived[field]
  if (!ticket.understoodBy) return undefined
  return { by: ticket.understoodBy, ...(field === 'category' && { confidence: ticket.category.confidence }) }
}

/** A category as one text: `l1`, `l1/l2` or `l1/l2/l3`. */
export function categoryPath({ l1, l2, l3 }: { l1: string; l2?: string; l3?: string }): string {
  return [l1, l2, l3].filter(Boolean).join('/')
}
