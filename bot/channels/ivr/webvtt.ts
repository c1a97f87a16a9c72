import { createHash } from 'node:crypto'
import { DomainError } from '../../../schema/kernel/errors.ts'
import type { Utterance } from '../../../schema/kernel/ports.ts'
import { type CallRecord, inOrder, MAX_TURNS, speakerNamed, uttered } from './call-record.ts'

/** More lines than a cue or a note has. */
const MAX_LINES = 30
/** Hours are optional; cue settings may follow. */
const TIMING = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+/
/** Bounded, because a tag that never ends must not be looked for to the end of the text from each of its starts. */
const VOICE = /<v(?:\.[^\s<>]{0,50})?[ \t]([^<>]{1,100})>/g

/** Reads the cues of a WebVTT text into turns. Unknown voices beside a known agent are the caller's. */
export function readCues(text: string): Utterance[] {
  return turnsOf(blocksOf(text))
}

function turnsOf(blocks: readonly string[][]): Utterance[] {
  const spoken = blocks.flatMap((lines) => {
    const at = lines.findIndex((line) => line.includes('-->'))
    const offsetMs = offsetOf(lines[at] ?? '')
    if (offsetMs === undefined) return []
    return voicesOf(lines.slice(at + 1).join('\n')).map(({ name, said }) => ({ name, said, offsetMs }))
  })
  const speakers = spoken.map(({ name }) => (name === undefined ? undefined : speakerNamed(name)))
  const other: Utterance['speaker'] = speakers.includes('agent') ? 'citizen' : 'unknown'
  return inOrder(spoken.map(({ said, offsetMs }, index) => uttered(speakers[index] ?? other, said, offsetMs)))
}

/**
 * A whole call as WebVTT. What the call was stands in a NOTE block (`NOTE call` and lines `id:`, `caller:`, `called:`,
 * `started-at:`, `direction:`, `ticket:`, `survey-keys:`), because headers are not signed and phone numbers do not belong into addresses.
 */
export function readWebVtt(text: string, receivedAt: Date): CallRecord {
  const blocks = blocksOf(text)
  const facts = factsOf(blocks)
  const startedAt = new Date(facts.get('started-at') ?? Number.NaN)
  const outbound = facts.get('direction') === 'outbound'
  const [dialled, answered] = [facts.get('caller'), facts.get('called')]
  const [citizen, called] = outbound ? [answered, dialled] : [dialled, answered]
  const [ticket, surveyKeys] = [facts.get('ticket'), facts.get('survey-keys')]
  return {
    id: facts.get('id') ?? createHash('sha256').update(text).digest('base64url'),
    ...(citizen && { citizen }),
    ...(called && { called }),
    startedAt: Number.isNaN(startedAt.getTime()) ? receivedAt : startedAt,
    turns: turnsOf(blocks),
    piece: {
      piece: 'transcript',
      words: 'whole',
      direction: outbound ? 'outbound' : 'inbound',
      ...(ticket && /^\d{8}-\d{6}$/.test(ticket) && { ticket }),
    },
    ...(surveyKeys && /^[\d*#]{1,10}$/.test(surveyKeys) && { surveyKeys }),
    format: 'webvtt',
  }
}

export const isWebVtt = (text: string) => /^\uFEFF?WEBVTT(?=[ \t\r\n]|$)/.test(text)

/** Blocks of lines; empty lines part them. Throws DomainError BAD_INPUT when there are too many. */
function blocksOf(text: string): string[][] {
  const blocks = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n\n', MAX_TURNS + 1)
  if (blocks.length > MAX_TURNS) throw new DomainError('BAD_INPUT', '通话记录过长')
  return blocks.map((block) => block.split('\n', MAX_LINES))
}

function factsOf(blocks: readonly string[][]): Map<string, string> {
  const note = blocks.find((lines) => lines.some((line) => line.trim() === 'NOTE call')) ?? []
  const pairs = note.flatMap((line) => {
    const [, name, value] = /^([a-z-]{2,20}):[ \t]*(\S.*)$/.exec(line) ?? []
    return name && value ? [[name, value.trim().slice(0, 200)] as const] : []
  })
  return new Map(pairs)
}

function offsetOf(line: string): number | undefined {
  const [found, hours, minutes, seconds, milliseconds] = TIMING.exec(line) ?? []
  if (found === undefined) return undefined
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(milliseconds)
}

/** One cue may hold several voices, each from its tag to the next. */
function voicesOf(payload: string): { name: string | undefined; said: string }[] {
  if (!payload.includes('<')) return [{ name: undefined, said: plainText(payload) }]
  const tags = [...payload.matchAll(VOICE)]
  const spans = tags.map((tag, index) => ({
    name: tag[1]?.trim(),
    said: plainText(payload.slice(tag.index + tag[0].length, tags[index + 1]?.index)),
  }))
  return [{ name: undefined, said: plainText(payload.slice(0, tags[0]?.index)) }, ...spans]
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }

function plainText(markup: string): string {
  const text = markup.includes('<') ? markup.replace(/<[^<>]{0,200}>/g, '') : markup
  if (!text.includes('&')) return text
  return text.replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => ENTITIES[name] ?? '')
}
