import { DomainError } from '../../../schema/kernel/errors.ts'
import type { Utterance } from '../../../schema/kernel/ports.ts'
import { type CallRecord, uttered } from './call-record.ts'

/** More fields than any callback of the platform has. */
const MAX_FIELDS = 100

/** A form whose first field has a name; JSON and WebVTT never begin like this. */
export const isForm = (text: string) => /^[A-Za-z][\w.%-]{0,60}=/.test(text)

/**
 * One callback of a Twilio-compatible platform: what the caller said or pressed at a Gather, a transcription of a
 * recording (voicemail), a recording notice, or how the call ended. Throws DomainError BAD_INPUT.
 */
export function readTwilio(
  text: string,
  at: { receivedAt: Date; bodyKey: string; query: Readonly<Record<string, string>> },
): CallRecord {
  if (text.split('&', MAX_FIELDS + 1).length > MAX_FIELDS) throw new DomainError('BAD_INPUT', '字段过多')
  const fields = new URLSearchParams(text)
  const field = (name: string) => fields.get(name)?.trim().slice(0, 20_000) ?? ''
  const id = field('CallSid')
  if (id === '' || id.length > 200) throw new DomainError('BAD_INPUT', '缺少 CallSid')
  const outbound = field('Direction').startsWith('outbound')
  const [citizen, called] = outbound ? [field('To'), field('From')] : [field('From'), field('To')]
  const { piece, turns, kind } = pieceOf(field, at.bodyKey)
  const digits = field('Digits')
    .replaceAll(/[^\d*#]/g, '')
    .slice(0, 50)
  // Digits say nothing of what was asked: the address that the centre's flow gives to the survey's Gather does.
  const question = /^[1-9]$/.test(at.query['survey'] ?? '') ? Number(at.query['survey']) : undefined
  return {
    id,
    ...(citizen && { citizen }),
    ...(called && { called }),
    startedAt: at.receivedAt,
    turns,
    piece: {
      ...piece,
      direction: outbound ? 'outbound' : 'inbound',
      ...(digits && !question && { keys: digits }),
      ...(/^https?:\/\//.test(field('RecordingUrl')) && { recordings: [field('RecordingUrl')] }),
    },
    ...(digits && question && { surveyKeys: digits, surveyQuestion: question }),
    format: `twilio-${kind}`,
  }
}

type Read = Pick<CallRecord, 'piece' | 'turns'> & { kind: string }

function pieceOf(field: (name: string) => string, bodyKey: string): Read {
  const transcription = field('TranscriptionSid')
  if (transcription) {
    // A failed transcription is a message nobody could hear: the voicemail stays, its words do not come.
    const done = field('TranscriptionStatus') === 'completed'
    return {
      piece: {
        piece: `transcription:${transcription}`,
        outcome: 'voicemail',
        ...(done && { words: 'whole' as const }),
      },
      turns: done ? said('citizen', field('TranscriptionText')) : [],
      kind: 'transcription',
    }
  }
  if (field('SpeechResult') || field('Digits')) {
    return {
      piece: { piece: `answer:${bodyKey}`, ...(field('SpeechResult') && { words: 'part' as const }) },
      turns: said('citizen', field('SpeechResult'), Number.parseFloat(field('Confidence'))),
      kind: 'gather',
    }
  }
  if (field('RecordingSid'))
    return { piece: { piece: `recording:${field('RecordingSid')}` }, turns: [], kind: 'recording' }
  const status = field('CallStatus')
  if (/^(completed|busy|no-answer|failed|canceled)$/.test(status)) {
    return {
      // Completed means that the line stood, if only to a menu; words and recordings show whether anybody spoke.
      piece: { piece: 'record', ...(status !== 'completed' && { outcome: 'abandoned' as const }) },
      turns: [],
      kind: 'status',
    }
  }
  return { piece: { piece: `progress:${status || 'unknown'}` }, turns: [], kind: 'progress' }
}

function said(speaker: Utterance['speaker'], text: string, confidence?: number): Utterance[] {
  const known = confidence !== undefined && Number.isFinite(confidence)
  return [uttered(speaker, text, undefined, known ? confidence : undefined) ?? []].flat()
}
