import { dispatchTicket } from '../../schema/ticket/ticket.service.ts'
import { onEvent } from '../job.ts'

export const dispatchOpened = onEvent({
  name: 'dispatch.dispatch-ticket',
  part: 'jobs',
  on: ['ticket.opened', 'ticket.reworded', 'ticket.corrected', 'ticket.refined'],
  publishes: ['ticket.dispatched'],
  run: async ({ city }, number) => void (await dispatchTicket(city, number)),
})
