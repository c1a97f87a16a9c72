import { z } from 'zod'
import type { Utterance } from '../../../schema/kernel/ports.ts'
import { type CallRecord, inOrder, MAX_TURNS, type SpeakerOf, uttered } from './call-record.ts'
import { readAnalysis } from './vcon-analysis.ts'
import { bodyOf } from './vcon-body.ts'

/** Offsets are wanted, but a container without one is of the older drafts and still worth reading. */
const time = z.string().refine((value) => !Number.isNaN(Date.parse(value)))
const mediaFields = {
  /** `mimetype` until 0.0.1, `mediatype` since. */
  mediatype: z.string().optional(),
  mimetype: z.string().optional(),
  body: z.unknown().optional(),
  encoding: z.string().optional(),
}

const dialogShape = z.looseObject({
  type: z.string(),
  start: time.optional(),
  parties: z.union([z.number(), z.array(z.union([z.number(), z.array(z.number())]))]).optional(),
  originator: z.number().optional(),
  ...mediaFields,
})

const analysisShape = z.looseObject({
  type: z.string(),
  dialog: z.union([z.number(), z.array(z.number())]).optional(),
  vendor: z.string().optional(),
  schema: z.string().optional(),
  ...mediaFields,
})

/** An unsigned vCon 0.0.1 or 0.0.2. Samples in the wild lack `created_at` and `vendor`, which the drafts demand. */
export const vconShape = z.looseObject({
  vcon: z.string(),
  uuid: z.string().min(1).max(200),
  created_at: time.optional(),
  parties: z
    .array(z.looseObject({ tel: z.string().max(64).optional(), role: z.string().optional() }))
    .max(100)
    .default([]),
  dialog: z.array(dialogShape).max(MAX_TURNS).default([]),
  analysis: z.array(analysisShape).max(100).default([]),
  attachments: z
    .array(z.looseObject({ type: z.string().optional(), purpose: z.string().optional(), body: z.unknown().optional() }))
    .max(100)
    .default([]),
})

type Vcon = z.infer<typeof vconShape>
type Dialog = z.infer<typeof dialogShape>

export function readVcon(vcon: Vcon, receivedAt: Date): CallRecord {
  const caller = callerOf(vcon)
  const speakerOf: SpeakerOf = (party) => {
    if (party === undefined) return 'unknown'
    return party === caller || vcon.parties[party]?.role === 'customer' ? 'citizen' : 'agent'
  }
  const starts = vcon.dialog.flatMap((dialog) => (dialog.start ? [Date.parse(dialog.start)] : []))
  const startedAt = starts.length > 0 ? new Date(Math.min(...starts)) : new Date(vcon.created_at ?? receivedAt)
  const typed = vcon.dialog
    .filter((dialog) => dialog.type === 'text')
    .map((dialog) => textTurn(dialog, startedAt, speakerOf))
  const heard = vcon.analysis
    .filter((analysis) => analysis.type === 'transcript' || analysis.type === 'diarized')
    .map((analysis) => readAnalysis(analysis, { speakerOf, ...channelsOf(vcon, analysis.dialog, startedAt) }))
  const [tel, surveyKeys] = [vcon.parties[caller]?.tel, surveyKeysOf(vcon)]
  return {
    id: vcon.uuid,
    ...(tel && { caller: tel }),
    startedAt,
    turns: inOrder([...typed, ...preferNamed(heard)]),
    ...(surveyKeys && { surveyKeys }),
    format: `vcon-${vcon.vcon}`,
  }
}

/** The customer by role; without roles whoever opened the call; without that the first one who is no agent. */
function callerOf({ parties, dialog }: Vcon): number {
  const byRole = parties.findIndex((party) => party.role === 'customer')
  if (byRole >= 0) return byRole
  const isAgent = (index: number) => /^(agent|supervisor|sme)$/.test(parties[index]?.role ?? '')
  const opened = dialog[0]?.originator ?? partiesOf(dialog[0])[0]
  if (opened !== undefined && !isAgent(opened)) return opened
  return Math.max(
    0,
    parties.findIndex((_, index) => !isAgent(index)),
  )
}

/** One party per channel, or one for all. */
function partiesOf(dialog: Dialog | undefined): (number | undefined)[] {
  return [dialog?.parties ?? []].flat().map((party) => (Array.isArray(party) ? party[0] : party))
}

/** A typed turn: its writer is the originator, else the first party. */
function textTurn(dialog: Dialog, startedAt: Date, speakerOf: SpeakerOf): Utterance | undefined {
  const body = bodyOf(dialog)
  if (typeof body !== 'string') return undefined
  const offsetMs = dialog.start ? Date.parse(dialog.start) - startedAt.getTime() : undefined
  return uttered(speakerOf(dialog.originator ?? partiesOf(dialog)[0]), body, offsetMs)
}

/** Which party speaks on which channel of the dialogs a transcript is of, and when they began. */
function channelsOf(vcon: Vcon, dialogs: number | number[] | undefined, startedAt: Date) {
  const dialog = vcon.dialog[[dialogs ?? 0].flat()[0] ?? 0]
  return {
    channels: partiesOf(dialog),
    baseMs: dialog?.start ? Date.parse(dialog.start) - startedAt.getTime() : 0,
  }
}

/** Two recognisers may have heard the same call; the one that told the voices apart is better. */
function preferNamed(transcripts: Utterance[][]): Utterance[] {
  const heard = transcripts.filter((turns) => turns.length > 0)
  return heard.find((turns) => turns.some((one) => one.speaker !== 'unknown')) ?? heard[0] ?? []
}

/** Not in the drafts: an attachment `survey-keys` with the keys as its body. */
function surveyKeysOf({ attachments }: Vcon): string | undefined {
  const found = attachments.find((one) => (one.purpose ?? one.type) === 'survey-keys')
  const keys = typeof found?.body === 'number' ? String(found.body) : found?.body
  return typeof keys === 'string' && /^[\d*#]{1,10}$/.test(keys) ? keys : undefined
}
