import { hearInTurn } from '../../schema/intake/hear-in-turn.service.ts'
import { onEvent } from '../job.ts'

export const hearMessage = onEvent({
  name: 'intake.hear-message',
  part: 'bot',
  on: ['message.received'],
  publishes: [
    'call.changed',
    'ticket.opened',
    // A corrected place moves the ticket at once.
    'ticket.dispatched',
    'ticket.urged',
    'ticket.supplemented',
    'ticket.withdrawn',
    'notice.due',
    'survey.answered',
    'signal.found',
    'signal.cleared',
  ],
  run: async ({ city, hear }, inboxId) => (await hearInTurn(city, inboxId, hear)) ?? 'ticked',
})
