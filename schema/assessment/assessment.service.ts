import type { City } from '../city.ts'
import { type UnitScore, periodBounds, rankUnits } from './assessment.rules.ts'
import { countUnits } from './assessment.store.ts'

/** The three rates of every unit that closed tickets in the period, ranked within its peer group. */
export async function assess(
  city: City,
  period: string,
): Promise<{ period: string; from: Date; to: Date; units: UnitScore[] }> {
  const { from, to } = periodBounds(period)
  const counts = await countUnits(city.db, from, to)
  const peerGroup = (organId: string) => city.registers.organs.get(organId)?.peerGroup ?? '其他'
  return { period, from, to, units: rankUnits(counts.map((unit) => ({ ...unit, peerGroup: peerGroup(unit.organId) }))) }
}
