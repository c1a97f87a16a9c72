import { DomainError } from '../../../schema/kernel/errors.ts'
import type { InboundMessage, RawRequest } from '../../../schema/kernel/ports.ts'
import { parseJson, readText } from '../inbound/json.ts'
import { type CallRecord, callMessage } from './call-record.ts'
import { plainTranscriptShape, readPlainTranscript } from './plain-transcript.ts'
import { readVcon, vconShape } from './vcon.ts'
import { isWebVtt, readWebVtt } from './webvtt.ts'

/** A long call has some hundred turns of five members each. */
const MAX_MEMBERS = 15_000

/** Turns one finished call into one message, whatever format the call centre has. Throws DomainError BAD_INPUT. */
export function parseIvr(body: Buffer, raw: RawRequest): InboundMessage[] {
  return [callMessage(readCall(body, raw.receivedAt))]
}

function readCall(body: Buffer, receivedAt: Date): CallRecord {
  const text = readText(body)
  if (isWebVtt(text)) return readWebVtt(text, receivedAt)
  const value = parseJson(body, MAX_MEMBERS)
  if (typeof value !== 'object' || value === null) throw new DomainError('BAD_INPUT', '看不懂的通话记录')
  if ('vcon' in value) {
    const vcon = vconShape.safeParse(value)
    if (vcon.success) return readVcon(vcon.data, receivedAt)
    throw new DomainError('BAD_INPUT', `vCon 不完整：${fieldsOf(vcon.error.issues)}`)
  }
  if ('payload' in value && 'signatures' in value) {
    throw new DomainError('BAD_INPUT', '只接受未签名的 vCon')
  }
  const plain = plainTranscriptShape.safeParse(value)
  if (plain.success) return readPlainTranscript(plain.data)
  throw new DomainError('BAD_INPUT', `通话记录不完整：${fieldsOf(plain.error.issues)}`)
}

function fieldsOf(issues: readonly { path: PropertyKey[] }[]): string {
  const names = new Set(issues.map((issue) => issue.path.join('.')))
  return [...names].slice(0, 5).join(', ')
}
