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
  url: z.string().max(2000).optional(),
  /** Why an incomplete dialog did not come about. */
  disposition: z.string().optional(),
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

/** A vCon 0.0.1 or 0.0.2, out of its signature. Samples in the wild lack `created_at` and `vendor`, which the drafts demand. */
export const vconShape = z.looseObject({
  vcon: z.string(),
  uuid: z.string().min(1).max(200),
  created_at: time.optional(),
  updated_at: time.optional(),
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
  const turns = inOrder([...typed, ...preferNamed(heard)])
  const [tel, surveyKeys] = [vcon.parties[caller]?.tel, attached(vcon, 'survey-keys', /^[\d*#]{1,10}$/)]
  return {
    id: vcon.uuid,
    ...(tel && { citizen: tel }),
    startedAt,
    turns,
    piece: pieceOf(vcon, caller, turns),
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

/** A vCon is the whole call as far as its maker knows it; a later one of the same uuid knows more. */
function pieceOf(vcon: Vcon, caller: number, turns: readonly Utterance[]): CallRecord['piece'] {
  const { dialog } = vcon
  const version = Date.parse(vcon.updated_at ?? vcon.created_at ?? '')
  const opened = dialog[0]?.originator
  const recordings = dialog.flatMap(({ type, url }) => (type === 'recording' && url ? [url] : []))
  const ticket = attached(vcon, 'ticket', /^\d{8}-\d{6}$/)
  const outcome = outcomeOf(vcon)
  // A recording that nobody has transcribed yet: the words may come with the next version.
  const unheard = turns.length === 0 && recordings.length > 0
  return {
    piece: 'vcon',
    ...(!Number.isNaN(version) && { version }),
    direction: opened === undefined || opened === caller ? 'inbound' : 'outbound',
    ...(outcome && { outcome }),
    ...(!unheard && { words: 'whole' as const }),
    ...(recordings.length > 0 && { recordings: recordings.slice(0, 20) }),
    ...(ticket && { ticket }),
  }
}

/** A conversation where somebody was recorded or wrote; otherwise what kept it from coming about. */
function outcomeOf({ dialog }: Vcon): CallRecord['piece']['outcome'] {
  if (dialog.some(({ type }) => type === 'recording' || type === 'text')) return 'answered'
  return dialog.some(({ type }) => type === 'incomplete') ? 'abandoned' : undefined
}

/** Not in the drafts: attachments `survey-keys` (the keys) and `ticket` (the number of the ticket it is about). */
function attached({ attachments }: Vcon, purpose: string, shape: RegExp): string | undefined {
  const found = attachments.find((one) => (one.purpose ?? one.type) === purpose)
  const body = typeof found?.body === 'number' ? String(found.body) : found?.body
  return typeof body === 'string' && shape.test(body) ? body : undefined
}
