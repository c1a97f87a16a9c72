import type { City } from '../city.ts'
import { loadMessages } from '../intake/intake.service.ts'
import { DomainError } from '../kernel/errors.ts'
import type { InboundMessage } from '../kernel/ports.ts'
import type { Ticket } from '../ticket/ticket.rules.ts'
import { countOpened, streamTickets } from '../ticket/ticket.store.ts'
import { COLUMNS, LAYOUTS, type Layout } from './columns.rules.ts'
import { type Contact, hidesAuthor } from './contact.rules.ts'
import { extraColumns } from './exchange.store.ts'
import { type SealedCells, openCells } from './imported-ticket.rules.ts'
import { cellsOf } from './ticket-cells.rules.ts'
import { openTableWriter, rowLimit } from './write-table.ts'

const BATCH = 500

export interface ExportWish {
  path: string
  layout: Layout
  /** By 创建时间: from this instant on, up to but without that one. */
  from: Date
  to: Date
  /** With names, numbers and the extra columns of imported tables, of which nobody knows what stands in them. */
  full: boolean
  onProgress?(done: number, all: number): void
}

type ExportCity = Pick<City, 'db' | 'sealer' | 'registers'>

/**
 * Writes the tickets opened in a time into a table, oldest first; gives their number. Tickets are streamed: a CSV file
 * may have any number of them. Throws BAD_INPUT for more than a sheet holds, before anything is written.
 */
export async function exportTickets(city: ExportCity, wish: ExportWish): Promise<number> {
  const { path, layout, from, to, full } = wish
  const all = await countOpened(city.db, from, to)
  if (all > rowLimit(path)) {
    throw new DomainError('BAD_INPUT', `有 ${all} 件工单，.xlsx 至多 ${rowLimit(path)} 行；请改用 .csv 或缩短日期范围`)
  }
  const columns = LAYOUTS[layout]
  const extra = full ? await extraColumns(city.db) : []
  const writer = await openTableWriter(path, [...columns.map((column) => COLUMNS[column]), ...extra])
  try {
    let done = 0
    for await (const tickets of batches(streamTickets(city.db, from, to, BATCH))) {
      const sealed = await sealedOf(city, tickets)
      const rows = tickets.map((ticket) => {
        const known = sealed.get(ticket._id) ?? {}
        const cells = cellsOf(city.registers, ticket, known, !full)
        const others = new Map(hidesAuthor(ticket.channel) ? [] : known.extra)
        return [...columns.map((column) => cells[column]), ...extra.map((name) => others.get(name) ?? '')]
      })
      await writer.add(rows)
      done += rows.length
      wish.onProgress?.(done, Math.max(done, all))
    }
    await writer.end()
    return done
  } catch (error) {
    await writer.discard()
    throw error
  }
}

async function* batches(tickets: AsyncIterable<Ticket>): AsyncGenerator<Ticket[]> {
  let batch: Ticket[] = []
  for await (const ticket of tickets) {
    batch.push(ticket)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Who the tickets came from: imported ones know it themselves, of our own the stored message does. */
async function sealedOf(city: ExportCity, tickets: readonly Ticket[]): Promise<Map<string, SealedCells>> {
  const own = tickets.filter((ticket) => !ticket.imported)
  const messages = await loadMessages(
    city,
    own.map((ticket) => ticket.sourceKey),
  )
  return new Map(
    tickets.map((ticket) => {
      if (ticket.imported) return [ticket._id, openCells(city.sealer, ticket)]
      const message = messages.get(ticket.sourceKey)
      return [ticket._id, message ? contactOf(message) : {}]
    }),
  )
}

/** The sender of a form is its tracking code where no phone was given, and that is a secret. */
function contactOf({ channel, sender, form }: InboundMessage): Contact {
  const account = form?.['phone'] ?? (channel === 'web-form' ? undefined : sender)
  const name = form?.['name']
  return { ...(name && { name }), ...(account && { account }) }
}
