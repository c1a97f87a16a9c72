import { DAY, HOUR, MINUTE, PARTS, SECOND, dayNumber, dayOf, daysInMonth, isoDayOfWeek } from './calendar.ts'
import { type Zone, fromWall, toWall } from './zone.ts'

/** Units of a fixed length are counted on the time line; the others on the local calendar. */
const LENGTHS = { hour: HOUR, minute: MINUTE, second: SECOND, millisecond: 1 } as const
const MONTHS = { year: 12, quarter: 3, month: 1 } as const

export const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const
export type Unit = (typeof UNITS)[number]

const isFixed = (unit: Unit): unit is keyof typeof LENGTHS => Object.hasOwn(LENGTHS, unit)

/** 2000-01-01, a Saturday, from which $dateTrunc counts its bins. */
const REFERENCE_DAY = 10_957
const REFERENCE_YEAR = 2000

/** What is left above the bin's lower bound; never negative, so that bins also lie right before the reference. */
const excess = (value: number, binSize: number): number => ((value % binSize) + binSize) % binSize

/** Months since the year 0. */
const monthOf = (wall: number): number => PARTS.year(wall) * 12 + PARTS.month(wall) - 1

/** The day number of a day of a month counted so. */
const dayOfMonth = (month: number, day: number): number => dayNumber(Math.floor(month / 12), excess(month, 12) + 1, day)

/**
 * $dateTrunc: from an instant to the start of the bin of `binSize` units that holds it. Bins are counted from
 * 2000-01-01T00:00 local time, for weeks from the first `startOfWeek` (1 Monday … 7 Sunday) on or after that day.
 */
export function truncate(instant: number, unit: Unit, binSize: number, zone: Zone, startOfWeek: number): number {
  const offset = zone.offsetAt(REFERENCE_DAY * DAY)
  if (isFixed(unit)) return instant - excess(instant - (REFERENCE_DAY * DAY - offset), binSize * LENGTHS[unit])
  return fromWall(zone, startOfBin(toWall(zone, instant), unit, binSize, startOfWeek) * DAY, offset)
}

/** The day number on which the bin of a calendar unit starts. */
function startOfBin(
  wall: number,
  unit: Exclude<Unit, keyof typeof LENGTHS>,
  binSize: number,
  startOfWeek: number,
): number {
  const day = dayOf(wall)
  if (unit === 'day') return day - excess(day - REFERENCE_DAY, binSize)
  if (unit === 'week') {
    const first = REFERENCE_DAY + ((startOfWeek - isoDayOfWeek(REFERENCE_DAY) + 7) % 7)
    return day - excess(day - first, binSize * 7)
  }
  const month = monthOf(wall)
  return dayOfMonth(month - excess(month - REFERENCE_YEAR * 12, binSize * MONTHS[unit]), 1)
}

/** $dateAdd: months keep the day where the target month has it, else take its last; days keep the local time. */
export function add(instant: number, unit: Unit, amount: number, zone: Zone): number {
  if (isFixed(unit)) return instant + amount * LENGTHS[unit]
  const offset = zone.offsetAt(instant)
  const wall = instant + offset
  if (unit === 'day' || unit === 'week') {
    return fromWall(zone, wall + amount * (unit === 'week' ? 7 : 1) * DAY, offset)
  }
  const month = monthOf(wall) + amount * MONTHS[unit]
  const last = daysInMonth(Math.floor(month / 12), excess(month, 12) + 1)
  const day = dayOfMonth(month, Math.min(PARTS.dayOfMonth(wall), last))
  return fromWall(zone, day * DAY + excess(wall, DAY), offset)
}

/** $dateDiff: how many boundaries of the unit lie between the instants; negative when `end` is the earlier. */
export function difference(start: number, end: number, unit: Unit, zone: Zone, startOfWeek: number): number {
  const from = toWall(zone, start)
  const to = toWall(zone, end)
  if (isFixed(unit)) {
    const length = LENGTHS[unit]
    // Boundaries are those of local clocks, but an hour that daylight time takes or gives was not an hour that passed.
    const shift = Math.trunc((zone.offsetAt(start) - zone.offsetAt(end)) / length)
    return Math.floor(to / length) - Math.floor(from / length) + shift
  }
  if (unit === 'day') return dayOf(to) - dayOf(from)
  // Day 0 was a Thursday, the fourth of the ISO week: this number grows by one on every `startOfWeek`.
  const weekOf = (wall: number): number => Math.floor((dayOf(wall) + 4 - startOfWeek) / 7)
  if (unit === 'week') return weekOf(to) - weekOf(from)
  const indexOf = (wall: number): number => Math.floor(monthOf(wall) / MONTHS[unit])
  return indexOf(to) - indexOf(from)
}
