import { askSurvey } from '../../schema/survey/survey.service.ts'
import { onEvent } from '../job.ts'

export const askClosed = onEvent({
  name: 'survey.ask-survey',
  part: 'jobs',
  on: ['ticket.closed'],
  publishes: ['notice.due'],
  run: ({ city }, number) => askSurvey(city, number),
})
