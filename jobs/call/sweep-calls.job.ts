import { followCall } from '../../schema/call/call.service.ts'
import { dueCalls } from '../../schema/call/call.store.ts'
import { onSchedule } from '../job.ts'

const BATCH = 100

/** Calls whose words did not come in time: somebody has to ring back, or nobody had said anything. */
export const sweepCalls = onSchedule({
  name: 'call.sweep-calls',
  part: 'jobs',
  everyMs: 5000,
  publishes: ['ticket.opened', 'ticket.reworded', 'survey.answered'],
  run: async ({ city }) => {
    const due = await dueCalls(city.db, city.clock.now(), BATCH)
    // One that fails must not keep the others waiting.
    const followed = await Promise.allSettled(due.map((id) => followCall(city, id)))
    const failed = followed.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  },
})
