/** The proleptic Gregorian calendar over wall-clock milliseconds (local time read as UTC; see zone.ts). */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Days since 1970-01-01 of a date; month 1–12. Counts in years that begin in March, so that leap days come last. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)
}

export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

export function wallParts(wall: number): Wall {
  const date = new Date(wall)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  }
}

export const dayOf = (wall: number): number => Math.floor(wall / DAY)

/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const isoDayOfWeek = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export const dayOfYear = (wall: number): number => dayOf(wall) - dayNumber(new Date(wall).getUTCFullYear(), 1, 1) + 1

/** Weeks begin on Sunday; the days before the first Sunday are week 0. */
export const weekOfYear = (wall: number): number =>
  Math.floor((dayOfYear(wall) - 1 + 7 - (isoDayOfWeek(dayOf(wall)) % 7)) / 7)

/** ISO 8601: weeks begin on Monday, and a week belongs to the year its Thursday is in. */
export function isoWeek(wall: number): { year: number; week: number } {
  const day = dayOf(wall)
  const thursday = day - isoDayOfWeek(day) + 4
  const year = new Date(thursday * DAY).getUTCFullYear()
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 }
}

/** The day number of an ISO date; week and day may overflow, as MongoDB lets them. */
export function isoDayNumber(year: number, week: number, day: number): number {
  const fourth = dayNumber(year, 1, 4)
  return fourth - isoDayOfWeek(fourth) + (week - 1) * 7 + day
}
