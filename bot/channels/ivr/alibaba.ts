import { z } from 'zod'
import type { CallPiece } from '../../../schema/kernel/ports.ts'
import type { CallRecord } from './call-record.ts'

const milliseconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .nullish()

const detailShape = z.looseObject({
  ContactId: z.string().min(1).max(200),
  ContactType: z.string(),
  ContactDisposition: z.string().nullish(),
  CallingNumber: z.string().max(64).nullish(),
  CalledNumber: z.string().max(64).nullish(),
  StartTime: milliseconds,
  EstablishedTime: milliseconds,
})

/** What GetCallDetailRecord answers, or its `Data` alone. */
export const alibabaDetailShape = z.union([
  z.looseObject({ Data: detailShape }).transform(({ Data }) => Data),
  detailShape,
])

/** 话单: who called whom and how it ended. Words and keys come by other pieces. */
export function readAlibabaDetail(detail: z.infer<typeof detailShape>, receivedAt: Date): CallRecord {
  const numbers = [detail.CallingNumber, detail.CalledNumber]
  const [citizen, called] = directionOf(detail) === 'inbound' ? numbers : numbers.toReversed()
  const started = detail.StartTime ?? detail.EstablishedTime
  return {
    id: detail.ContactId,
    ...(citizen && { citizen }),
    ...(called && { called }),
    startedAt: started ? new Date(started) : receivedAt,
    turns: [],
    piece: { piece: 'record', direction: directionOf(detail), outcome: outcomeOf(detail) },
    format: 'alibaba-detail',
  }
}

function directionOf({ ContactType: type }: z.infer<typeof detailShape>): CallPiece['direction'] {
  if (/^INBOUND$/i.test(type)) return 'inbound'
  return /^(INTERNAL|CONFERENCE)$/i.test(type) ? 'internal' : 'outbound'
}

function outcomeOf({ ContactDisposition: how }: z.infer<typeof detailShape>): CallPiece['outcome'] {
  if (how === 'Voicemail') return 'voicemail'
  return how === 'Success' || how === 'ForwardToOutsideNumber' ? 'answered' : 'abandoned'
}
