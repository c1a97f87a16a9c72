import { z } from 'zod'
import type { CallRecord } from './call-record.ts'
import { inOrder, MAX_TURNS, uttered } from './call-record.ts'

/** Our own simple form, for call centres without a standard one; documented in README.md. */
export const plainTranscriptShape = z.object({
  call: z.object({
    id: z.string().min(1).max(200),
    caller: z.string().max(40).optional(),
    called: z.string().max(40).optional(),
    startedAt: z.iso.datetime({ offset: true }),
    /** Grows when the call is sent again with more or better words. */
    version: z.number().int().nonnegative().optional(),
    direction: z.enum(['inbound', 'outbound']).optional(),
    outcome: z.enum(['answered', 'voicemail', 'abandoned']).optional(),
    wantsCallback: z.boolean().optional(),
    ticket: z
      .string()
      .regex(/^\d{8}-\d{6}$/)
      .optional(),
    keys: z
      .string()
      .regex(/^[\d*#]{0,50}$/)
      .optional(),
    recordings: z.array(z.url().max(2000)).max(20).optional(),
    surveyKeys: z
      .string()
      .regex(/^[\d*#]{0,10}$/)
      .optional(),
  }),
  turns: z
    .array(
      z.object({
        speaker: z.enum(['citizen', 'agent', 'system', 'unknown']),
        text: z.string().max(20_000),
        offsetMs: z.number().nonnegative().optional(),
        confidence: z.number().min(0).max(1).optional(),
      }),
    )
    .max(MAX_TURNS)
    .optional(),
})

/** Without `turns` it is the record of the call alone; the words come in another body. */
export function readPlainTranscript({ call, turns }: z.infer<typeof plainTranscriptShape>): CallRecord {
  const outbound = call.direction === 'outbound'
  const [citizen, called] = outbound ? [call.called, call.caller] : [call.caller, call.called]
  return {
    id: call.id,
    ...(citizen && { citizen }),
    ...(called && { called }),
    startedAt: new Date(call.startedAt),
    turns: inOrder((turns ?? []).map((one) => uttered(one.speaker, one.text, one.offsetMs, one.confidence))),
    piece: {
      piece: turns ? 'transcript' : 'record',
      ...(call.version !== undefined && { version: call.version }),
      direction: outbound ? 'outbound' : 'inbound',
      ...(call.outcome && { outcome: call.outcome }),
      ...(call.wantsCallback && { wantsCallback: true }),
      ...(turns && { words: 'whole' as const }),
      ...(call.keys && { keys: call.keys }),
      ...(call.recordings?.length && { recordings: call.recordings }),
      ...(call.ticket && { ticket: call.ticket }),
    },
    ...(call.surveyKeys && { surveyKeys: call.surveyKeys }),
    format: 'transcript-json',
  }
}
