/** One measured figure and, where there is one, its bar. */
export interface BenchRow {
  name: string
  value: number
  unit: string
  bar?: { max?: number; min?: number }
  note?: string
}

export function meets({ value, bar }: BenchRow): boolean | undefined {
  if (!bar) return undefined
  return value <= (bar.max ?? Infinity) && value >= (bar.min ?? -Infinity)
}

/** The value at a share of the sorted list, 0..1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
