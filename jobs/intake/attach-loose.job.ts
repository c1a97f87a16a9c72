import { isHeard } from '../../schema/intake/intake.store.ts'
import { attachLoose } from '../../schema/ticket/attach.service.ts'
import { onSchedule } from '../job.ts'

export const sweepLoose = onSchedule({
  name: 'intake.attach-loose',
  part: 'jobs',
  everyMs: 2000,
  publishes: ['ticket.attached'],
  run: ({ city }) => attachLoose(city, (cause) => isHeard(city.db, cause)),
})
