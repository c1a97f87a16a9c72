import type { Registers } from '../city.ts'
import { phoneKey } from '../citizen/contact.rules.ts'
import { UNSORTED } from '../classify/category.rules.ts'
import { dueAt } from '../deadline/deadline.rules.ts'
import type { Sealer } from '../kernel/seal.ts'
import { answerLabel } from '../survey/survey.rules.ts'
import { BY_TABLE, type DerivedField } from '../ticket/derived.rules.ts'
import { normalise } from '../ticket/normalise.rules.ts'
import { spotsOf } from '../ticket/spots.rules.ts'
import type { SurveyResult, Ticket, TimelineEntry } from '../ticket/ticket.rules.ts'
import { workAtOf } from '../ticket/work-order.rules.ts'
import type { Contact } from './contact.rules.ts'
import { maskText, phoneIn } from './contact.rules.ts'
import { dayInNumber } from './instant.rules.ts'
import type { CellProblem, TicketRow } from './row.rules.ts'
import { placeOfRow, unitOfRow } from './whereabouts.rules.ts'
import { WAYS } from './words.rules.ts'

/** What a ticket of the past knows under seal: who it came from, and cells that no field stands for. */
export interface SealedCells extends Contact {
  extra?: [column: string, cell: string][]
}

const sealContext = (number: string) => `tickets.imported.${number}`

export function openCells(sealer: Sealer, { _id, imported }: Pick<Ticket, '_id' | 'imported'>): SealedCells {
  if (!imported?.sealedCells) return {}
  return JSON.parse(sealer.open(imported.sealedCells, sealContext(_id))) as SealedCells
}

/** How numbers begin that were made here (导入) for rows without one. */
const MADE = 'DR-'

/**
 * The number a row's ticket has, whatever file it stands in: its 工单编号, else one made from everything it says. The
 * same row has the same number in every file of one installation.
 */
export function numberOfRow(sealer: Sealer, row: TicketRow): string {
  if (row.number) return row.number
  const { extra: _extra, ...said } = row
  const words = JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)))
  const key = Buffer.from(sealer.blindIndex(words, 'imported-row'), 'base64url').toString('hex').slice(0, 16)
  return `${MADE}${key.toUpperCase()}`
}

interface Origin {
  file: string
  row: number
  now: Date
  /** The blind index of an account on a channel. */
  keyOf(channel: string, account: string): string
}

/** The ticket of a row as it stood in the other system, or what is wrong with the row. */
export function importedTicket(
  registers: Registers,
  sealer: Sealer,
  row: TicketRow,
  origin: Origin,
): { ticket: Ticket } | { problems: CellProblem[] } {
  const number = numberOfRow(sealer, row)
  const createdAt = openedAt(row, origin.now)
  if (!createdAt) {
    return { problems: [{ column: '创建时间', reason: '没有创建时间，也没有办结时间，工单编号里也没有日期' }] }
  }
  const mask = (text: string) => maskText(text, row.name)
  const channel = (row.way && WAYS.read(row.way)) ?? 'other'
  const phone = row.contact && phoneIn(row.contact)
  const isAccount = row.contact !== undefined && !row.contact.includes('*')
  const request = {
    sourceKey: `import:${number}`,
    channel,
    citizenKey: isAccount ? origin.keyOf(channel, phone ?? row.contact ?? '') : `import:${number}`,
    text: mask(row.text),
    at: createdAt,
    ...(phone && { phoneKey: phoneKey(sealer, phone) }),
  }
  // What is past waits in no queue.
  const { needsReview: _, ...base } = normalise(registers, request, number)
  const place = placeOfRow(registers, row, base.place)
  if ('problem' in place) return { problems: [{ column: '被反映街乡镇', reason: place.problem }] }
  const unit = unitOfRow(registers, row, place)
  const category = row.category ? { ...row.category, confidence: row.category.l1 === UNSORTED ? 0 : 1 } : base.category
  const due = dueAt({ urgency: base.urgency, text: row.text, category }, registers.calendar, createdAt)
  const survey = surveyOf(row, createdAt)
  const reply = row.reply && mask(row.reply)
  const ticket: Ticket = {
    ...base,
    ...unit,
    state: row.state,
    ...(row.kind && { kind: row.kind }),
    category,
    place,
    likeness: { marks: base.likeness?.marks ?? [], spots: spotsOf(place) },
    evidence: base.evidence.filter(({ field }) => !isGiven(row, field)),
    derived: Object.fromEntries(
      Object.entries(base.derived ?? {}).map(([field, how]) => [
        field,
        isGiven(row, field as DerivedField) ? { by: BY_TABLE } : how,
      ]),
    ),
    dueAt: due.dueAt,
    dueWhy: due.why,
    workAt: workAtOf({ ...base, dueAt: due.dueAt }),
    ...(row.title && { title: mask(row.title) }),
    ...(row.tags && { tags: row.tags }),
    ...(row.company && { company: row.company }),
    ...(row.role && { role: row.role }),
    ...(row.outcome && { outcome: mask(row.outcome) }),
    ...(reply && { reply }),
    ...(row.closedAt && { closedAt: row.closedAt }),
    ...(row.closedAt && reply && { repliedAt: row.closedAt }),
    ...(survey && { survey }),
    timeline: [...base.timeline, ...stepsOf(number, unit.organName ?? '承办单位', { ...row, reply }, survey)],
    imported: importedFrom(sealer, number, row, origin, channel),
    outbox: [],
  }
  return { ticket }
}

