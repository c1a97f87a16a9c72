import { findFamily } from '../../schema/family/family.service.ts'
import { placeInTopic } from '../../schema/topic/topic.service.ts'
import { sweepPast } from '../../schema/topic/sweep.service.ts'
import { onSchedule } from '../job.ts'

/** At most so long in one go: a twentieth of the time, as nobody waits for the past. */
const MOST_MS = 100

/** Tickets from before there were topics, and imported ones, get theirs, and their case, little by little. */
export const catchUp = onSchedule({
  name: 'topic.catch-up',
  part: 'jobs',
  everyMs: 2000,
  // A start has enough to do.
  firstAfterMs: 60_000,
  behind: true,
  publishes: ['family.joined'],
  run: ({ city }) => {
    const began = performance.now()
    return sweepPast(
      city,
      async (number) => {
        await placeInTopic(city, number)
        await findFamily(city, number)
      },
      () => performance.now() - began > MOST_MS,
    )
  },
})
