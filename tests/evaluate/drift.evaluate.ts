import { existsSync } from 'node:fs'
import { withCity } from '../../api/runtime/commands/with-city.ts'
import { DomainError } from '../../schema/kernel/errors.ts'
import { type Drift } from '../../schema/ticket/drift.rules.ts'
import { readDrift } from '../../schema/ticket/drift.service.ts'
import type { BenchRow } from '../bench/row.ts'

/** A year back; what is older was another method's. */
const MONTHS = 12

/**
 * How far people agree with what was derived, by month, from the city's own store (the settings of `npm start`). Figures
 * without bars: a city decides itself from which agreement on it trains anew (`npm run corrections`, `npm run train`).
 */
export async function evaluateDrift(): Promise<BenchRow[] | 'no data'> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  // A store that was never made is not made for this.
  if (!process.env['MONGODB_URI'] && !existsSync(process.env['DATA_DIR'] ?? 'var')) return 'no data'
  try {
    const drift = await withCity((city) => readDrift(city, MONTHS))
    return drift.length > 0 ? drift.flatMap(rowsOf) : 'no data'
  } catch (error) {
    if (error instanceof DomainError && error.code === 'UNAVAILABLE') return 'no data'
    throw error
  }
}

function rowsOf(drift: Drift): BenchRow[] {
  const { month, field, level, by, opened, judged, corrected, agreement } = drift
  const name = `drift ${month} ${field}${level === undefined ? '' : ` level ${level}`} (${by})`
  const confused = drift.confusion.map(({ said, is, count }) => `${said || 'nothing'}→${is} ${count}`).join(', ')
  const bins = drift.bins.map(({ from, to, count, agreement: right }) => {
    return `${from.toFixed(1)}–${to.toFixed(1)}: ${right.toFixed(2)} of ${count}`
  })
  const row = (what: string, value: number, unit: string, note: string): BenchRow => ({
    name: `${name}, ${what}`,
    value,
    unit,
    ...(note && { note }),
  })
  return [
    row(
      'agreement of those judged',
      agreement,
      '',
      `${corrected} corrected of ${judged} looked at of ${opened} opened${confused && `: ${confused}`}`,
    ),
    ...(drift.calibrationError === undefined
      ? []
      : [row('calibration error', drift.calibrationError, '', bins.join(', '))]),
  ]
}
