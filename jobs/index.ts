import type { RecordType } from '../schema/kernel/db.ts'
import type { WithOutbox } from '../schema/kernel/spine.ts'
import { inboxRecord } from '../schema/intake/intake.model.ts'
import { callRecord } from '../schema/call/call.model.ts'
import { familyRecord } from '../schema/family/family.model.ts'
import { signalRecord } from '../schema/sensing/signal.model.ts'
import { ticketRecord } from '../schema/ticket/ticket.model.ts'
import { followChanged } from './call/follow-call.job.ts'
import { sweepCalls } from './call/sweep-calls.job.ts'
import { dispatchOpened } from './dispatch/dispatch-ticket.job.ts'
import { findFamilyOf } from './family/find-family.job.ts'
import { noteJoined } from './family/note-change.job.ts'
import { sweepLoose } from './intake/attach-loose.job.ts'
import { fetchSentAlong } from './intake/fetch-media.job.ts'
import { hearMessage } from './intake/hear-message.job.ts'
import { sweepSilences } from './intake/note-silences.job.ts'
import { pollMentions } from './intake/poll-mentions.job.ts'
import type { EventJob, JobPart, ScheduledJob } from './job.ts'
import { sendDue } from './notice/send-notice.job.ts'
import { speakHere } from './notice/speak-here.job.ts'
import { sweepNotices } from './notice/sweep-notices.job.ts'
import { tellCitizen } from './notice/tell-progress.job.ts'
import { askClosed } from './survey/ask-survey.job.ts'
import { refineTickets } from './understand/refine-tickets.job.ts'
import { followAnswered } from './survey/follow-answer.job.ts'
import { catchUp } from './topic/catch-up.job.ts'
import { placeOpened } from './topic/place-request.job.ts'

/** Every job of the house, in the order of the flow. */
export const EVENT_JOBS: readonly EventJob[] = [
  hearMessage,
  fetchSentAlong,
  followChanged,
  dispatchOpened,
  findFamilyOf,
  noteJoined,
  placeOpened,
  tellCitizen,
  sendDue,
  askClosed,
  followAnswered,
]
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  pollMentions,
  sweepSilences,
  sweepLoose,
  refineTickets,
  sweepNotices,
  speakHere,
  sweepCalls,
  catchUp,
]

/** The record types whose outboxes carry events, and whose work those events are. */
export const OUTBOXES: readonly { type: RecordType<WithOutbox>; part: JobPart }[] = [
  { type: inboxRecord, part: 'bot' },
  { type: callRecord, part: 'jobs' },
  { type: ticketRecord, part: 'jobs' },
  { type: signalRecord, part: 'jobs' },
  { type: familyRecord, part: 'jobs' },
]
