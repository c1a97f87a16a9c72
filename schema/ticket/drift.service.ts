import type { City } from '../city.ts'
import { type Drift, type Judgement, driftOf, judgementsOf, monthOf, monthsBefore } from './drift.rules.ts'
import { streamJudged } from './drift.store.ts'
import { countOpened } from './ticket.store.ts'

/** How far people and methods agree, by month and field, over the current month and those before it. */
export async function readDrift({ db, clock }: Pick<City, 'db' | 'clock'>, months: number): Promise<Drift[]> {
  const now = clock.now()
  const starts = Array.from({ length: months }, (_, back) => monthsBefore(now, back))
  const first = starts.at(-1) ?? now
  const judgements: Judgement[] = []
  for await (const ticket of streamJudged(db, first)) {
    if (ticket.createdAt >= first) judgements.push(...judgementsOf(ticket))
  }
  const opened = await Promise.all(
    starts.map(async (start, back) => {
      const count = await countOpened(db, start, starts[back - 1] ?? now)
      return [monthOf(start), count] as const
    }),
  )
  return driftOf(judgements, new Map(opened))
}
