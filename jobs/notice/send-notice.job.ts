import { sendNotice } from '../../schema/notice/notice.service.ts'
import { onEvent } from '../job.ts'

export const sendDue = onEvent({
  name: 'notice.send-notice',
  part: 'jobs',
  on: ['notice.due'],
  publishes: ['notice.sent'],
  run: ({ city, channels }, id) => sendNotice(city, id, channels),
})
