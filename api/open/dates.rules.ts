const HOUR_MS = 3_600_000
/** China has kept UTC+8 without daylight time since 1991. */
const OFFSET_MS = 8 * HOUR_MS

const W3C = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * An instant in a W3C format; without an offset, or as a mere day, it is meant in the city's time. A plus sign that
 * was not percent-encoded arrives as a space and is taken for what it was. Undefined for anything else.
 */
export function readInstant(text: string): Date | undefined {
  const [, day, time = '00:00:00', offset = '+08:00'] = W3C.exec(text.trim().replace(' ', '+')) ?? []
  if (!day) return undefined
  const at = new Date(`${day}T${time}${offset}`)
  // 31 February would roll over into March.
  const meant = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || meant.toISOString().slice(0, 10) !== day ? undefined : at
}

/** In the city's time, with its offset: `2026-11-25T08:30:00+08:00`. */
export function localInstant(at: Date): string {
  return `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}

/** As people read it: `2026-11-25 08:30`. */
export function localMinute(at: Date): string {
  return localInstant(at).slice(0, 16).replace('T', ' ')
}
