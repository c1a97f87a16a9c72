import type { RecordType } from '../schema/kernel/db.ts'
import type { WithOutbox } from '../schema/kernel/spine.ts'
import { inboxRecord } from '../schema/intake/intake.model.ts'
import { ticketRecord } from '../schema/ticket/ticket.model.ts'
import { dispatchOpened } from './dispatch/dispatch-ticket.job.ts'
import { hearMessage } from './intake/hear-message.job.ts'
import type { EventJob, JobPart, ScheduledJob } from './job.ts'
import { sendDue } from './notice/send-notice.job.ts'
import { sweepNotices } from './notice/sweep-notices.job.ts'
import { tellCitizen } from './notice/tell-progress.job.ts'
import { askClosed } from './survey/ask-survey.job.ts'
import { followAnswered } from './survey/follow-answer.job.ts'

/** Every job of the house, in the order of the flow. */
export const EVENT_JOBS: readonly EventJob[] = [
  hearMessage,
  dispatchOpened,
  tellCitizen,
  sendDue,
  askClosed,
  followAnswered,
]
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [sweepNotices]

/** The record types whose outboxes carry events, and whose work those events are. */
export const OUTBOXES: readonly { type: RecordType<WithOutbox>; part: JobPart }[] = [
  { type: inboxRecord, part: 'bot' },
  { type: ticketRecord, part: 'jobs' },
]
