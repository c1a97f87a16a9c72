import { CONDITIONS, DEVICE_TYPES, type Gauge, type Severity } from './device-types.ts'

/** `hold` is a value between its limits: it changes nothing. */
export type Effect = 'raise' | 'clear' | 'hold'

/** What one event says of one condition of its device. */
export interface Heard {
  condition: string
  effect: Effect
  severity: Severity
  value?: number
  unit?: string
}

export const isKnownType = (type: string): boolean => Object.hasOwn(DEVICE_TYPES, type)

/** Undefined for a type that is not in the table, and for a measurement without its value. */
export function readEvent(type: string, data: unknown): Heard | undefined {
  const known = isKnownType(type) ? DEVICE_TYPES[type] : undefined
  const condition = known && CONDITIONS[known.condition]
  if (!known || !condition) return undefined
  const { severity } = condition
  if (typeof known.says === 'string') return { condition: known.condition, effect: known.says, severity }
  const value = valueOf(data, known.says.field)
  if (value === undefined) return undefined
  const { effect, severe } = weigh(known.says, value)
  const { unit } = known.says
  return { condition: known.condition, effect, severity: severe ? 'HIGH' : severity, value, ...(unit && { unit }) }
}

function valueOf(data: unknown, field: string): number | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, field)) return undefined
  const value = (data as Record<string, unknown>)[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function weigh({ high, low }: Gauge, value: number): { effect: Effect; severe: boolean } {
  const over = high !== undefined && value >= high.raise
  const under = low !== undefined && value <= low.raise
  const severe =
    (high?.severe !== undefined && value >= high.severe) || (low?.severe !== undefined && value <= low.severe)
  if (over || under) return { effect: 'raise', severe }
  const clear = (high === undefined || value <= high.clear) && (low === undefined || value >= low.clear)
  return { effect: clear ? 'clear' : 'hold', severe: false }
}
