import { refineDue } from '../../schema/language-model/refine.service.ts'
import { onSchedule } from '../job.ts'

/** Titles and summaries by a language model, where one is configured: after the ticket was opened, never on its way. */
export const refineTickets = onSchedule({
  name: 'understand.refine-tickets',
  part: 'jobs',
  everyMs: 2000,
  publishes: ['ticket.refined'],
  run: async ({ city }) => {
    if (city.languageModel) await refineDue(city, city.languageModel)
  },
})
