import { DomainError } from '../kernel/errors.ts'
import { ticketSequence } from '../ticket/ticket-number.rules.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { insertTickets, saveCounters } from '../ticket/ticket.store.ts'
import { sweepFromStart } from '../topic/sweep.service.ts'
import { type Header, readHeader } from './columns.rules.ts'
import type { ImportRecord } from './exchange.model.ts'
import { findImport, saveImport } from './exchange.store.ts'
import { type BadRow, type ImportCity, sortRows } from './sort-rows.ts'
import type { TableFile, TableRow } from './table-file.ts'

export type { BadRow } from './sort-rows.ts'

const BATCH = 500
/** A heading may stand below a title and notes. */
const HEADING_WITHIN = 5

/** Where bad rows are written down. `bytes` is how long it is; `begin` cuts it back to a length it had before. */
export interface ImportReport {
  readonly bytes: number
  begin(at: number): Promise<void>
  add(bad: readonly BadRow[]): Promise<void>
}

export interface ImportWish {
  /** Says what would happen and stores nothing. */
  dryRun?: boolean
  /** Passes over the rows that an interrupted run of the same file had done. */
  resume?: boolean
  /** The year of dates that are written without one. */
  defaultYear?: number
  report?: ImportReport
  onBad?(bad: readonly BadRow[]): void
  onProgress?(progress: ImportProgress & { share: number }): void
}

export interface ImportProgress {
  /** Rows of data done with; blank ones do not count. */
  rows: number
  added: number
  /** Rows whose ticket was there already and says the same. */
  there: number
  bad: number
}

export interface ImportResult extends ImportProgress {
  /** Columns that no field stands for; their cells are kept under seal. */
  extraColumns: readonly string[]
  /** Rows that an earlier run had done. */
  skipped: number
  /** Units that the register does not know. */
  unknownUnits: readonly string[]
}

/**
 * Takes a table of past tickets in, in batches: each row is one ticket by its number, and what is there already is never
 * changed, so that doing it again adds nothing. After each batch it is noted how far it got; with `resume` the rows
 * before are passed over. Throws BAD_INPUT for a table without a heading or one that cannot be read on.
 */
export async function importTable(city: ImportCity, file: TableFile, wish: ImportWish = {}): Promise<ImportResult> {
  const from = wish.resume && !wish.dryRun ? await resumable(city, file, wish.report) : undefined
  await wish.report?.begin(from?.reportBytes ?? 0)
  const rows = file.rows()
  const header = await findHeading(rows).catch(async (error: unknown) => {
    await rows.return(undefined)
    throw error
  })
  const record: ImportRecord = {
    ...(from ?? { startedAt: city.clock.now(), rows: 0, added: 0, there: 0, bad: 0 }),
    _id: file.id,
    name: file.name,
    extraColumns: header.extra.map(({ name }) => name),
  }
  const run: Run = { city, header, record, wish, resumed: from !== undefined, seen: new Set(), unknownUnits: new Set() }
  // From here on a run that dies can be resumed, and its extra columns are known.
  await keep(run)
  const skipped = record.rows
  let passed = 0
  let batch: TableRow[] = []
  for await (const row of rows) {
    if (isBlank(row.cells) || passed++ < skipped) continue
    batch.push(row)
    if (batch.length < BATCH) continue
    await takeBatch(run, batch)
    batch = []
  }
  await takeBatch(run, batch)
  record.finishedAt = city.clock.now()
  await keep(run)
  if (!wish.dryRun && record.added > 0) await sweepFromStart(city)
  const { rows: done, added, there, bad, extraColumns } = record
  return { rows: done, added, there, bad, extraColumns, skipped, unknownUnits: [...run.unknownUnits] }
}

interface Run {
  city: ImportCity
  header: Header
  record: ImportRecord
  wish: ImportWish
  resumed: boolean
  /** The numbers of a dry run, which stores nothing that a later batch could find. */
  seen: Set<string>
  unknownUnits: Set<string>
}

/** How far the file got; undefined when it was never begun, or when the report of its bad rows is not there any more. */
async function resumable(city: ImportCity, file: TableFile, report: ImportReport | undefined) {
  const before = await findImport(city.db, file.id)
  const { finishedAt: _finished, ...rest } = before ?? { _id: '' }
  const reported = !report || (before?.reportBytes !== undefined && report.bytes >= before.reportBytes)
  return before && reported ? (rest as ImportRecord) : undefined
}

async function findHeading(rows: AsyncGenerator<TableRow>): Promise<Header> {
  for (let looked = 0; looked < HEADING_WITHIN; looked++) {
    const next = await rows.next()
    if (next.done) break
    const header = readHeader(next.value.cells)
    if (!header) continue
    if (header.twice.length === 0) return header
    throw new DomainError('BAD_INPUT', `表头里有两列都是“${header.twice.join('”“')}”，请去掉一列`)
  }
  throw new DomainError('BAD_INPUT', `前 ${HEADING_WITHIN} 行里没有表头：至少要有“主要内容”和另一列`)
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** Stores the tickets, then the bad rows, then how far it got: what dying in between leaves undone is done again. */
async function takeBatch(run: Run, rows: readonly TableRow[]): Promise<void> {
  const { city, record, wish } = run
  if (rows.length === 0) return
  const context = { now: city.clock.now(), ...(wish.defaultYear !== undefined && { defaultYear: wish.defaultYear }) }
  const sorted = await sortRows(city, { file: record._id, header: run.header }, rows, context)
  const added = wish.dryRun ? pretend(run, sorted.fresh) : await insert(city, sorted.fresh)
  for (const { organId, organName } of sorted.fresh) {
    if (organId && !city.registers.organs.has(organId)) run.unknownUnits.add(organName ?? organId)
  }
  // A row that this file's interrupted run had stored was added by it, whoever counts.
  const again = run.resumed ? sorted.again : 0
  record.rows += rows.length
  record.added += added + again
  record.there += sorted.fresh.length - added + sorted.there - again
  record.bad += new Set(sorted.bad.map(({ line }) => line)).size
  await wish.report?.add(sorted.bad)
  if (sorted.bad.length > 0) wish.onBad?.(sorted.bad)
  await keep(run)
  wish.onProgress?.({ ...record, share: rows.at(-1)?.share ?? 1 })
}

async function keep({ city, record, wish }: Run): Promise<void> {
  if (wish.report) record.reportBytes = wish.report.bytes
  // A report that this run did not write lacks what it found.
  else delete record.reportBytes
  if (!wish.dryRun) await saveImport(city.db, record)
}

function pretend({ seen }: Run, tickets: readonly Ticket[]): number {
  const before = seen.size
  for (const { _id } of tickets) seen.add(_id)
  return seen.size - before
}

async function insert(city: ImportCity, tickets: readonly Ticket[]): Promise<number> {
  const lastOfDay = new Map<string, number>()
  for (const { _id } of tickets) {
    const own = ticketSequence(_id)
    if (own) lastOfDay.set(own.day, Math.max(own.sequence, lastOfDay.get(own.day) ?? 0))
  }
  // First of all: numbers in our own form must not be given to anybody else.
  await saveCounters(city.db, lastOfDay)
  return insertTickets(city.db, tickets)
}
