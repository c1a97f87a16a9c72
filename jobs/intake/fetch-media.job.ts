import { fetchMedia } from '../../schema/intake/media.service.ts'
import { onEvent } from '../job.ts'

export const fetchSentAlong = onEvent({
  name: 'intake.fetch-media',
  part: 'bot',
  on: ['media.due'],
  publishes: ['ticket.attached'],
  run: ({ city, channels }, inboxId) => fetchMedia(city, inboxId, channels),
})
