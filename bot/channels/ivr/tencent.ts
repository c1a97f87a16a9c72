import { z } from 'zod'
import type { Utterance } from '../../../schema/kernel/ports.ts'
import { type CallRecord, inOrder, MAX_TURNS, uttered } from './call-record.ts'

/** Numbers come as strings and as numbers; long ones have become strings before they get here. */
const text = z
  .union([z.string().max(2000), z.number()])
  .nullish()
  .transform((value) => (value == null ? '' : String(value)))
const id = z.string().min(1).max(200)
const seconds = z.number().nonnegative().nullish()
/** `{Key, Label}` in the newer fields, bare keys in the older ones. */
const keys = z
  .array(z.union([z.string(), z.looseObject({ Key: z.string() }).transform(({ Key }) => Key)]))
  .max(50)
  .nullish()
  .transform((pressed) => (pressed ?? []).join('').replaceAll(/[^\d*#]/g, ''))
const urls = z
  .union([z.string(), z.array(z.string()).max(100)])
  .nullish()
  .transform((value) => [value ?? []].flat().filter(Boolean))

/** 电话 CDR: one record of the whole session. */
export const tencentCdrShape = z.looseObject({
  SessionId: id,
  Caller: text,
  Callee: text,
  Direction: z.number(),
  CallType: z.number().nullish(),
  ProtectedCaller: text,
  ProtectedCallee: text,
  StartTimestamp: seconds,
  AcceptTimestamp: seconds,
  EndStatusString: text,
  IVRKeyPressed: keys,
  IVRKeyPressedEx: keys,
  PostIVRKeyPressed: keys,
  RecordURL: urls,
  CustomRecordURL: urls,
  VoicemailRecordURL: urls,
  /** What the business put along when it started the call: a ticket number in follow-up calls. */
  UUI: text,
  ServeParticipants: z
    .array(z.looseObject({ RecordURL: urls }))
    .max(200)
    .nullish(),
})

/** How a session ends without anybody having been spoken to (docs: 通话结束状态码). The others are conversations. */
const ABANDONED =
  /^(seatGiveUp|blackList|ivrGiveUp|waitingGiveUp|ringingGiveUp|noSeatOnline|notWorkTime|ivrEnd|notAnswer|userReject|powerOff|numberNotExist|busy|outOfCredit|operatorError|callerCancel|notInService|carrierBlocked|restricted\w+|tooManyRequest|callConflict|clientTimeout)$/

/** 成员内线呼叫 */
const INTERNAL = 6

export function readTencentCdr(cdr: z.infer<typeof tencentCdrShape>, receivedAt: Date): CallRecord {
  const outbound = cdr.Direction === 1
  const [citizen, called] = outbound ? [cdr.Callee, cdr.Caller] : [cdr.Caller, cdr.Callee]
  const alias = outbound ? cdr.ProtectedCallee : cdr.ProtectedCaller
  const recordings = [
    ...cdr.RecordURL,
    ...cdr.CustomRecordURL,
    ...cdr.VoicemailRecordURL,
    ...(cdr.ServeParticipants ?? []).flatMap((served) => served.RecordURL),
  ]
  const pressed = cdr.IVRKeyPressedEx || cdr.IVRKeyPressed
  return {
    id: cdr.SessionId,
    ...(citizen && { citizen }),
    ...(alias && { alias }),
    ...(called && { called }),
    startedAt: cdr.StartTimestamp ? new Date(cdr.StartTimestamp * 1000) : receivedAt,
    turns: [],
    piece: {
      piece: 'record',
      direction: cdr.CallType === INTERNAL ? 'internal' : outbound ? 'outbound' : 'inbound',
      outcome: outcomeOf(cdr),
      ...(pressed && { keys: pressed }),
      ...(recordings.length > 0 && { recordings: [...new Set(recordings)] }),
      ...(/^\d{8}-\d{6}$/.test(cdr.UUI) && { ticket: cdr.UUI }),
    },
    ...(cdr.PostIVRKeyPressed && { surveyKeys: cdr.PostIVRKeyPressed }),
    format: 'tencent-cdr',
  }
}

function outcomeOf(cdr: z.infer<typeof tencentCdrShape>): 'answered' | 'voicemail' | 'abandoned' {
  if (cdr.VoicemailRecordURL.length > 0) return 'voicemail'
  if (ABANDONED.test(cdr.EndStatusString)) return 'abandoned'
  return cdr.AcceptTimestamp || cdr.EndStatusString !== '' ? 'answered' : 'abandoned'
}

/** 录音与语音信箱推送: one notice for each participant's recording. */
export const tencentRecordingShape = z.looseObject({
  SessionId: id,
  RecordId: z.union([id, z.number()]).optional(),
  Timestamp: z.number().nonnegative(),
  EndpointUser: text,
  RecordURL: urls,
  CustomRecordURL: urls,
})

export function readTencentRecording(
  notice: z.infer<typeof tencentRecordingShape>,
  { voicemail }: { voicemail: boolean },
): CallRecord {
  const recordings = [...notice.RecordURL, ...notice.CustomRecordURL]
  // Agents are named by their mailbox.
  const citizen = isNumber(notice.EndpointUser) ? notice.EndpointUser : undefined
  return {
    id: notice.SessionId,
    ...(citizen && { citizen }),
    startedAt: new Date(notice.Timestamp * 1000),
    turns: [],
    piece: {
      piece: voicemail ? 'voicemail' : `recording:${notice.RecordId ?? notice.EndpointUser}`,
      ...(voicemail && { outcome: 'voicemail' as const }),
      ...(recordings.length > 0 && { recordings }),
    },
    format: voicemail ? 'tencent-voicemail' : 'tencent-record',
  }
}

/** 录音转文本, as DescribeTelRecordAsr answers and the ASR push sends it; times in milliseconds since 1970. */
export const tencentAsrShape = z.looseObject({
  SessionId: id,
  AsrDataList: z
    .array(
      z.looseObject({
        User: text,
        Message: z.string().max(20_000),
        Start: z.number().nonnegative().optional(),
        Confidence: z.number().optional(),
      }),
    )
    .max(MAX_TURNS),
})

export function readTencentAsr(asr: z.infer<typeof tencentAsrShape>, receivedAt: Date): CallRecord {
  const starts = asr.AsrDataList.flatMap((row) => row.Start ?? [])
  const startedAt = starts.length > 0 ? new Date(starts.reduce((a, b) => Math.min(a, b))) : receivedAt
  const citizen = asr.AsrDataList.map((row) => row.User).find(isNumber)
  return {
    id: asr.SessionId,
    ...(citizen && { citizen }),
    startedAt,
    turns: inOrder(
      asr.AsrDataList.map((row) =>
        uttered(
          speakerOf(row.User),
          row.Message,
          row.Start === undefined ? undefined : row.Start - startedAt.getTime(),
          row.Confidence,
        ),
      ),
    ),
    piece: { piece: 'transcript', words: 'whole' },
    format: 'tencent-asr',
  }
}

const isNumber = (user: string) => /^\+?[\d-]{5,20}$/.test(user)

function speakerOf(user: string): Utterance['speaker'] {
  if (isNumber(user)) return 'citizen'
  return user === '' ? 'unknown' : 'agent'
}
