import type { Acknowledgement, Channel, RawRequest } from '../../../schema/kernel/ports.ts'
import type { KeyRing } from '../inbound/hmac.ts'
import { refuse } from '../inbound/signature.ts'
import { type TwilioAccount, centreOf, verifyCentre } from './centre-auth.ts'
import { MAX_MEMBERS, parseIvr } from './parse.ts'
import { SURVEY_KEYS, type SurveyKeys } from './survey-keys.ts'
import { type VconKey, kindOfVcon, openSignedVcon } from './vcon-signature.ts'

/** An hour of talk with its times is about 80 KB; recordings are linked, not sent. */
const MAX_BODY = 128 * 1024
/** Recognisers of the platforms need some minutes for a call; after half an hour somebody should ring back. */
const TRANSCRIPT_WAIT_MS = 30 * 60_000

export interface IvrSettings {
  /** A key for each call centre. */
  centres: KeyRing
  /** Public keys of the centres that sign their vCons; such a centre's unsigned ones are refused. */
  vconKeys?: Readonly<Record<string, readonly VconKey[]>>
  twilio?: TwilioAccount
  /** What the survey keys mean; see survey-keys.ts. */
  surveyKeys?: SurveyKeys
  /** How long a call may be without its words before somebody is asked to ring back. */
  transcriptWaitMs?: number
}

/** 热线电话: calls of call centres and voice robots, whole or in pieces. */
export function createIvrChannel(settings: IvrSettings): Channel {
  const { surveyKeys = SURVEY_KEYS, transcriptWaitMs = TRANSCRIPT_WAIT_MS } = settings
  return {
    name: 'ivr',
    capabilities: { menus: false, publicSpeech: false, maxText: 0, maxBody: MAX_BODY },
    verify: (raw) => verifyCentre(raw, settings, MAX_BODY),
    async unseal(verified, raw) {
      const keys = settings.vconKeys?.[centreOf(verified.method)]
      if (!keys) return verified
      const kind = kindOfVcon(raw.body, MAX_MEMBERS)
      if (kind === 'plain') return refuse(403, '该呼叫中心的 vCon 必须签名')
      if (kind !== 'signed') return verified
      const opened = await openSignedVcon(raw.body, keys)
      return opened.ok ? { ...opened, method: `${verified.method}+jws` } : opened
    },
    parse: (body, raw, method) => parseIvr(body, raw, { centre: centreOf(method), surveyKeys, transcriptWaitMs }),
    acknowledge: ([message]) => answerTo(message?.platformType ?? ''),
    refusal: (raw, status, reason) => (isTencent(raw) ? json(status, { ErrCode: status, ErrMsg: reason }) : undefined),
  }
}

/** Its pushes are told apart by the address. */
const isTencent = (raw: RawRequest) => raw.query['action'] !== undefined

const json = (status: number, value: object): Acknowledgement => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(value),
})

const twiml = (verbs: string): Acknowledgement => ({
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`,
})

/** Each platform is told "received" in its own words; other words make it send the same again. */
function answerTo(format: string): Acknowledgement {
  if (format.startsWith('tencent-')) return json(200, { ErrCode: 0, ErrMsg: '' })
  if (format === 'twilio-gather') return twiml('<Say language="zh-CN">已为您记录，我们会尽快转给负责的单位。</Say>')
  return format.startsWith('twilio-') ? twiml('') : json(200, { received: true })
}
