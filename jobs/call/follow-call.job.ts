import { followCall } from '../../schema/call/call.service.ts'
import { onEvent } from '../job.ts'

export const followChanged = onEvent({
  name: 'call.follow-call',
  part: 'jobs',
  on: ['call.changed'],
  publishes: ['ticket.opened', 'ticket.reworded', 'survey.answered'],
  run: ({ city }, id) => followCall(city, id),
})
