import { createSealer } from '../../schema/kernel/seal.ts'
import { citizenKey } from '../../schema/citizen/citizen.store.ts'
import { type Column, readHeader } from '../../schema/exchange/columns.rules.ts'
import { importedTicket, openCells } from '../../schema/exchange/imported-ticket.rules.ts'
import { type CellProblem, readRow } from '../../schema/exchange/row.rules.ts'
import { cellsOf } from '../../schema/exchange/ticket-cells.rules.ts'
import type { Ticket } from '../../schema/ticket/ticket.rules.ts'
import { demoRegisters } from './demo-registers.ts'
import { type Row, headingOf, tableOf } from './past-tickets.ts'

export const NOW = new Date('2026-11-25T04:00:00Z')
export const sealer = createSealer('seal-secret-of-the-tests-0123456789')
export const registers = demoRegisters()

/** The ticket of a row, or what is wrong with it, without a store. */
export function take(row: Row, defaultYear?: number): { ticket: Ticket } | { problems: CellProblem[] } {
  const header = readHeader(headingOf('bureau'))
  if (!header) throw new Error('no heading')
  const context = { now: NOW, ...(defaultYear !== undefined && { defaultYear }) }
  const read = readRow(header, tableOf([row])[1] ?? [], context)
  if ('problems' in read) return read
  const keyOf = (channel: string, account: string) => citizenKey(sealer, channel, account)
  return importedTicket(registers, sealer, read.row, { file: 'test', row: 2, now: NOW, keyOf })
}

export function ticketOf(row: Row, defaultYear?: number): Ticket {
  const taken = take(row, defaultYear)
  if ('problems' in taken) throw new Error(JSON.stringify(taken.problems))
  return taken.ticket
}

/** A ticket as it is exported, as a row again. */
export function rowOf(ticket: Ticket, masked: boolean): Record<Column, string> {
  return cellsOf(registers, ticket, openCells(sealer, ticket), masked)
}
