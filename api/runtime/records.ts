import { calendarRecord } from '../../schema/calendar/calendar.store.ts'
import { citizenRecord } from '../../schema/citizen/citizen.model.ts'
import { installationRecord } from '../../schema/installation.store.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import type { RecordType } from '../../schema/kernel/db.ts'
import { knowledgeRecord } from '../../schema/knowledge/knowledge.store.ts'
import { noticeRecord } from '../../schema/notice/notice.model.ts'
import { dutyRecord, organRecord } from '../../schema/organ/organ.store.ts'
import { staffRecord } from '../../schema/staff/staff.model.ts'
import { districtRecord, streetRecord } from '../../schema/territory/territory.store.ts'
import { counterRecord, ticketRecord } from '../../schema/ticket/ticket.model.ts'

/** Every record type of the house: what indexes are built from. */
export const RECORD_TYPES = [
  installationRecord,
  districtRecord,
  streetRecord,
  organRecord,
  dutyRecord,
  calendarRecord,
  knowledgeRecord,
  staffRecord,
  citizenRecord,
  inboxRecord,
  ticketRecord,
  counterRecord,
  noticeRecord,
] as unknown as readonly RecordType<Record<string, unknown>>[]
