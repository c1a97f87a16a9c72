import { calibrationError } from '../learning/scores.rules.ts'
import { BY_CITIZEN, BY_TABLE, CORRECTABLE, type CorrectableField } from './derived.rules.ts'
import type { Ticket } from './ticket.rules.ts'

/** A ticket of which people said what a field is. */
export type Judged = Pick<Ticket, '_id' | 'createdAt' | 'text' | 'derived' | 'corrections'>

/** What one method said of one field, and what people said it is. */
export interface Judgement {
  /** `2026-11`, of the day in Shanghai on which the ticket was opened. */
  month: string
  field: CorrectableField
  /** Of a category: which level of the tree this is of, 1 to 3. */
  level?: number
  by: string
  /** Empty where the method named nothing on this level. */
  said: string
  is: string
  confidence?: number
  at: Date
}

/** Agreement of people with one method on one field in one month. */
export interface Drift {
  month: string
  field: CorrectableField
  level?: number
  by: string
  /** Tickets opened in the month, and those of them on which people said what the field is. */
  opened: number
  judged: number
  corrected: number
  /** 0..1 of those judged: people look at what seems wrong, so that this is less than the share that is right. */
  agreement: number
  /** What was taken for what, most often first. */
  confusion: { said: string; is: string; count: number }[]
  /** By stretches of confidence: how sure the method was on average, and how often people agreed. */
  bins: { from: number; to: number; count: number; confidence: number; agreement: number }[]
  /** Absent where the method says nothing of how sure it is. */
  calibrationError?: number
}

const MOST_CONFUSED = 5
const BINS = 5

/** `2026-11` of an instant in Asia/Shanghai. */
export function monthOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 7)
}

/** Midnight in Shanghai on the first day of the month that lies so many months before. */
export function monthsBefore(now: Date, count: number): Date {
  const [year = 0, month = 0] = monthOf(now).split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - count, 1, -8))
}

/**
 * What people said of a ticket's fields in the end, held against what a method had said; what the sender picked is nobody's
 * error. A category is held against it level by level: below a level that is wrong nothing can be right, so there nothing
 * is judged, nor where the person went no deeper.
 */
export function judgementsOf({ createdAt, derived = {}, corrections = [] }: Judged): Judgement[] {
  return CORRECTABLE.flatMap((field) => {
    const how = derived[field]
    const last = corrections.findLast((one) => one.field === field)
    if (!how?.value || !last || how.by === BY_CITIZEN || how.by === BY_TABLE) return []
    const { by, value, confidence } = how
    const judgement = {
      month: monthOf(createdAt),
      field,
      by,
      said: comparable(field, value),
      is: comparable(field, last.to),
      ...(confidence !== undefined && { confidence }),
      at: last.at,
    }
    if (field !== 'category') return [judgement]
    const { confidence: _, ...rest } = judgement
    const below = belowFirst(value, last.to).map(({ level, ...one }) => {
      const sure = how.deeper?.[level - 2]
      const above = level > 2 ? (how.deeper?.[level - 3] ?? 1) : 1
      return { ...rest, ...one, level, ...(sure !== undefined && { confidence: sure / above }) }
    })
    return [{ ...judgement, level: 1 }, ...below]
  })
}

const upTo = (path: string, level: number) => path.split('/').slice(0, level).join('/')

/** Second and third level of what was said and of what it is, where the level above agrees and the person named one. */
function belowFirst(said: string, is: string): { level: number; said: string; is: string }[] {
  return [2, 3].flatMap((level) => {
    const isNamed = is.split('/').length >= level
    if (!isNamed || upTo(said, level - 1) !== upTo(is, level - 1)) return []
    return [{ level, said: said.split('/').length >= level ? upTo(said, level) : '', is: upTo(is, level) }]
  })
}

/** Categories agree on their first level, places on their street. */
export function comparable(field: CorrectableField, value: string): string {
  return field === 'category' || field === 'place' ? (value.split('/')[0] ?? value) : value
}

/** Drift by month, field, level and method, newest month first; `opened` counts the tickets of each month. */
export function driftOf(judgements: readonly Judgement[], opened: ReadonlyMap<string, number>): Drift[] {
  const groups = new Map<string, Judgement[]>()
  for (const one of judgements) {
    const key = JSON.stringify([one.month, one.field, one.level, one.by])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      return first ? [driftIn(first, group, opened.get(first.month) ?? group.length)] : []
    })
    .sort(
      (a, b) =>
        b.month.localeCompare(a.month) ||
        CORRECTABLE.indexOf(a.field) - CORRECTABLE.indexOf(b.field) ||
        a.by.localeCompare(b.by) ||
        (a.level ?? 0) - (b.level ?? 0),
    )
}

function driftIn({ month, field, level, by }: Judgement, group: readonly Judgement[], opened: number): Drift {
  const wrong = group.filter(({ said, is }) => said !== is)
  const sure = group.flatMap(({ confidence, said, is }) =>
    confidence === undefined ? [] : [{ confidence, right: said === is }],
  )
  return {
    month,
    field,
    ...(level !== undefined && { level }),
    by,
    opened,
    judged: group.length,
    corrected: wrong.length,
    agreement: 1 - wrong.length / group.length,
    confusion: confused(wrong),
    bins: binned(sure),
    ...(sure.length > 0 && { calibrationError: calibrationError(sure) }),
  }
}

function confused(wrong: readonly Judgement[]): Drift['confusion'] {
  const counts = new Map<string, Drift['confusion'][number]>()
  for (const { said, is } of wrong) {
    const key = `${said}\n${is}`
    const known = counts.get(key) ?? { said, is, count: 0 }
    counts.set(key, { ...known, count: known.count + 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MOST_CONFUSED)
}

function binned(rows: readonly { confidence: number; right: boolean }[]): Drift['bins'] {
  return Array.from({ length: BINS }, (_, bin) => {
    const own = rows.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin)
    const mean = (of: (row: (typeof own)[number]) => number) => own.reduce((sum, row) => sum + of(row), 0) / own.length
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count: own.length,
      confidence: mean(({ confidence }) => confidence),
      agreement: mean(({ right }) => Number(right)),
    }
  }).filter(({ count }) => count > 0)
}
