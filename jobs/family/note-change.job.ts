import { noteFamilyChange } from '../../schema/family/note.service.ts'
import { onEvent } from '../job.ts'

export const noteJoined = onEvent({
  name: 'family.note-change',
  part: 'jobs',
  on: ['family.joined', 'family.left'],
  publishes: ['ticket.joined', 'ticket.parted', 'family.joined', 'notice.due'],
  run: ({ city }, id, event) => noteFamilyChange(city, id, event),
})
