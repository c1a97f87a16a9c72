import type { CategoryFound } from '../classify/category-decision.rules.ts'
import { UNSORTED } from '../classify/category.rules.ts'
import { type Guess, derivationOf } from './derived.rules.ts'
import type { Ticket } from './ticket.rules.ts'

/** Whether a person has to look (待人工分类): the method is not sure, and the sender did not pick the category from a list. */
export function isUnsure({ sure }: Pick<CategoryFound, 'sure'>): boolean {
  return !sure
}

/** The two first-level categories that one question would decide between; undefined where it would not. */
export function closeTwo({
  sure,
  between,
}: Pick<CategoryFound, 'sure' | 'between'>): readonly [string, string] | undefined {
  return sure ? undefined : between
}

/** As many as a person is offered to choose from. */
const MOST_OFFERED = 3

/** What a person is offered for a ticket that needs review: the likeliest categories, the first as far down as it is known. */
export function likelyCategories(
  ticket: Pick<Ticket, 'needsReview' | 'derived' | 'category' | 'understoodBy'>,
): Guess[] {
  const how = derivationOf(ticket, 'category')
  if (!ticket.needsReview || !how) return []
  const guesses = (how.top ?? []).filter(({ value }) => value !== UNSORTED).slice(0, MOST_OFFERED)
  return guesses.map((guess) => (how.value?.startsWith(`${guess.value}/`) ? { ...guess, value: how.value } : guess))
}
