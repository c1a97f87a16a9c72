import type { City } from '../city.ts'
import type { EventName } from '../kernel/events.ts'
import { addNote } from './note.store.ts'
import type { TimelineEntry } from './ticket.rules.ts'

/**
 * Writes a step into the ticket's timeline that changes nothing else of it, once for the step's id. It asks for no
 * revision: nobody decides anything by it, and it must not be in the way of those who do.
 */
export async function noteOnTicket(
  city: City,
  number: string,
  note: Pick<TimelineEntry, 'id' | 'text' | 'actor'> & { event: EventName },
): Promise<void> {
  const at = city.clock.now()
  const entry = { ...note, at, event: note.event.replace('ticket.', '') }
  if (!(await addNote(city.db, number, entry))) return
  city.spine.announce([{ event: { id: note.id, name: note.event, at }, subject: number, ticket: number }])
}
