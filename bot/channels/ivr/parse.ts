import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'
import { parseJson, readText } from '../inbound/json.ts'
import { alibabaDetailShape, readAlibabaDetail } from './alibaba.ts'
import { type CallRecord, type Delivery, callMessage } from './call-record.ts'
import { plainTranscriptShape, readPlainTranscript } from './plain-transcript.ts'
import {
  readTencentAsr,
  readTencentCdr,
  readTencentRecording,
  tencentAsrShape,
  tencentCdrShape,
  tencentRecordingShape,
} from './tencent.ts'
import { isForm, readTwilio } from './twilio.ts'
import { readVcon, vconShape } from './vcon.ts'
import { isWebVtt, readWebVtt } from './webvtt.ts'

/** A long call has some hundred turns of five members each. */
export const MAX_MEMBERS = 15_000

/** Turns one body into one message, whatever format the call centre has. Throws DomainError BAD_INPUT. */
export function parseIvr(
  body: Buffer,
  raw: RawRequest,
  of: Pick<Delivery, 'centre' | 'surveyKeys' | 'transcriptWaitMs'>,
): InboundMessage[] {
  const bodyKey = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  const delivery = { ...of, bodyKey, receivedAt: raw.receivedAt }
  return [callMessage(readCall(body, raw, bodyKey), delivery)]
}

function readCall(body: Buffer, { receivedAt, query }: RawRequest, bodyKey: string): CallRecord {
  const text = readText(body)
  if (isWebVtt(text)) return readWebVtt(text, receivedAt)
  if (isForm(text)) return readTwilio(text, { receivedAt, bodyKey, query })
  const value = parseJson(body, MAX_MEMBERS)
  if (typeof value !== 'object' || value === null) throw new DomainError('BAD_INPUT', '看不懂的通话记录')
  if ('vcon' in value) return readVcon(read(vconShape, value, 'vCon 不完整'), receivedAt)
  if ('signatures' in value) throw new DomainError('BAD_INPUT', '没有为该呼叫中心配置 vCon 公钥，只接受未签名的 vCon')
  if ('SessionId' in value) return readTencent(value, receivedAt, query['action'] === 'voicemail')
  if ('ContactId' in value || 'Data' in value) {
    return readAlibabaDetail(read(alibabaDetailShape, value, '话单不完整'), receivedAt)
  }
  return readPlainTranscript(read(plainTranscriptShape, value, '通话记录不完整'))
}

/** The kind shows in the body itself, so that a stored one can be read again without its address. */
function readTencent(value: object, receivedAt: Date, voicemail: boolean): CallRecord {
  if ('AsrDataList' in value) return readTencentAsr(read(tencentAsrShape, value, '转写不完整'), receivedAt)
  if ('Direction' in value) return readTencentCdr(read(tencentCdrShape, value, '话单不完整'), receivedAt)
  const notice = read(tencentRecordingShape, value, '录音通知不完整')
  return readTencentRecording(notice, { voicemail: voicemail || !('RecordId' in value) })
}

/** Throws DomainError BAD_INPUT naming the fields that are missing or wrong. */
function read<T extends z.ZodType>(shape: T, value: object, problem: string): z.infer<T> {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const names = new Set(parsed.error.issues.map((issue) => issue.path.join('.')))
  throw new DomainError('BAD_INPUT', `${problem}：${[...names].slice(0, 5).join(', ')}`)
}
