import type { Db } from '../kernel/db.ts'
import { ticketRecord } from './ticket.model.ts'
import type { TimelineEntry } from './ticket.rules.ts'

/** Adds the step to the ticket's timeline once; false when it is there already, or there is no such ticket. */
export async function addNote(db: Db, number: string, entry: TimelineEntry): Promise<boolean> {
  const { modifiedCount } = await db
    .of(ticketRecord)
    .updateOne({ _id: number, 'timeline.id': { $ne: entry.id } }, { $push: { timeline: entry } })
  return modifiedCount === 1
}
