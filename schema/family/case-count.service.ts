import type { Db } from '../kernel/db.ts'
import { isSameCaller } from '../ticket/caller.rules.ts'
import { callersOf } from '../ticket/ticket.store.ts'
import { familiesOf } from './family.store.ts'

/** How many tickets a case has, and how many of them are the same citizen's. */
export interface CaseCount {
  count: number
  repeats: number
}

/** Counts the cases of these tickets, by ticket, in two queries whatever their number; those that are in none are missing. */
export async function countCases(db: Db, numbers: readonly string[]): Promise<ReadonlyMap<string, CaseCount>> {
  const families = await familiesOf(db, numbers)
  const callers = await callersOf(db, [...families.keys()])
  return new Map(
    numbers.flatMap((number) => {
      const active = families.get(number)?.active
      const own = callers.get(number)
      if (!active || !own) return []
      const others = active.flatMap((other) => callers.get(other) ?? [])
      return [[number, { count: active.length, repeats: others.filter((other) => isSameCaller(own, other)).length }]]
    }),
  )
}
