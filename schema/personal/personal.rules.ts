import { findDwellings } from './dwelling.rules.ts'
import { PERSONAL_KINDS, type PersonalSpan } from './kinds.ts'
import { findNames } from './names.rules.ts'
import { findNumbers } from './numbers.rules.ts'

/** What was found, and what it says there. */
export interface PersonalFound extends PersonalSpan {
  value: string
}

/**
 * Everything in the text that points at a person or a home, in the order of the text; where two readings overlap the one
 * that stands earlier in `PERSONAL_KINDS` wins. Bounded patterns only: a text made to be slow is as quick as another.
 */
export function findPersonal(text: string): PersonalFound[] {
  const found = [...findNumbers(text), ...findNames(text), ...findDwellings(text)].map(({ kind, start, end }) => ({
    kind,
    start,
    end,
    value: text.slice(start, end),
  }))
  const ranked = found.toSorted((a, b) => PERSONAL_KINDS.indexOf(a.kind) - PERSONAL_KINDS.indexOf(b.kind))
  const kept: PersonalFound[] = []
  for (const one of ranked) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}
