import { onEvent } from '../job.ts'

export const hearMessage = onEvent({
  name: 'intake.hear-message',
  part: 'bot',
  on: ['message.received'],
  publishes: ['ticket.opened', 'notice.due', 'survey.answered'],
  run: (context, inboxId) => context.hear(inboxId),
})
