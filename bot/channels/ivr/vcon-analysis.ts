import { z } from 'zod'
import type { Utterance } from '../../../schema/kernel/ports.ts'
import { inOrder, MAX_TURNS, type SpeakerOf, speakerNamed, uttered } from './call-record.ts'
import { bodyOf } from './vcon-body.ts'
import { isWebVtt, readCues } from './webvtt.ts'

/** What a reader of a transcript needs to know of the call around it. */
interface CallAround {
  speakerOf: SpeakerOf
  /** The party on each channel of the recording. */
  channels: readonly (number | undefined)[]
  /** When the transcribed dialog began, from the start of the call. */
  baseMs: number
}

interface Analysis {
  vendor?: string | undefined
  schema?: string | undefined
  mediatype?: string | undefined
  mimetype?: string | undefined
  body?: unknown
  encoding?: string | undefined
}

type Reader = (body: unknown, call: CallAround) => Utterance[] | undefined

/** Seconds from the start of the recording, a channel, confidence per utterance. */
const deepgramShape = z.object({
  utterances: z.array(
    z.object({
      start: z.number(),
      transcript: z.string(),
      channel: z.number().optional(),
      confidence: z.number().optional(),
    }),
  ),
})

const readDeepgram: Reader = (body, { channels, speakerOf, baseMs }) => {
  const parsed = deepgramShape.safeParse(body)
  return parsed.data?.utterances.flatMap(
    (one) =>
      uttered(
        channels.length > 1 ? speakerOf(channels[one.channel ?? 0]) : 'unknown',
        one.transcript,
        baseMs + one.start * 1000,
        one.confidence,
      ) ?? [],
  )
}

/** One voice for all; the confidence is a mean log probability. */
const whisperShape = z.object({
  segments: z.array(z.object({ start: z.number(), text: z.string(), avg_logprob: z.number().optional() })),
})

const readWhisper: Reader = (body, { baseMs }) => {
  const parsed = whisperShape.safeParse(body)
  return parsed.data?.segments.flatMap(
    ({ start, text, avg_logprob: mean }) =>
      uttered('unknown', text, baseMs + start * 1000, mean === undefined ? undefined : Math.exp(mean)) ?? [],
  )
}

/** Rows of turns as most other recognisers and summarisers write them, under the names in use. */
const rowShape = z.object({
  party: z.number().int().optional(),
  speaker: z.union([z.string(), z.number()]).optional(),
  text: z.string().optional(),
  message: z.string().optional(),
  transcript: z.string().optional(),
  offsetMs: z.number().optional(),
  start: z.number().optional(),
  confidence: z.number().optional(),
})

const readRows: Reader = (body, { speakerOf, baseMs }) => {
  const rows = z.array(rowShape).max(MAX_TURNS).safeParse(body)
  return rows.data?.flatMap((row) => {
    const named = typeof row.speaker === 'string' ? speakerNamed(row.speaker) : undefined
    const offset = row.offsetMs ?? (row.start === undefined ? undefined : row.start * 1000)
    const text = row.text ?? row.message ?? row.transcript ?? ''
    return (
      uttered(
        row.party === undefined ? (named ?? 'unknown') : speakerOf(row.party),
        text,
        offset === undefined ? undefined : baseMs + offset,
        row.confidence,
      ) ?? []
    )
  })
}

/** The whole call in one piece. */
const readWhole: Reader = (body) => {
  const text = typeof body === 'string' ? body : z.object({ transcript: z.string() }).safeParse(body).data?.transcript
  const said = text === undefined ? undefined : uttered('unknown', text)
  return said && [said]
}

/** Transcripts are not standardised: who wrote it says how to read it. `schema` narrows where a vendor has several. */
const READERS: readonly { vendor: RegExp; schema?: RegExp; read: Reader }[] = [
  { vendor: /^deepgram$/i, read: readDeepgram },
  { vendor: /^(openai-)?whisper|^openai$/i, schema: /whisper|verbose_json|^$/i, read: readWhisper },
  { vendor: /^jiesu$/i, schema: /^turns/, read: readRows },
]

/** Reads one transcript; empty when nobody knows how. Unknown vendors get the shapes in common use. */
export function readAnalysis(analysis: Analysis, call: CallAround): Utterance[] {
  const body = bodyOf(analysis)
  const mediatype = analysis.mediatype ?? analysis.mimetype ?? ''
  if (typeof body === 'string' && (mediatype.startsWith('text/vtt') || isWebVtt(body))) return readCues(body)
  const own = READERS.filter(
    ({ vendor, schema }) => vendor.test(analysis.vendor ?? '') && (schema?.test(analysis.schema ?? '') ?? true),
  )
  for (const read of [...own.map((reader) => reader.read), readRows, readWhole]) {
    const turns = read(body, call)
    if (turns) return inOrder(turns)
  }
  return []
}
