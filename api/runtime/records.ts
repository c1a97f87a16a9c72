import { attachmentRecord } from '../../schema/attachment/attachment.model.ts'
import { callRecord } from '../../schema/call/call.model.ts'
import { calendarRecord } from '../../schema/calendar/calendar.store.ts'
import { citizenRecord } from '../../schema/citizen/citizen.model.ts'
import { importRecord } from '../../schema/exchange/exchange.model.ts'
import { installationRecord } from '../../schema/installation.store.ts'
import { apartRecord, familyRecord } from '../../schema/family/family.model.ts'
import { hearingTurnRecord } from '../../schema/intake/hearing-turn.model.ts'
import { inboxRecord } from '../../schema/intake/intake.model.ts'
import { signatureRecord } from '../../schema/intake/signature.store.ts'
import { pollPositionRecord } from '../../schema/intake/poll-position.model.ts'
import { proofRecord } from '../../schema/intake/proof.model.ts'
import type { RecordType } from '../../schema/kernel/db.ts'
import { tokenRecord } from '../../schema/kernel/token-shelf.store.ts'
import { knowledgeRecord } from '../../schema/knowledge/knowledge.store.ts'
import { noticeRecord } from '../../schema/notice/notice.model.ts'
import { dutyRecord, organRecord } from '../../schema/organ/organ.store.ts'
import { revealRecord, vaultRecord } from '../../schema/personal/vault.model.ts'
import { signalRecord } from '../../schema/sensing/signal.model.ts'
import { staffRecord } from '../../schema/staff/staff.model.ts'
import { districtRecord, streetRecord } from '../../schema/territory/territory.store.ts'
import { counterRecord, ticketRecord } from '../../schema/ticket/ticket.model.ts'
import { placementRecord, sweepRecord, topicRecord } from '../../schema/topic/topic.model.ts'

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
  hearingTurnRecord,
  callRecord,
  pollPositionRecord,
  ticketRecord,
  counterRecord,
  topicRecord,
  placementRecord,
  sweepRecord,
  noticeRecord,
  familyRecord,
  apartRecord,
  attachmentRecord,
  tokenRecord,
  signatureRecord,
  signalRecord,
  proofRecord,
  importRecord,
  vaultRecord,
  revealRecord,
] as unknown as readonly RecordType<Record<string, unknown>>[]
