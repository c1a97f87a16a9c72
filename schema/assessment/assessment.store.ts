import type { Db } from '../kernel/db.ts'
import { ticketRecord } from '../ticket/ticket.model.ts'
import type { UnitCounts } from './assessment.rules.ts'

const countIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } })

/**
 * Counts of every unit for tickets closed in the period; an indexed range, grouped in the store. What the citizen withdrew
 * says nothing of the unit, whatever else an import may have written down of it.
 */
export async function countUnits(db: Db, from: Date, to: Date): Promise<UnitCounts[]> {
  const valid = { $ne: [{ $ifNull: ['$survey.answeredAt', null] }, null] }
  const rows = await db
    .of(ticketRecord)
    .aggregate<UnitCounts & { _id: string }>([
      { $match: { closedAt: { $gte: from, $lt: to }, state: { $ne: 'WITHDRAWN' } } },
      {
        $group: {
          _id: '$organId',
          accepted: { $sum: 1 },
          valid: countIf(valid),
          contacted: countIf({ $and: [valid, { $eq: ['$survey.contacted', true] }] }),
          solved: countIf({ $and: [valid, { $eq: ['$survey.solved', 'SOLVED'] }] }),
          satisfied: countIf({ $and: [valid, { $eq: ['$survey.satisfaction', 'SATISFIED'] }] }),
          basic: countIf({ $and: [valid, { $eq: ['$survey.satisfaction', 'BASIC'] }] }),
        },
      },
    ])
    .toArray()
  return rows.map(({ _id, ...counts }) => ({ ...counts, organId: _id }))
}
