import type { Db } from '../kernel/db.ts'
import type { Judged } from './drift.rules.ts'
import { ticketRecord } from './ticket.model.ts'

/**
 * Tickets on which people said something from an instant on, as a stream. Goes by the index of corrections: those that
 * nobody corrected, nearly all, are never looked at.
 */
export function streamJudged(db: Db, since: Date): AsyncIterable<Judged> {
  return db
    .of(ticketRecord)
    .find(
      { 'corrections.at': { $gte: since } },
      { projection: { createdAt: 1, text: 1, derived: 1, corrections: 1 }, hint: { 'corrections.at': 1 } },
    )
}
