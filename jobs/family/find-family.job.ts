import { findFamily } from '../../schema/family/family.service.ts'
import { onEvent } from '../job.ts'

/**
 * Whether a new ticket, one whose words came late or one that moved is about something that is known already. After
 * dispatch, which is more urgent and would be in its way.
 */
export const findFamilyOf = onEvent({
  name: 'family.find-family',
  part: 'jobs',
  on: ['ticket.dispatched'],
  publishes: ['family.joined'],
  behind: true,
  run: ({ city }, number) => findFamily(city, number),
})
