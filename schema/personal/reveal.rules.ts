import type { StaffRole } from '../staff/staff.rules.ts'
import { PERSONAL_KINDS, type PersonalKind } from './kinds.ts'
import { maskOf } from './mask.rules.ts'
import type { PersonalFound } from './personal.rules.ts'

const NOTHING: ReadonlySet<PersonalKind> = new Set()
const ALL: ReadonlySet<PersonalKind> = new Set(PERSONAL_KINDS)
/** What a unit needs to find the place and call the citizen; whose card and papers they are, the hotline asks. */
const TO_WORK: ReadonlySet<PersonalKind> = new Set(['NAME', 'PHONE', 'LANDLINE', 'WECHAT', 'EMAIL', 'ADDRESS', 'PLATE'])

/**
 * What each role may see of a ticket it may act on, with a reason (最小必要, GB/T 35273 7.1). Whoever keeps the system
 * running or only counts needs none of it.
 */
export const MAY_REVEAL: Readonly<Record<StaffRole, ReadonlySet<PersonalKind>>> = {
  admin: NOTHING,
  analyst: NOTHING,
  clerk: ALL,
  dispatcher: TO_WORK,
  supervisor: ALL,
  handler: TO_WORK,
}

/**
 * Puts back what this role may see into the masked words; the rest stays masked. What does not fit its place, because the
 * words were heard anew since, is left out.
 */
export function unmask(masked: string, found: readonly PersonalFound[], kinds: ReadonlySet<PersonalKind>): string {
  let text = masked
  for (const { kind, start, end, value } of found) {
    const fits = masked.slice(start, end) === maskOf({ kind, value })
    if (kinds.has(kind) && fits) text = text.slice(0, start) + value + text.slice(end)
  }
  return text
}
