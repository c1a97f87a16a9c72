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
    .max(MAX_TURNS),
})

export function readPlainTranscript({ call, turns }: z.infer<typeof plainTranscriptShape>): CallRecord {
  return {
    id: call.id,
    ...(call.caller && { caller: call.caller }),
    ...(call.called && { called: call.called }),
    startedAt: new Date(call.startedAt),
    turns: inOrder(turns.map((one) => uttered(one.speaker, one.text, one.offsetMs, one.confidence))),
    ...(call.surveyKeys && { surveyKeys: call.surveyKeys }),
    format: 'transcript-json',
  }
}
