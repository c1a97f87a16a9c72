import { noteSilences } from '../../schema/intake/silence.service.ts'
import { onSchedule } from '../job.ts'

/** Half-told requests become tickets too. Every process may look: a silence is in the inbox once. */
export const sweepSilences = onSchedule({
  name: 'intake.note-silences',
  part: 'jobs',
  everyMs: 30_000,
  publishes: ['message.received'],
  run: ({ city }) => noteSilences(city),
})
