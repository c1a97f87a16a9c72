/** The day in Asia/Shanghai as yyyymmdd. China has kept UTC+8 without daylight time since 1991. */
export function ticketDay(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
}

/** Number of the n-th ticket of a day in Asia/Shanghai. */
export function ticketNumber(now: Date, sequence: number): string {
  return `${ticketDay(now)}-${String(sequence).padStart(6, '0')}`
}

/** The day and sequence of a number in our own form; undefined for numbers of other systems. */
export function ticketSequence(number: string): { day: string; sequence: number } | undefined {
  const match = /^(\d{8})-(\d{6,9})$/.exec(number)
  return match?.[1] && match[2] ? { day: match[1], sequence: Number(match[2]) } : undefined
}
