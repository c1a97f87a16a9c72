import { followAnswer } from '../../schema/survey/survey.service.ts'
import { onEvent } from '../job.ts'

export const followAnswered = onEvent({
  name: 'survey.follow-answer',
  part: 'jobs',
  on: ['survey.answered'],
  publishes: ['notice.due', 'ticket.reopened'],
  run: ({ city }, number) => followAnswer(city, number),
})
