import type { CallPiece, InboundMessage, Utterance } from '../../../schema/kernel/ports.ts'
import { type SurveyKeys, readSurveyKeys } from './survey-keys.ts'

/** A turn every two seconds for more than an hour. */
export const MAX_TURNS = 2000

/** What every format ends up as: a whole call, or the piece of one that this body is. */
export interface CallRecord {
  id: string
  /** The citizen's number, whoever dialled; absent where it is withheld. */
  citizen?: string
  /** Stands for a citizen whose number the centre hides: good for recognising, not for calling. */
  alias?: string
  /** The city's number. */
  called?: string
  startedAt: Date
  turns: Utterance[]
  /** Which piece of the call this is, with everything that only some formats tell. */
  piece: Pick<CallPiece, 'piece'> &
    Partial<
      Pick<
        CallPiece,
        'version' | 'direction' | 'outcome' | 'wantsCallback' | 'words' | 'keys' | 'recordings' | 'ticket'
      >
    >
  /** Keys pressed in the survey at the end of the call. */
  surveyKeys?: string
  /** Which of the centre's questions they answer, counted from one, where each comes by itself. */
  surveyQuestion?: number
  /** The format it came in, for the log. */
  format: string
}

/** Whose voice a party's is, by its number in the call. */
export type SpeakerOf = (party: number | undefined) => Utterance['speaker']

/** What only the channel knows of a body: who sent it, and what this centre's keys mean. */
export interface Delivery {
  centre: string
  /** The same for the same body, so that a platform's retries are one message. */
  bodyKey: string
  receivedAt: Date
  surveyKeys: SurveyKeys
  transcriptWaitMs: number
}

/** Turns a call into a message: the caller's own words are the request, the agent's are only kept. */
export function callMessage(call: CallRecord, delivery: Delivery): InboundMessage {
  const { centre, receivedAt } = delivery
  const citizen = call.citizen && plainNumber(call.citizen)
  const called = call.called && plainNumber(call.called)
  const text = ownWords(call.turns)
  // They become links on a page.
  const recordings = call.piece.recordings?.filter((url) => /^https?:\/\//.test(url))
  const { recordings: _given, ...piece } = call.piece
  const survey = call.surveyKeys && readSurveyKeys(delivery.surveyKeys, call.surveyKeys, call.surveyQuestion)
  return {
    channel: 'ivr',
    dedupeKey: `${centre}:${call.id}:${call.piece.piece}:${delivery.bodyKey}`,
    // A withheld number is nobody to recognise again: each such call stands for itself.
    sender: citizen || (call.alias ? `${centre}:${call.alias}` : `call:${centre}:${call.id}`),
    ...(called && { recipient: called }),
    kind: 'transcript',
    ...(text && { text }),
    at: call.startedAt,
    ...(call.turns.length > 0 && { transcript: call.turns }),
    ...(citizen && { form: { phone: citizen } }),
    ...(call.surveyKeys && { surveyKeys: call.surveyKeys }),
    call: {
      centre,
      callId: call.id,
      version: receivedAt.getTime(),
      ...piece,
      ...(recordings?.length && { recordings }),
      ...(survey && { survey }),
      wordsDue: receivedAt.getTime() + delivery.transcriptWaitMs,
    },
    reply: { mode: 'none' },
    platformType: call.format,
  }
}

/** Where voices were not told apart, all words count: a request with the agent's words in it is better than none. */
function ownWords(turns: readonly Utterance[]): string {
  const said = (speaker: Utterance['speaker']) =>
    turns
      .filter((turn) => turn.speaker === speaker)
      .map((turn) => turn.text)
      .join('\n')
      .trim()
  return said('citizen') || said('unknown')
}

/**
 * `tel:+86-138 0013 8000` → `13800138000`, `+861012345678` → `01012345678`: the same person on every channel. Empty
 * when it is no number.
 */
function plainNumber(value: string): string {
  const dialled = value
    .replace(/^(tel|sip):/i, '')
    .replace(/@.*$/, '')
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '+')
  const [, mobile] = /^(?:\+?86)?(1\d{10})$/.exec(dialled) ?? []
  if (mobile) return mobile
  const [, landline] = /^\+860?([2-9]\d{8,10}|10\d{8})$/.exec(dialled) ?? []
  if (landline) return `0${landline}`
  return /^\+?\d{3,20}$/.test(dialled) ? dialled : ''
}

/** Names recognisers and call centres give their voices. */
const AGENT = /agent|operator|seat|staff|坐席|座席|客服|话务|接线|工号/i
const CITIZEN = /citizen|customer|caller|client|user|市民|来电|客户|用户|群众/i
const SYSTEM = /system|ivr|bot|robot|announcement|系统|语音导航|机器人|提示音/i

/** Whose voice a name stands for; undefined when the name does not say. */
export function speakerNamed(name: string): Utterance['speaker'] | undefined {
  if (AGENT.test(name)) return 'agent'
  if (SYSTEM.test(name)) return 'system'
  return CITIZEN.test(name) ? 'citizen' : undefined
}

/** A turn without what is not known; undefined when nothing was said. */
export function uttered(
  speaker: Utterance['speaker'],
  text: string,
  offsetMs?: number,
  confidence?: number,
): Utterance | undefined {
  const said = text.trim()
  if (said === '') return undefined
  return {
    speaker,
    text: said,
    ...(offsetMs !== undefined && Number.isFinite(offsetMs) && { offsetMs: Math.max(0, Math.round(offsetMs)) }),
    ...(confidence !== undefined && { confidence: Math.min(1, Math.max(0, confidence)) }),
  }
}

/** In the order it was spoken; turns without a time stay where they are. */
export function inOrder(turns: readonly (Utterance | undefined)[]): Utterance[] {
  const said = turns.filter((one) => one !== undefined)
  return said.every((one) => one.offsetMs !== undefined)
    ? said.sort((a, b) => (a.offsetMs ?? 0) - (b.offsetMs ?? 0))
    : said
}
