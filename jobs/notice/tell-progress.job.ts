import { tellProgress } from '../../schema/notice/notice.service.ts'
import { loadTicket } from '../../schema/ticket/ticket.store.ts'
import { onEvent } from '../job.ts'

export const tellCitizen = onEvent({
  name: 'notice.tell-progress',
  part: 'jobs',
  on: ['ticket.dispatched', 'ticket.signed', 'ticket.replied', 'ticket.reopened'],
  publishes: ['notice.due'],
  run: async ({ city }, number, event) => tellProgress(city, await loadTicket(city.db, number), event),
})
