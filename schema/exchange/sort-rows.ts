import type { City } from '../city.ts'
import { citizenKey } from '../citizen/citizen.store.ts'
import { findTickets } from '../ticket/ticket.store.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { COLUMNS, type Column, type Header } from './columns.rules.ts'
import { importedTicket, openCells } from './imported-ticket.rules.ts'
import { type CellProblem, type RowContext, readRow } from './row.rules.ts'
import type { TableRow } from './table-file.ts'
import { cellsOf } from './ticket-cells.rules.ts'

export type ImportCity = Pick<City, 'db' | 'sealer' | 'registers' | 'clock'>

/** A row that was not taken, and why. */
export interface BadRow extends CellProblem {
  line: number
}

/** What the rows of a batch come to. */
export interface Sorted {
  fresh: Ticket[]
  /** Rows whose ticket is stored already and says the same. */
  there: number
  /** Of those, the ones that this very row had made before. */
  again: number
  bad: BadRow[]
}

/** Parts rows into new tickets, those that are there, and bad ones. Reads the store, writes nothing. */
export async function sortRows(
  city: ImportCity,
  table: { file: string; header: Header },
  rows: readonly TableRow[],
  context: RowContext,
): Promise<Sorted> {
  const bad: BadRow[] = []
  const read = rows.flatMap((row) => {
    const made = ticketOf(city, table, row, context)
    if ('ticket' in made) return [{ ...made, row }]
    bad.push(...made.problems.map((problem) => ({ line: row.line, ...problem })))
    return []
  })
  const numbers = read.map(({ ticket }) => ticket._id)
  const stored = new Map((await findTickets(city.db, numbers)).map((ticket) => [ticket._id, ticket]))
  const fresh = new Map<string, Ticket>()
  let there = 0
  let again = 0
  for (const { ticket, row } of read) {
    const same = stored.get(ticket._id) ?? fresh.get(ticket._id)
    const differing = same ? differingColumns(city, table.header, row, same, ticket) : []
    if (!same) fresh.set(ticket._id, ticket)
    else if (differing.length > 0) bad.push(conflict(ticket._id, row.line, differing))
    else {
      there++
      if (same.imported?.file === table.file && same.imported.row === row.line && stored.has(ticket._id)) again++
    }
  }
  return { fresh: [...fresh.values()], there, again, bad: bad.sort((a, b) => a.line - b.line) }
}

function ticketOf(city: ImportCity, table: { file: string; header: Header }, row: TableRow, context: RowContext) {
  const read = readRow(table.header, row.cells, context)
  if ('problems' in read) return read
  const { sealer, registers } = city
  return importedTicket(registers, sealer, read.row, {
    file: table.file,
    row: row.line,
    now: context.now,
    keyOf: (channel, account) => citizenKey(sealer, channel, account),
  })
}

const conflict = (number: string, line: number, columns: readonly Column[]): BadRow => ({
  line,
  column: columns.map((column) => COLUMNS[column]).join('、'),
  reason: `已有工单 ${number}，这些内容与它不同；库里的没有改动`,
})

/** The columns the row fills in and in which it differs from the ticket of that number; who called is not compared. */
function differingColumns(city: ImportCity, header: Header, row: TableRow, there: Ticket, made: Ticket): Column[] {
  const { name } = openCells(city.sealer, made)
  const cells = [there, made].map((ticket) => cellsOf(city.registers, ticket, name ? { name } : {}, true))
  return [...header.columns]
    .filter(([column, index]) => column !== 'name' && column !== 'contact' && row.cells[index]?.trim())
    .map(([column]) => column)
    .filter((column) => cells[0]?.[column] !== cells[1]?.[column])
}
