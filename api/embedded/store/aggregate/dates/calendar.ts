/** The proleptic Gregorian calendar over wall-clock milliseconds (local time read as UTC; see zone.ts). */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Days since 1970-01-01 of a date; month 1–12. */
export function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0)
  // Date.UTC would take the years 0–99 for 1900–1999.
  return date.setUTCFullYear(year, month - 1, day) / DAY
}

export const daysInMonth = (year: number, month: number): number =>
  dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)

export const dayOf = (wall: number): number => Math.floor(wall / DAY)

/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export const isoDayOfWeek = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

const yearOf = (wall: number): number => new Date(wall).getUTCFullYear()
const dayOfYear = (wall: number): number => dayOf(wall) - dayNumber(yearOf(wall), 1, 1) + 1
/** ISO 8601: weeks begin on Monday, and a week belongs to the year its Thursday is in. */
const thursdayOf = (wall: number): number => (dayOf(wall) - isoDayOfWeek(dayOf(wall)) + 4) * DAY

/** The parts of a date by the names MongoDB's operators have for them. */
export const PARTS = {
  year: yearOf,
  month: (wall) => new Date(wall).getUTCMonth() + 1,
  dayOfMonth: (wall) => new Date(wall).getUTCDate(),
  hour: (wall) => new Date(wall).getUTCHours(),
  minute: (wall) => new Date(wall).getUTCMinutes(),
  second: (wall) => new Date(wall).getUTCSeconds(),
  millisecond: (wall) => new Date(wall).getUTCMilliseconds(),
  dayOfYear,
  /** 1 Sunday … 7 Saturday. */
  dayOfWeek: (wall) => (isoDayOfWeek(dayOf(wall)) % 7) + 1,
  isoDayOfWeek: (wall) => isoDayOfWeek(dayOf(wall)),
  /** Weeks begin on Sunday; the days before the first Sunday are week 0. */
  week: (wall) => Math.floor((dayOfYear(wall) + 6 - (isoDayOfWeek(dayOf(wall)) % 7)) / 7),
  isoWeek: (wall) => Math.ceil(dayOfYear(thursdayOf(wall)) / 7),
  isoWeekYear: (wall) => yearOf(thursdayOf(wall)),
} satisfies Readonly<Record<string, (wall: number) => number>>

export type Part = keyof typeof PARTS
