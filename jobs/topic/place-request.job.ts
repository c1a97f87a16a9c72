import { placeInTopic } from '../../schema/topic/topic.service.ts'
import { onEvent } from '../job.ts'

export const placeOpened = onEvent({
  name: 'topic.place-request',
  part: 'jobs',
  on: ['ticket.opened', 'ticket.reworded', 'ticket.corrected', 'ticket.refined', 'ticket.withdrawn'],
  publishes: [],
  behind: true,
  run: async ({ city }, number) => placeInTopic(city, number),
})