/** 创建时间, else the day that the number names, else the day it was closed: tables of districts have no 创建时间. */
function openedAt(row: TicketRow, now: Date): Date | undefined {
  const day = row.number && !row.number.startsWith(MADE) ? dayInNumber(row.number) : undefined
  const named = day && day <= now ? day : undefined
  const early = named && row.closedAt && named > row.closedAt ? row.closedAt : named
  return row.createdAt ?? early ?? row.closedAt
}

function isGiven(row: TicketRow, field: Ticket['evidence'][number]['field']): boolean {
  if (field === 'kind') return row.kind !== undefined
  if (field === 'category') return row.category !== undefined
  return field === 'place' && (row.district ?? row.street) !== undefined
}

/**
 * The callback as the row tells it. Without 是否有效回访 a complete answer is a valid one; without 是否联系 a unit that
 * replied has been in touch, as with our own tickets.
 */
function surveyOf(row: TicketRow, createdAt: Date): SurveyResult | undefined {
  const { solved, satisfaction } = row
  const valid = row.valid ?? (solved !== undefined && satisfaction !== undefined)
  const answered = solved !== undefined || satisfaction !== undefined || valid
  const contacted = row.contacted ?? (answered ? row.reply !== undefined : undefined)
  if (!answered && contacted === undefined) return undefined
  return {
    round: 0,
    ...(contacted !== undefined && { contacted }),
    ...(solved && { solved }),
    ...(satisfaction && { satisfaction }),
    ...(valid && { answeredAt: row.closedAt ?? createdAt }),
  }
}

/** Only what has a time of its own in the table: a timeline that guesses would be read as a fact. */
function stepsOf(
  number: string,
  unit: string,
  row: Pick<TicketRow, 'closedAt'> & { reply?: string | undefined },
  survey: SurveyResult | undefined,
): TimelineEntry[] {
  const at = row.closedAt
  if (!at) return []
  const label = survey?.answeredAt ? answerLabel(survey) : ''
  const steps: [event: string, text: string][] = [
    ...(row.reply ? [['replied', `${unit}回复：${row.reply}`] as [string, string]] : []),
    ['closed', '工单办结'],
    ...(label ? [['survey-answered', `市民评价：${label}`] as [string, string]] : []),
  ]
  return steps.map(([event, text], index) => ({ id: `${number}:${index + 1}`, at, event, text }))
}

function importedFrom(sealer: Sealer, number: string, row: TicketRow, origin: Origin, channel: string) {
  const sealed: SealedCells = {
    ...(row.name && { name: row.name }),
    ...(row.contact && { account: row.contact }),
    ...(row.extra.length > 0 && { extra: row.extra }),
  }
  return {
    file: origin.file,
    row: origin.row,
    at: origin.now,
    ...(row.way && (channel === 'other' || row.way !== WAYS.write(channel)) && { way: row.way }),
    ...(Object.keys(sealed).length > 0 && { sealedCells: sealer.seal(JSON.stringify(sealed), sealContext(number)) }),
  }
}
